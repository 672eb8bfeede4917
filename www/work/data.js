// The data that links name. The core has one data set from the start; the others are loaded once a link names them, and
// given to it and to the workers.

import { form, use_data } from '../pkg/rangefinder.js';
import { DATA } from '../text/labels.js';

/**
 * @typedef {object} Rows a data set
 * @property {string} name in links
 * @property {Float64Array} features row by row
 * @property {Float64Array} targets of each row its class, or its value in a unit of its own
 * @property {Float64Array | undefined} unit mean and deviation of the values; nothing of classes
 */

/** Data sets that are kept, for the way back. */
const KEPT = 2;

export class Data {
  /** What the core can read links of. */
  #current;
  /** The names of the data sets that the page has. @type {string[]} */
  #builtin;
  /** Those that are kept, by their names; the newest last. @type {Map<string, Rows>} */
  #kept = new Map();

  /** @param {import('./pool.js').Pool} pool @param {Rows} first those that the core has */
  constructor(pool, first) {
    this.pool = pool;
    this.first = first;
    this.#current = first.name;
    const setting = form().settings.find(({ key }) => key === 'data');
    const choices = setting?.kind.type === 'choice' ? setting.kind.choices : [];
    this.#builtin = choices.map(({ value }) => value);
  }

  /** The name of the data that are always there. */
  get embedded() {
    return this.first.name;
  }

  /** Whether the core can read a link of these data at once. @param {string} name */
  has(name) {
    return name === this.#current || name === this.first.name;
  }

  /** Whether only the user can bring them. @param {string} name */
  isOwn(name) {
    return name.startsWith('csv:') && !this.#kept.has(name);
  }

  /** Takes data other than the first ones. @param {Rows} rows */
  keep(rows) {
    this.#kept.delete(rows.name);
    this.#kept.set(rows.name, rows);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT) this.#kept.delete(oldest);
  }

  /**
   * Loads data of the page, unless they are there.
   * @param {string} name
   */
  async load(name) {
    if (this.has(name) || this.#kept.has(name) || !this.#builtin.includes(name)) return;
    try {
      const { builtin } = await import('./builtin-data.js');
      this.keep(await builtin(name));
    } catch (error) {
      throw new Error(DATA.notLoaded(error instanceof Error ? error.message : error));
    }
  }

  /** Has the core and the workers use data that are there; without them, the first ones. @param {string} name */
  use(name) {
    if (this.#current === name) return;
    const rows = this.#kept.get(name) ?? this.first;
    use_data(rows.name, rows.features, rows.targets, rows.unit);
    this.pool.use(rows);
    this.#current = rows.name;
  }
}
