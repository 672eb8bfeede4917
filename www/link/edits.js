// What users change: the text of a control -> another link. A text that cannot be used stays where it was
// typed, with its problem, until the user changes it, another value of that setting is chosen, or another
// link is opened.

import { read_link } from '../pkg/rangefinder.js';
import { ABOUT_SETTINGS, NOTICES } from '../text/labels.js';
import { compose, displayKeysOf } from './link.js';

/**
 * @typedef {import('../page/entry.js').Entry} Entry
 * @typedef {import('./link.js').Reading} Reading
 *
 * @typedef {object} Controls
 * @property {Iterable<Entry>} entries
 * @property {(reading: Reading) => void} show shows settings in the controls
 *
 * @typedef {object} EditedState the state that is edited
 * @property {{ peek: () => Reading }} reading
 * @property {{ value: { heading: string, texts: string[] } }} notice shows what was not used
 * @property {(edited: Reading) => void} change
 */

/** The edits of the form and of the table of bounds. */
export class Edits {
  /** The controls whose texts cannot be used, the newest last. @type {Set<Entry>} */
  #invalid = new Set();
  /** The last shown problems. */
  #shownProblems = '';

  /** @param {Controls[]} controls @param {EditedState} state */
  constructor(controls, state) {
    this.controls = controls;
    this.state = state;
  }

  /** Shows the settings of a link, and a notice about its unusable parts. @param {Reading} opened */
  open(opened) {
    for (const entry of this.#entries) this.#discard(entry);
    this.#show(opened);
    const texts = opened.notices.map(({ rule, remedy }) => `${rule} ${remedy}`);
    this.#shownProblems = texts.join(' ');
    this.state.notice.value = { heading: NOTICES.link, texts };
  }

  /**
   * Applies typed text if it is valid; otherwise shows the problem, but not during typing.
   * @param {Entry} entry
   * @param {boolean} done
   */
  type(entry, done) {
    const next = this.#with(entry.key, entry.text(done));
    if (next.notices.length === 0) {
      this.#apply(next, entry.key, done, entry);
    } else if (done) {
      // The newest is the last.
      this.#invalid.delete(entry);
      this.#invalid.add(entry);
      entry.showProblem(rules(next).join(' '));
      this.#shownProblems = '';
      this.#showProblems();
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
    if (next.notices.length === 0) this.#apply(next, key, done);
    else this.#showProblems(rules(next));
  }

  /** Shows settings after one of them was chosen elsewhere. @param {string} key @param {Reading} reading */
  showChoice(key, reading) {
    this.#discardOthers(key);
    this.#show(reading);
    this.#showProblems();
  }

  get #entries() {
    return this.controls.flatMap(({ entries }) => [...entries]);
  }

  /** @param {string} key @param {string} text @param {Reading} [before] */
  #with(key, text, before = this.state.reading.peek()) {
    return read_link(compose({ ...before.values, ...displayKeysOf(before), [key]: text }));
  }

  /**
   * @param {Reading} edited
   * @param {string} key of the setting that was changed
   * @param {boolean} done
   * @param {Entry} [typed] the control with the typed text
   */
  #apply(edited, key, done, typed) {
    this.#discardOthers(key, typed);
    // Texts that were invalid may be valid now. Of two texts for one setting, the newer one is used.
    for (const entry of done ? [...this.#invalid].reverse() : []) {
      if (!this.#invalid.has(entry)) continue;
      const more = this.#with(entry.key, entry.text(true), edited);
      entry.showProblem(rules(more).join(' '));
      if (entry.problem) continue;
      edited = more;
      this.#discardOthers(entry.key, entry);
    }
    this.#show(edited);
    this.#showProblems();
    // A setting that is unchanged is not shown again by others.
    if (done && edited.link === this.state.reading.peek().link) typed?.drop();
    this.state.change(edited);
  }

  /** Drops other texts for a setting after a choice was applied. @param {string} key @param {Entry} [typed] */
  #discardOthers(key, typed) {
    for (const entry of this.#entries) {
      if (entry === typed) {
        this.#invalid.delete(entry);
        entry.showProblem('');
      } else if (entry.key === key) {
        this.#discard(entry);
      }
    }
  }

  /** @param {Entry} entry */
  #discard(entry) {
    this.#invalid.delete(entry);
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
  #showProblems(more = []) {
    const problems = [...Array.from(this.#invalid, ({ problem }) => problem), ...more];
    const text = problems.join(' ');
    const isOwnNotice = ABOUT_SETTINGS.includes(this.state.notice.value.heading);
    if (text === this.#shownProblems && (isOwnNotice || more.length === 0)) return;
    this.#shownProblems = text;
    if (text || isOwnNotice) this.state.notice.value = { heading: NOTICES.change, texts: problems };
  }
}

/** @param {Reading} reading */
function rules({ notices }) {
  return notices.map(({ rule }) => rule);
}
