// The module of the evidence in the page itself, for fast operations: the list of schedules, and the diagnosis from
// finished inspections.

import init, { diagnose, entrants, use_data } from '../pkg-evidence/evidence.js';
import { ModuleInstance } from './part.js';

/** @typedef {import('./data.js').Rows} Rows */

/** The module, in which the page itself also trains where it has no workers. */
export const EVIDENCE = new ModuleInstance(use_data, init);

export class Evidence {
  /** @param {WebAssembly.Module} module already started */
  constructor(module) {
    this.module = module;
  }

  /** @param {WebAssembly.Module} module */
  static async start(module) {
    await init({ module_or_path: module });
    return new Evidence(module);
  }

  /**
   * Every schedule under the settings and the rates.
   * @param {string} link
   * @param {import('../pkg/rangefinder.js').Rates} rates
   * @param {Rows} rows the data of the link
   */
  entrants(link, rates, rows) {
    EVIDENCE.setShape(rows);
    return entrants(link, rates);
  }

  /** Combines inspections, see `diagnose` of the core. @param {Float64Array} layers @param {Float64Array[]} sharpness */
  diagnose(layers, sharpness) {
    return diagnose(layers, sharpness);
  }
}
