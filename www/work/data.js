// The data that links name. The core has one data set from the start; the others are loaded when a link names them,
// and passed to the core and the workers.

import { form, know_statistics, use_data } from '../pkg/rangefinder.js';
import { DATA } from '../text/labels.js';

/**
 * @typedef {object} Rows a data set
 * @property {string} name in links
 * @property {Float64Array} features row by row
 * @property {Float64Array} targets the class of each row, or its standardized value
 * @property {Float64Array | undefined} unit mean and deviation of the values; none for classes
 * @property {string[]} [names] of the features, as far as they have some
 * @property {Float64Array} [statistics] of the columns, if they are known
 * @property {string} [origin] the name of the user's own file
 * @property {Blob} [file] the features, if they are large: the same file can be read in each worker, and a message with
 *   them would be written by the page
 *
 * @typedef {Omit<Rows, 'features'> & { features: Blob }} WorkerRows large data, in the form for workers
 */

/** The number of data sets that stay loaded. */
const MAX_LOADED = 2;

export class Data {
  /** The data that the core uses. */
  #current;
  /** The names of the data sets that the page has. @type {string[]} */
  #builtin;
  /** The loaded data sets by name, the newest last. @type {Map<string, Rows>} */
  #loaded = new Map();

  /** @param {import('./pool.js').Pool} pool @param {Rows} first the data that the core has */
  constructor(pool, first) {
    this.pool = pool;
    this.first = first;
    this.#current = first.name;
    const setting = form().settings.find(({ key }) => key === 'data');
    const choices = setting?.kind.type === 'choice' ? setting.kind.choices : [];
    this.#builtin = choices.map(({ value }) => value);
  }

  /** The name of the data that are always available. */
  get embedded() {
    return this.first.name;
  }

  /** Whether the core can read a link of these data at once. @param {string} name */
  has(name) {
    return name === this.#current || name === this.first.name;
  }

  /** Whether only the user has these data. @param {string} name */
  isOwn(name) {
    return isTable(name) && !this.#loaded.has(name);
  }

  /** Stores data other than the first ones; of the user's own tables only the last, whose columns are shown. @param {Rows} rows */
  add(rows) {
    for (const name of [...this.#loaded.keys()])
      if (name === rows.name || (isTable(name) && isTable(rows.name))) this.#loaded.delete(name);
    this.#loaded.set(rows.name, rows);
    const [oldest] = this.#loaded.keys();
    if (this.#loaded.size > MAX_LOADED) this.#loaded.delete(oldest);
  }

  /**
   * Loads a data set of the page, unless it is loaded.
   * @param {string} name
   */
  async load(name) {
    if (this.has(name) || this.#loaded.has(name) || !this.#builtin.includes(name)) return;
    try {
      const { builtin } = await import('./builtin-data.js');
      this.add(await builtin(name));
    } catch (error) {
      throw new Error(DATA.notLoaded(error instanceof Error ? error.message : error));
    }
  }

  /** Makes the core and the workers use loaded data, or the first ones if these are not loaded. @param {string} name */
  use(name) {
    if (this.#current === name) return;
    const rows = this.#loaded.get(name) ?? this.first;
    use_data(rows.name, rows.features, rows.targets, rows.unit);
    if (rows.statistics) know_statistics(`#data=${rows.name}`, rows.statistics);
    this.pool.use(rows);
    this.#current = rows.name;
  }
}

/** Whether data are a user's own table. @param {string} name */
function isTable(name) {
  return name.startsWith('csv:');
}
