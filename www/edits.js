// What readers change: the text of a control -> another link. What cannot be used is said, beside the
// control as well, and stays as it was typed.

import { read_link } from './pkg/rangefinder.js';
import { compose, readTyped } from './link.js';
import { showNotices } from './notices.js';

/**
 * @typedef {import('./link.js').Reading} Reading
 * @typedef {import('./pkg/rangefinder.js').LinkNotice} LinkNotice
 *
 * @typedef {object} On
 * @property {() => Reading} reading asked for what the picture is of
 * @property {(edited: Reading) => void} change told what it is to be of
 */

/** Those of the form and of the table of bounds, whose rates are settings as well. */
export class Edits {
  /**
   * @param {HTMLElement} notices where it is said what was not used
   * @param {import('./form.js').Form} form
   * @param {import('./bounds.js').BoundsTable} bounds
   * @param {On} on
   */
  constructor(notices, form, bounds, on) {
    this.notices = notices;
    this.form = form;
    this.bounds = bounds;
    this.on = on;
  }

  /** Shows what a link says, and what of it could not be used. @param {Reading} opened */
  open({ values, notices }) {
    const said = notices.map(({ rule, remedy }) => `${rule} ${remedy}`);
    showNotices(this.notices, 'Not all of this link could be used.', said);
    this.form.mark([]);
    this.bounds.unmark();
    this.form.show(values);
  }

  /**
   * Takes what is typed into the form as far as it can be used; says what cannot, but not in the middle
   * of typing.
   * @param {string} key of the control that is typed into
   * @param {boolean} done
   */
  type(key, done) {
    const { reading, problems } = readTyped(this.form.typed(done), this.on.reading().values);
    if (done || problems.length === 0) {
      this.form.mark(problems);
      this.#say(problems);
    }
    if (!reading) return;
    const kept = problems.map((problem) => problem.key);
    this.#take(reading, done ? kept : [...kept, key]);
  }

  /**
   * The same of a rate: one that was typed into the table of bounds, or a bound that was moved.
   * @param {import('./bounds.js').Key} key
   * @param {string} text
   * @param {boolean} done
   */
  typeRate(key, text, done) {
    const next = this.#with(key, text || (key === 'lr' ? 'none' : 'auto'));
    const problems = next.notices;
    if (done) this.#say(problems);
    if (done || problems.length === 0) this.bounds.mark(key, rules(problems).join(' '));
    if (problems.length === 0) this.#take(next);
  }

  /** Takes a choice, which can always be used. @param {string} key @param {string} choice */
  choose(key, choice) {
    const next = this.#with(key, choice);
    this.#say(next.notices);
    this.#take(next);
  }

  /** @param {string} key @param {string} text @param {Reading} [before] */
  #with(key, text, before = this.on.reading()) {
    return read_link(compose({ ...before.values, [key]: text }));
  }

  /** @param {Reading} edited @param {string[]} [kept] controls that are left as they were typed */
  #take(edited, kept) {
    // Rates that were typed before and could not be used: now they may fit.
    for (const [key, text] of this.bounds.unused) {
      const more = this.#with(key, text, edited);
      this.bounds.mark(key, rules(more.notices).join(' '));
      if (more.notices.length === 0) edited = more;
    }
    this.form.show(edited.values, kept);
    this.on.change(edited);
  }

  /** @param {LinkNotice[]} problems */
  #say(problems) {
    showNotices(this.notices, 'Not used; the picture is as it was.', rules(problems));
  }
}

/** @param {LinkNotice[]} problems */
function rules(problems) {
  return problems.map(({ rule }) => rule);
}
