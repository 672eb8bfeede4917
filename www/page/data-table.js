// The numbers of a chart: a table in a details element, filled only while it is open.

import { CELLS } from '../text/labels.js';
import { byId } from './dom.js';
import { Rows } from './rows.js';

export class DataTable {
  /** @type {() => Iterable<string[]>} */
  #texts = () => [];
  #stale = true;
  #details;
  #rows;

  /** @param {string} id of the details element around the table */
  constructor(id) {
    this.#details = byId(id, HTMLDetailsElement);
    this.#rows = new Rows(/** @type {HTMLTableElement} */ (this.#details.querySelector('table')));
    this.#details.addEventListener('toggle', () => this.#write());
  }

  /** @param {() => Iterable<string[]>} texts makes the texts of each row's cells, its header first */
  show(texts) {
    this.#texts = texts;
    this.#stale = true;
    this.#write();
  }

  #write() {
    if (!this.#stale || !this.#details.open) return;
    this.#stale = false;
    const texts = this.#texts()[Symbol.iterator]();
    this.#rows.clear();
    void this.#rows.fill(() => texts.next().value);
  }
}

/**
 * A median, and the 10th to 90th percentile.
 * @param {import('../pkg/rangefinder.js').Band} band
 * @param {number} index
 * @param {(value: number) => string} text
 * @param {string} [other] the text of numbers that are not finite
 */
export function cells({ low, median, high }, index, text, other = CELLS.notFinite) {
  const format = (/** @type {number} */ value) => (Number.isFinite(value) ? text(value) : other);
  return [format(median[index]), `${format(low[index])} to ${format(high[index])}`];
}
