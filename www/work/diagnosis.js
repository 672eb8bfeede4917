// The diagnosis: measurements inside the network during the sweep. A task of the scheduler.

import { CORE } from '../text/labels.js';
import { loadWhy } from './core.js';

/**
 * @typedef {import('../pkg/rangefinder.js').Diagnosis} Findings
 * @typedef {import('./executor.js').Share} Share
 * @typedef {import('./evidence.js').Evidence} Evidence
 */

export class Diagnosis {
  #link = '';
  #inputs = '';
  #lanes = 1;
  bytes = 0;
  /** The measurements of the repeated sweep. @type {Float64Array | undefined} */
  #layers;
  /** The sharpness at some steps, group by group. @type {(Float64Array | undefined)[]} */
  #sharpness = [];
  /** The WebAssembly module of the diagnosis, once loaded. @type {WebAssembly.Module | undefined} */
  #module;
  /** The module of the evidence, which combines the results, once loaded. @type {Evidence | undefined} */
  #evidence;
  #loading = false;
  /** Why it failed, in a sentence; empty if it did not. */
  problem = '';
  /** The results so far. @type {Findings | undefined} */
  findings;
  /** Whether the user has opened the section. */
  requested = false;

  /** Called after every change. */
  onChange = () => {};
  /** Called when its module is loaded, or cannot be. */
  onLoad = () => {};

  /** Starts or stops the diagnosis; a new request retries after a failure. @param {boolean} requested */
  setRequested(requested) {
    this.requested = requested;
    if (requested) void this.#load();
  }

  /**
   * Sets the experiment. Finished results are kept if its sweep is unchanged.
   * @param {string} link
   * @param {string} inputs the settings that determine the sweep
   * @param {import('../pkg/rangefinder.js').Plan} plan
   * @param {Evidence} [evidence] the module of the evidence, once loaded
   */
  open(link, inputs, { lanes, diagnosis_bytes }, evidence) {
    this.#link = link;
    this.#evidence = evidence;
    if (inputs === this.#inputs) return;
    this.#inputs = inputs;
    this.#lanes = lanes;
    this.bytes = diagnosis_bytes;
    this.#layers = this.findings = undefined;
    this.#sharpness = [];
    void this.#load();
  }

  /** Clears a failure, and loads the missing module. */
  async #load() {
    this.problem = '';
    if (!this.requested || this.#module || this.#loading) return;
    this.#loading = true;
    try {
      this.#module = await loadWhy();
    } catch (error) {
      this.problem = /** @type {Error} */ (error).message;
    }
    this.#loading = false;
    this.onLoad();
  }

  inputs() {
    return this.#inputs;
  }

  key() {
    return `${this.#inputs} ${this.#layers === undefined}`;
  }

  /** @returns {Share[]} */
  nextShares() {
    const module = this.#module;
    if (!this.requested || this.problem || !module || !this.#evidence) return [];
    if (!this.#layers) {
      return [{ kind: 'layers', name: `layers ${this.#inputs}`, args: [this.#link], module }];
    }
    const missing = this.#groups.filter((group) => !this.#sharpness[group]);
    return missing.map((group) => ({
      kind: 'sharpness',
      name: `sharpness ${this.#inputs} ${group}`,
      args: [this.#link, this.#steps(group), group],
      module,
    }));
  }

  /** @param {Share} share @param {Float64Array} result */
  addResult({ kind, args: [, , group] }, result) {
    if (kind === 'layers') this.#layers = result;
    else this.#sharpness[group] = result;
    // Results after a missing group are not used yet.
    const gap = this.#groups.find((one) => !this.#sharpness[one]) ?? Infinity;
    const edges = this.#sharpness.filter((chunk, one) => chunk && one < gap);
    if (this.#layers) {
      const known = /** @type {Float64Array[]} */ (edges);
      this.findings = this.#evidence?.diagnose(this.#layers, known);
    }
    this.onChange();
  }

  fail() {
    this.problem = CORE.whyFailed;
    this.onChange();
  }

  /** @returns {'idle' | 'running' | 'failed' | 'done'} */
  get state() {
    if (this.problem) return 'failed';
    if (!this.requested) return 'idle';
    const { findings } = this;
    return findings && findings.edges.length === findings.steps.length ? 'done' : 'running';
  }

  /** The progress and the results. */
  get view() {
    const { state, requested, problem, findings } = this;
    return { state, busy: state === 'running', requested, problem, findings };
  }

  get #groups() {
    const groups = Math.ceil((this.findings?.steps.length ?? 0) / this.#lanes);
    return Array.from({ length: groups }, (_, group) => group);
  }

  /** @param {number} group */
  #steps(group) {
    const first = group * this.#lanes;
    return Uint32Array.from(this.findings?.steps.slice(first, first + this.#lanes) ?? []);
  }
}
