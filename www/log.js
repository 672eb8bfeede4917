// The log that the notebook prints, as a table.

import { batch, logged, loggedLoss } from './text.js';

/** @typedef {import('./chart.js').Curve} Curve */

/** A table body that grows with the sweep. */
export class Log {
  #rows = 0;
  /** Whether the rows are those of a sweep that is gone. */
  #stale = false;
  /** Whether the newest row is kept in view: until the reader scrolls away from it. */
  #follows = true;
  /** When rows were last added. */
  #shown = 0;

  /**
   * @param {HTMLElement} box what scrolls
   * @param {HTMLTableSectionElement} body
   */
  constructor(box, body) {
    this.box = box;
    this.body = body;
    box.addEventListener('scroll', () => {
      this.#follows = box.scrollTop + box.clientHeight > box.scrollHeight - 40;
    });
  }

  /**
   * The next curve is another sweep's, however long.
   */
  restart() {
    this.#stale = true;
  }

  /**
   * Adds the rows that are new; another sweep, or a curve that is shorter than the table, begins it
   * anew.
   * @param {Curve} curve
   * @param {boolean} playing whether more rows come by themselves
   */
  show(curve, playing) {
    if (this.#stale || curve.lrs.length < this.#rows) {
      this.#stale = false;
      this.body.replaceChildren();
      this.#rows = 0;
      this.#follows = true;
    }
    if (curve.lrs.length === this.#rows) return;
    // A browser takes longer than a frame to lay out a long table, so that one grows less often.
    const now = performance.now();
    if (playing && this.#rows > 500 && now - this.#shown < 250) return;
    this.#shown = now;
    const fresh = document.createDocumentFragment();
    for (; this.#rows < curve.lrs.length; this.#rows++) fresh.append(row(curve, this.#rows));
    this.body.append(fresh);
    if (this.#follows) this.box.scrollTop = this.box.scrollHeight;
  }
}

/**
 * @param {Curve} curve
 * @param {number} step
 */
function row({ lrs, losses, smoothed }, step) {
  const tr = document.createElement('tr');
  const head = document.createElement('th');
  head.scope = 'row';
  head.textContent = batch(step);
  tr.append(head);
  for (const text of [logged(lrs[step]), loggedLoss(losses[step]), loggedLoss(smoothed[step])]) {
    tr.insertCell().textContent = text;
  }
  return tr;
}
