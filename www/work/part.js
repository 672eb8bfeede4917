// A module of the core and the data that it has: there is one of each module in the page, and in each worker.

/**
 * @typedef {import('./data.js').Rows} Rows
 * @typedef {import('./data.js').Sent} Sent
 * @typedef {typeof import('../pkg/rangefinder.js').use_data} Use
 */

const NO_FEATURES = new Float64Array();

export class Part {
  /** What it was given last, and whether that was more than the shape. @type {Rows | Sent | undefined} */
  #rows;
  #whole = false;

  /**
   * @param {Use} use
   * @param {(module: { module_or_path: WebAssembly.Module }) => Promise<unknown>} [start] where it has started already, this
   *   does nothing
   */
  constructor(use, start) {
    this.use = use;
    this.start = start;
  }

  /** Has it know the shape of data: the features of large ones take much memory and time. @param {Rows} rows */
  giveShape(rows) {
    if (rows !== this.#rows) this.#give(rows, NO_FEATURES);
  }

  /** Has it know data that it can train on. @param {Rows | Sent} rows */
  async give(rows) {
    if (rows === this.#rows && this.#whole) return;
    const { features } = rows;
    const read =
      features instanceof Blob ? new Float64Array(await features.arrayBuffer()) : features;
    this.#give(rows, read);
    this.#whole = true;
  }

  /** @param {Rows | Sent} rows @param {Float64Array} features */
  #give(rows, features) {
    this.use(rows.name, features, rows.targets, rows.unit);
    this.#rows = rows;
    this.#whole = false;
  }
}
