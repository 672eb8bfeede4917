// The rows of a table, however many: they are written block by block, between which the page answers, and
// the browser lays out only the blocks that can be seen.

import { create } from './dom.js';
import { rest } from './rest.js';

/** Rows of a block. */
const BLOCK = 100;

/** As grids some browsers would not take them for what they are: see tables.css. @type {Record<string, string>} */
const ROLES = { TABLE: 'table', THEAD: 'rowgroup', TR: 'row', TH: 'columnheader' };

export class Rows {
  #table;
  #count = 0;
  /** The texts of a row by its place. @type {(place: number) => string[] | undefined} */
  #texts = () => undefined;

  /**
   * @param {HTMLTableElement} table
   * @param {() => void} [onGrow] told when rows were added
   */
  constructor(table, onGrow = () => {}) {
    this.#table = table;
    this.onGrow = onGrow;
    for (const part of [table, ...table.querySelectorAll('thead, thead *')]) {
      if (part.tagName in ROLES) part.setAttribute('role', ROLES[part.tagName]);
    }
    this.clear();
  }

  /** How many there are. */
  get count() {
    return this.#count;
  }

  clear() {
    for (const body of [...this.#table.tBodies]) body.remove();
    this.#count = 0;
    this.#texts = () => undefined;
  }

  /**
   * Adds rows until there are no more texts, or others are to be added.
   * @param {(place: number) => string[] | undefined} texts of a row's cells, its head first
   */
  async fill(texts) {
    this.#texts = texts;
    while (this.#texts === texts && this.#addBlock()) await rest();
  }

  /** Fills the last block, or adds one; whether there may be more. */
  #addBlock() {
    const before = this.#count;
    let texts;
    while ((texts = this.#texts(this.#count))) {
      this.#add(texts);
      if (this.#count % BLOCK === 0) break;
    }
    if (this.#count > before) {
      // How high it will be, while it is not laid out.
      const body = this.#body;
      body.style.setProperty('--rows', String(body.rows.length));
      this.onGrow();
    }
    return texts !== undefined;
  }

  /** @param {string[]} texts */
  #add([head, ...cells]) {
    if (this.#count % BLOCK === 0) this.#table.append(create('tbody', { role: 'rowgroup' }));
    this.#body.append(
      create(
        'tr',
        { role: 'row' },
        create('th', { scope: 'row', role: 'rowheader' }, head),
        ...cells.map((cell) => create('td', { role: 'cell' }, cell)),
      ),
    );
    this.#count += 1;
  }

  get #body() {
    return this.#table.tBodies[this.#table.tBodies.length - 1];
  }
}
