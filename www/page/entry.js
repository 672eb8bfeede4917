// A control for a setting. It shows the present setting, unless it has the user's own text: one that is being typed,
// or an invalid one with its error.

import { setText } from './dom.js';

/** @typedef {HTMLInputElement | HTMLSelectElement} Control */

export class Entry {
  /** Why the text is invalid; empty if it is valid. */
  problem = '';
  #typing = false;
  /** The present setting: its shown text, and its value. */
  #current = { shown: '', setting: '' };
  /** The same when the user started to type. */
  #beforeTyping = this.#current;

  /**
   * @param {string} key of the setting
   * @param {Control} control
   * @param {HTMLElement | undefined} error the element for the problem
   * @param {string} emptyValue the value of an empty control
   * @param {(entry: Entry, done: boolean) => void} onEdit called at every keystroke, and when done
   */
  constructor(key, control, error, emptyValue, onEdit) {
    this.key = key;
    this.control = control;
    this.error = error;
    this.emptyValue = emptyValue;
    const end = () => {
      this.#typing = false;
      onEdit(this, true);
    };
    control.addEventListener('input', () => {
      if (!this.#typing) this.#beforeTyping = this.#current;
      this.#typing = true;
      onEdit(this, false);
    });
    control.addEventListener('change', end);
    // There is no change event if the text is the same as before.
    control.addEventListener('blur', () => {
      if (this.#typing) end();
    });
  }

  /**
   * The value in the control.
   * @param {boolean} done whether typing has ended: then an empty control means none, and an unchanged text no change
   */
  text(done) {
    const text = this.control.value.trim();
    if (!done) return text;
    const { shown, setting } = this.#beforeTyping;
    return text === shown ? setting : text || this.emptyValue;
  }

  /**
   * Shows the setting, now or when the user's own text is dropped.
   * @param {string} text
   * @param {string} [setting] its value, if different from its text: a rate of the answer is not the user's own
   */
  show(text, setting = text) {
    this.#current = { shown: text, setting };
    const { control } = this;
    if (this.#typing || this.problem || control.value === text) return;
    control.value = text;
    // Selects the text, so that typing replaces it.
    if (control === document.activeElement && 'select' in control) control.select();
  }

  /** Shows why the text is invalid; empty if it is valid. @param {string} problem */
  showProblem(problem) {
    this.problem = problem;
    this.control.setAttribute('aria-invalid', String(problem !== ''));
    if (this.error) setText(this.error, problem);
    if (problem) this.control.closest('details')?.setAttribute('open', '');
  }

  /** Drops the user's text, with its problem. */
  drop() {
    this.#typing = false;
    this.showProblem('');
    this.show(this.#current.shown, this.#current.setting);
  }
}
