// A control into which a setting is typed. It shows the setting as it is in force, unless the reader's own
// text stands there: one that is being typed, or one that cannot be used, with its error.

import { say } from './dom.js';

/** @typedef {HTMLInputElement | HTMLSelectElement} Control */

export class Entry {
  /** Why what stands there cannot be used; empty if it can. */
  problem = '';
  #typing = false;
  /** The setting as it is in force. */
  #inForce = '';

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
      this.#typing = true;
      onEdit(this, false);
    });
    control.addEventListener('change', end);
    // There is no change event where the text is again what it was.
    control.addEventListener('blur', () => {
      if (this.#typing) end();
    });
  }

  /** What stands there. @param {boolean} done whether an empty control says that there is to be none */
  text(done) {
    return this.control.value.trim() || (done ? this.none : '');
  }

  /** Shows the setting, now or once the reader's own text is gone. @param {string} text */
  show(text) {
    this.#inForce = text;
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

  /** Drops the reader's text, with its problem. */
  drop() {
    this.#typing = false;
    this.mark('');
    this.show(this.#inForce);
  }
}
