// A control into which a setting is typed. It shows the setting as it is in force, unless the user's own
// text stands there: one that is being typed, or one that cannot be used, with its error.

import { say } from './dom.js';

/** @typedef {HTMLInputElement | HTMLSelectElement} Control */

export class Entry {
  /** Why what stands there cannot be used; empty if it can. */
  problem = '';
  #typing = false;
  /** The setting in force: how it is shown here, and what it is. */
  #inForce = { shown: '', setting: '' };
  /** The same when the user began to type. */
  #before = this.#inForce;

  /**
   * @param {string} key of the setting
   * @param {Control} control
   * @param {HTMLElement | undefined} error what shows the problem
   * @param {string} none what an empty control says
   * @param {(entry: Entry, done: boolean) => void} onEdit called at every keystroke, and when done
   */
  constructor(key, control, error, none, onEdit) {
    this.key = key;
    this.control = control;
    this.error = error;
    this.none = none;
    const end = () => {
      this.#typing = false;
      onEdit(this, true);
    };
    control.addEventListener('input', () => {
      if (!this.#typing) this.#before = this.#inForce;
      this.#typing = true;
      onEdit(this, false);
    });
    control.addEventListener('change', end);
    // There is no change event where the text is again what it was.
    control.addEventListener('blur', () => {
      if (this.#typing) end();
    });
  }

  /**
   * The setting that stands there.
   * @param {boolean} done whether an empty control says that there is to be none, and one whose text is
   *   again what it was, that nothing is to change
   */
  text(done) {
    const text = this.control.value.trim();
    if (!done) return text;
    const { shown, setting } = this.#before;
    return text === shown ? setting : text || this.none;
  }

  /**
   * Shows the setting, now or once the user's own text is gone.
   * @param {string} text
   * @param {string} [setting] what it is, if that is not its text: a rate that the runs give is not the
   *   user's own
   */
  show(text, setting = text) {
    this.#inForce = { shown: text, setting };
    const { control } = this;
    if (this.#typing || this.problem || control.value === text) return;
    control.value = text;
    // Whoever is about to type there replaces the whole of it.
    if (control === document.activeElement && 'select' in control) control.select();
  }

  /** Says why what stands there cannot be used; nothing if it can. @param {string} problem */
  mark(problem) {
    this.problem = problem;
    this.control.setAttribute('aria-invalid', String(problem !== ''));
    if (this.error) say(this.error, problem);
    if (problem) this.control.closest('details')?.setAttribute('open', '');
  }

  /** Drops the user's text, with its problem. */
  drop() {
    this.#typing = false;
    this.mark('');
    this.show(this.#inForce.shown, this.#inForce.setting);
  }
}
