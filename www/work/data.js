// The data that links name. The core has one data set; the others are loaded once a link names them, and given to it
// and to the workers.

import { form, use_data } from '../pkg/rangefinder.js';
import { DATA } from '../text/labels.js';

/** Data sets of the reader's own that are kept, for the way back. */
const KEPT = 2;

export class Data {
  /** What the core can read links of. */
  #current;
  /** The names of the data sets that the page has, the embedded one first. @type {string[]} */
  #builtin;
  /** Packed, by their names; the newest last. @type {Map<string, Uint8Array>} */
  #kept = new Map();

  /** @param {import('./pool.js').Pool} pool */
  constructor(pool) {
    this.pool = pool;
    const setting = form().settings.find(({ key }) => key === 'data');
    const choices = setting?.kind.type === 'choice' ? setting.kind.choices : [];
    this.#builtin = choices.map(({ value }) => value);
    this.#current = this.#builtin[0];
  }

  /** Whether the core can read a link of these data at once. @param {string} name */
  has(name) {
    return name === this.#current || name === this.#builtin[0];
  }

  /** Whether only the reader can bring them. @param {string} name */
  isOwn(name) {
    return name.startsWith('csv:') && !this.#kept.has(name);
  }

  /** Takes data of the reader's own, by their name in links. @param {string} name @param {Uint8Array} packed */
  keep(name, packed) {
    this.#kept.delete(name);
    this.#kept.set(name, packed);
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
      this.keep(name, await builtin(name));
    } catch (error) {
      throw new Error(DATA.notLoaded(error instanceof Error ? error.message : error));
    }
  }

  /** Has the core and the workers use data that are there; without them, the embedded ones. @param {string} name */
  use(name) {
    const packed = this.#kept.get(name);
    if (this.#current === name) return;
    if (packed) use_data(packed);
    this.pool.use(packed);
    this.#current = packed ? name : this.#builtin[0];
  }
}
