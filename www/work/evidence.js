// The module of the evidence in the page itself, for what takes no time: which schedules there are, and what an
// inspection has come to.

import init, { diagnose, entrants, use_data } from '../pkg-evidence/evidence.js';
import { Part } from './part.js';

/** @typedef {import('./data.js').Rows} Rows */

/** Where the page itself trains, it does so in the same module. */
export const EVIDENCE = new Part(use_data, init);

export class Evidence {
  /** @param {WebAssembly.Module} module which is started */
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
   * @param {Rows} rows the data that the link is about
   */
  entrants(link, rates, rows) {
    EVIDENCE.giveShape(rows);
    return entrants(link, rates);
  }

  /** See `diagnose` of the core. @param {Float64Array} layers @param {Float64Array[]} sharpness */
  diagnose(layers, sharpness) {
    return diagnose(layers, sharpness);
  }
}
