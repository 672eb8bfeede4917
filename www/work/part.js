// A module of the core and the data that it has: there is one of each module in the page, and in each worker.

/**
 * @typedef {import('./data.js').Rows | import('./data.js').Sent} Rows
 * @typedef {(module: { module_or_path: WebAssembly.Module }) => Promise<unknown>} Start
 */

export class Part {
  /** What it was given last, and whether that was more than the shape. @type {Rows | undefined} */
  #rows;
  #whole = false;

  /**
   * @param {typeof import('../pkg/rangefinder.js').use_data} use
   * @param {Start} [start] where it has started already, this does nothing
   */
  constructor(use, start) {
    this.use = use;
    this.start = start;
  }

  /** Whether it has data that it can train on. @param {Rows} rows */
  has(rows) {
    return rows === this.#rows && this.#whole;
  }

  /** Has it know the shape of data, at least: the features of large ones take much memory and time. @param {Rows} rows */
  giveShape(rows) {
    if (rows !== this.#rows) this.give(rows);
  }

  /** Gives it data; without features their shape. @param {Rows} rows @param {Float64Array} [features] */
  give(rows, features) {
    this.use(rows.name, features ?? new Float64Array(), rows.targets, rows.unit);
    this.#rows = rows;
    this.#whole = !!features;
  }
}
