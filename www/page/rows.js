// The rows of a table of any length. They are added block by block, between which the page stays responsive, and the
// browser lays out only the visible blocks.

import { create } from './dom.js';
import { pause } from './rest.js';

/** Rows of a block. */
const BLOCK = 100;

/** The roles of table elements, which some browsers drop for CSS grids: see tables.css. @type {Record<string, string>} */
const ROLES = { TABLE: 'table', THEAD: 'rowgroup', TR: 'row', TH: 'columnheader' };

export class Rows {
  #table;
  #count = 0;
  /** The texts of a row, by its index. @type {(index: number) => string[] | undefined} */
  #texts = () => undefined;

  /**
   * @param {HTMLTableElement} table
   * @param {() => void} [onGrow] called when rows were added
   */
  constructor(table, onGrow = () => {}) {
    this.#table = table;
    this.onGrow = onGrow;
    for (const part of [table, ...table.querySelectorAll('thead, thead *')]) {
      if (part.tagName in ROLES) part.setAttribute('role', ROLES[part.tagName]);
    }
    this.clear();
  }

  /** The number of rows. */
  get count() {
    return this.#count;
  }

  clear() {
    for (const body of [...this.#table.tBodies]) body.remove();
    this.#count = 0;
    this.#texts = () => undefined;
  }

  /**
   * Adds rows until there are no more texts, or a later call replaces this one.
   * @param {(index: number) => string[] | undefined} texts of a row's cells, its header first
   */
  async fill(texts) {
    this.#texts = texts;
    while (this.#texts === texts && this.#addBlock()) await pause();
  }

  /** Fills the last block, or adds one. Returns whether there may be more rows. */
  #addBlock() {
    const before = this.#count;
    let texts;
    while ((texts = this.#texts(this.#count))) {
      this.#add(texts);
      if (this.#count % BLOCK === 0) break;
    }
    if (this.#count > before) {
      // The estimated height, while it is not laid out.
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
