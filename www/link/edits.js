// What users change: the text of a control -> another link. A text that cannot be used stays where it was
// typed, with its problem, until the user changes it, another choice of that setting is taken, or another
// link is opened.

import { read_link } from '../pkg/rangefinder.js';
import { NOTICES } from '../text/labels.js';
import { compose, shownBy } from './link.js';

/**
 * @typedef {import('../page/entry.js').Entry} Entry
 * @typedef {import('./link.js').Reading} Reading
 *
 * @typedef {object} Controls
 * @property {Iterable<Entry>} entries
 * @property {(reading: Reading) => void} show shows settings in the controls
 *
 * @typedef {object} On the state that is edited
 * @property {{ peek: () => Reading }} reading
 * @property {{ value: { heading: string, texts: string[] } }} notice shows what was not used
 * @property {(edited: Reading) => void} change
 */

/** The headings of notices about a link and about a change. */
const HEADINGS = [NOTICES.link, NOTICES.change];

/** The edits of the form and of the table of bounds. */
export class Edits {
  /** The controls whose texts cannot be used, the newest last. @type {Set<Entry>} */
  #refused = new Set();
  /** The last shown problems. */
  #said = '';

  /** @param {Controls[]} controls @param {On} state */
  constructor(controls, state) {
    this.controls = controls;
    this.state = state;
  }

  /** Shows the settings of a link, and a notice about its unusable parts. @param {Reading} opened */
  open(opened) {
    for (const entry of this.#entries) this.#drop(entry);
    this.#show(opened);
    const said = opened.notices.map(({ rule, remedy }) => `${rule} ${remedy}`);
    this.#said = said.join(' ');
    this.state.notice.value = { heading: HEADINGS[0], texts: said };
  }

  /**
   * Applies typed text if it is valid; otherwise shows the problem, but not during typing.
   * @param {Entry} entry
   * @param {boolean} done
   */
  type(entry, done) {
    const next = this.#with(entry.key, entry.text(done));
    if (next.notices.length === 0) {
      this.#take(next, entry.key, done, entry);
    } else if (done) {
      // The newest is the last.
      this.#refused.delete(entry);
      this.#refused.add(entry);
      entry.mark(rules(next).join(' '));
      this.#said = '';
      this.#say();
    }
  }

  /**
   * Applies a choice that was made without typing.
   * @param {string} key
   * @param {string} choice
   * @param {boolean} [done] not while a handle is dragged
   */
  choose(key, choice, done = true) {
    const next = this.#with(key, choice);
    if (next.notices.length === 0) this.#take(next, key, done);
    else this.#say(rules(next));
  }

  /** Shows settings after one of them was chosen elsewhere. @param {string} key @param {Reading} taken */
  settle(key, taken) {
    this.#settle(key);
    this.#show(taken);
    this.#say();
  }

  get #entries() {
    return this.controls.flatMap(({ entries }) => [...entries]);
  }

  /** @param {string} key @param {string} text @param {Reading} [before] */
  #with(key, text, before = this.state.reading.peek()) {
    return read_link(compose({ ...before.values, ...shownBy(before), [key]: text }));
  }

  /**
   * @param {Reading} edited
   * @param {string} key of the setting that was changed
   * @param {boolean} done
   * @param {Entry} [typed] the control with the typed text
   */
  #take(edited, key, done, typed) {
    this.#settle(key, typed);
    // Texts that were invalid may be valid now. Of two texts for one setting, the newer one is used.
    for (const entry of done ? [...this.#refused].reverse() : []) {
      if (!this.#refused.has(entry)) continue;
      const more = this.#with(entry.key, entry.text(true), edited);
      entry.mark(rules(more).join(' '));
      if (entry.problem) continue;
      edited = more;
      this.#settle(entry.key, entry);
    }
    this.#show(edited);
    this.#say();
    // A setting that is unchanged is not shown again by others.
    if (done && edited.link === this.state.reading.peek().link) typed?.drop();
    this.state.change(edited);
  }

  /** Drops other texts for a setting after a choice was applied. @param {string} key @param {Entry} [typed] */
  #settle(key, typed) {
    for (const entry of this.#entries) {
      if (entry === typed) {
        this.#refused.delete(entry);
        entry.mark('');
      } else if (entry.key === key) {
        this.#drop(entry);
      }
    }
  }

  /** @param {Entry} entry */
  #drop(entry) {
    this.#refused.delete(entry);
    entry.drop();
  }

  /** @param {Reading} reading */
  #show(reading) {
    for (const one of this.controls) one.show(reading);
  }

  /**
   * Shows what is not used, if that has changed, or was refused again and is not visible. Other notices stay
   * unless there is a problem to show.
   * @param {string[]} [more]
   */
  #say(more = []) {
    const problems = [...Array.from(this.#refused, ({ problem }) => problem), ...more];
    const text = problems.join(' ');
    const stands = HEADINGS.includes(this.state.notice.value.heading);
    if (text === this.#said && (stands || more.length === 0)) return;
    this.#said = text;
    if (text || stands) this.state.notice.value = { heading: HEADINGS[1], texts: problems };
  }
}

/** @param {Reading} reading */
function rules({ notices }) {
  return notices.map(({ rule }) => rule);
}
