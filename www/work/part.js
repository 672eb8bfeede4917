// A WebAssembly module and its data. The page and each worker have one instance of each module.

/**
 * @typedef {import('./data.js').Rows | import('./data.js').WorkerRows} Rows
 * @typedef {(module: { module_or_path: WebAssembly.Module }) => Promise<unknown>} Start
 */

export class ModuleInstance {
  /** The last data, and whether they had features. @type {Rows | undefined} */
  #rows;
  #hasFeatures = false;

  /**
   * @param {typeof import('../pkg/rangefinder.js').use_data} use
   * @param {Start} [start] does nothing if already started
   */
  constructor(use, start) {
    this.use = use;
    this.start = start;
  }

  /** Whether the module has these data with their features, for training. @param {Rows} rows */
  hasData(rows) {
    return rows === this.#rows && this.#hasFeatures;
  }

  /** Passes the shape of data, unless known; the features of large data take much memory and time. @param {Rows} rows */
  setShape(rows) {
    if (rows !== this.#rows) this.setData(rows);
  }

  /** Passes data to the module; without features, only their shape. @param {Rows} rows @param {Float64Array} [features] */
  setData(rows, features) {
    this.use(rows.name, features ?? new Float64Array(), rows.targets, rows.unit);
    this.#rows = rows;
    this.#hasFeatures = !!features;
  }
}
