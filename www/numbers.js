// What a chart shows, in numbers: a table that folds, and is written only while it is unfolded.

import { byId, create } from './dom.js';

export class Numbers {
  #rows = () => /** @type {string[][]} */ ([]);
  #stale = true;
  #details;

  /** @param {string} id of the details element around the table */
  constructor(id) {
    this.#details = byId(id, HTMLDetailsElement);
    this.#details.addEventListener('toggle', () => this.#write());
  }

  /** @param {() => string[][]} rows what makes the texts of each row's cells, its head first */
  show(rows) {
    this.#rows = rows;
    this.#stale = true;
    this.#write();
  }

  #write() {
    if (!this.#stale || !this.#details.open) return;
    this.#stale = false;
    const body = this.#details.querySelector('tbody');
    body?.replaceChildren(
      ...this.#rows().map(([head, ...cells]) =>
        create(
          'tr',
          {},
          create('th', { scope: 'row' }, head),
          ...cells.map((cell) => create('td', {}, cell)),
        ),
      ),
    );
  }
}

/**
 * A median and eight in ten.
 * @param {import('./pkg/rangefinder.js').Band} band
 * @param {number} place
 * @param {(value: number) => string} text
 * @param {string} [other] the text of what is not finite
 */
export function cells({ low, median, high }, place, text, other = 'not finite') {
  const one = (/** @type {number} */ value) => (Number.isFinite(value) ? text(value) : other);
  return [one(median[place]), `${one(low[place])} to ${one(high[place])}`];
}
