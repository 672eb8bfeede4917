// The comparison of schedules. A task of the scheduler. It stores the results of each schedule, so that deselecting
// and reselecting one, or moving a bound there and back, costs nothing.

import { AutoStart } from './autostart.js';
import { concatenate } from './chunks.js';

/**
 * @typedef {import('../pkg/rangefinder.js').Comparison} Results
 * @typedef {import('../pkg/rangefinder.js').Rates} Rates
 * @typedef {import('../pkg/rangefinder.js').Plan} Plan
 * @typedef {import('../pkg/rangefinder.js').Entrant} Entrant
 * @typedef {import('./executor.js').Share} Share
 * @typedef {import('./evidence.js').Evidence} Evidence
 * @typedef {import('./check.js').Check['state']} CheckState
 */

/** The largest number of stored schedules: dragging a bound adds new ones all the time. */
const MAX_STORED = 200;

/** The results before any schedule has run. @type {Results} */
const NO_RESULTS = {
  runs: 0,
  epochs: 1,
  per_epoch: 1,
  target_loss: undefined,
  steps: [],
  standings: [],
  best: undefined,
  undistinguished: [],
  most_common: 0,
  conclusion: { code: 'no_schedule', text: '' },
  fingerprint: '',
};

export class Comparison {
  #link = '';
  /** The WebAssembly module of the evidence, once loaded. @type {WebAssembly.Module | undefined} */
  #module;
  #inputs = '';
  #groups = 1;
  /** The steps of a share. */
  #steps = 1;
  bytes = 0;
  /** @type {Rates} */
  #rates = {};
  /** Every schedule, as the rates have it. @type {Entrant[]} */
  #entrants = [];
  /** The names of the schedules to compare. @type {string[]} */
  #names = [];
  /** The state of the check, which decides the rates: no schedule trains before it is done. @type {CheckState} */
  #check = 'idle';
  /** The results of each schedule by its identity, group by group. @type {Map<string, (Float64Array | undefined)[]>} */
  #stored = new Map();
  autostart = new AutoStart();
  /** The last results and their schedules. @type {{ key: string, entrants: Entrant[], results: Results }} */
  #last = { key: '', entrants: [], results: NO_RESULTS };

  /** Called after every change. */
  onChange = () => {};

  /**
   * Sets the experiment. Finished results with the same settings and rates are kept.
   * @param {string} link
   * @param {string} inputs the settings that all schedules share
   * @param {Plan} plan
   * @param {string[]} names of the schedules to compare
   * @param {{ rates?: Rates, state: CheckState }} check the rates, once known, and the state of the check
   * @param {Evidence} [evidence] the module of the evidence, once loaded
   * @param {import('./data.js').Rows} [rows] its data
   */
  open(link, inputs, plan, names, { rates, state }, evidence, rows) {
    this.#link = link;
    this.#check = state;
    this.#module = evidence?.module;
    this.#groups = plan.comparison_groups;
    this.#steps = plan.comparison_steps;
    this.bytes = plan.training_bytes;
    if (inputs !== this.#inputs) {
      this.#inputs = inputs;
      this.#last = { key: '', entrants: [], results: NO_RESULTS };
      this.#stored.clear();
      this.autostart.reset();
    }
    this.#names = names;
    this.#rates = rates ?? {};
    this.#entrants = rates && rows ? (evidence?.entrants(link, rates, rows) ?? []) : [];
    this.#evict();
  }

  /** Discards all results, and waits. */
  cancel() {
    this.#stored.clear();
    this.autostart.waiting = true;
  }

  inputs() {
    return this.#inputs;
  }

  key() {
    const running = this.#running.map(({ identity }) => identity);
    return [this.#link, this.autostart.waiting, ...running].join(' ');
  }

  /** @returns {Share[]} */
  nextShares() {
    if (this.#entrants.length === 0 || this.#check !== 'done' || this.autostart.failed) return [];
    const missing = this.autostart.waiting ? [] : this.#missing;
    return missing.length > 0 ? missing : (this.#ranking() ?? []);
  }

  /** The steps still to make; those of parallel seeds count once. */
  get left() {
    return this.#missing.length * this.#steps;
  }

  /** The unfinished shares. @returns {Share[]} */
  get #missing() {
    const seen = new Set();
    return this.#running.flatMap(({ policy, identity = '' }) => {
      // Two schedules may have the same rates.
      if (seen.has(identity)) return [];
      seen.add(identity);
      const stored = this.#stored.get(identity) ?? [];
      const missing = Array.from({ length: this.#groups }, (_, group) => group);
      return missing
        .filter((group) => !stored[group])
        .map((group) => ({
          kind: /** @type {const} */ ('comparison'),
          name: `comparison ${identity} ${group}`,
          args: [this.#link, this.#rates, policy, group, identity],
          module: this.#module,
        }));
    });
  }

  /** @param {Share} share @param {any} result @returns {Share | undefined} */
  addResult({ kind, name, args }, result) {
    const [, , , group, identity] = args;
    if (kind === 'rank') {
      this.#last = { key: name, entrants: args[4], results: result };
      this.onChange();
      return undefined;
    }
    const stored = this.#stored.get(identity) ?? [];
    stored[group] = result;
    this.#stored.set(identity, stored);
    this.onChange();
    return this.#complete(stored) ? this.#ranking()?.[0] : undefined;
  }

  fail() {
    this.autostart.failed = true;
    this.onChange();
  }

  /** The schedules to compare that can run. */
  get #running() {
    return this.#entrants.filter(
      ({ policy, identity }) => identity !== undefined && this.#names.includes(policy),
    );
  }

  /** Those of them that have finished. */
  get #finished() {
    return this.#running.filter(({ identity = '' }) => this.#complete(this.#stored.get(identity)));
  }

  /** @param {(Float64Array | undefined)[]} [stored] */
  #complete(stored = []) {
    return stored.filter((chunk) => chunk).length === this.#groups;
  }

  /** @returns {'idle' | 'waiting' | 'running' | 'paused' | 'failed' | 'done'} */
  get state() {
    if (this.#entrants.length === 0) return 'idle';
    if (this.autostart.failed || this.#check === 'failed') return 'failed';
    if (this.#check !== 'done') {
      return this.#check === 'waiting' || this.autostart.waiting ? 'waiting' : 'running';
    }
    const [done, all] = this.done;
    if (done === all) return this.#current ? 'done' : 'running';
    if (!this.autostart.waiting) return 'running';
    return done > 0 ? 'paused' : 'waiting';
  }

  /** The numbers of finished schedules and of schedules to compare. @returns {[number, number]} */
  get done() {
    return [this.#finished.length, this.#running.length];
  }

  /** The progress and the results. */
  get view() {
    const { state } = this;
    const [done, all] = this.done;
    const results = this.#results;
    return {
      state,
      /** Whether more results will follow. */
      busy: state === 'running' || (this.#check === 'done' && state !== 'failed' && this.#outdated),
      /** The state of the check, for which it waits. */
      check: this.#check,
      /** The number of finished schedules, of `all`. */
      done,
      all,
      /** The estimated milliseconds for the rest; NaN if unknown. */
      time: this.autostart.time(this.left),
      /** Every schedule, as the rates have it. */
      entrants: this.#entrants,
      results,
      fingerprint: state === 'done' ? results.fingerprint : undefined,
    };
  }

  /**
   * The results of the finished schedules. While they are recomputed, the last results, restricted to the
   * present schedules; none if they were relative to another best schedule.
   */
  get #results() {
    const { entrants, results } = this.#last;
    if (this.#current) return results;
    const finished = new Set(this.#finished.map(({ identity }) => identity));
    const remaining = entrants.filter(({ identity }) => finished.has(identity));
    if (remaining.length === entrants.length) return results;
    // The same object while nothing changes.
    const names = remaining.map(({ policy }) => policy);
    const standings = results.standings.filter(({ policy }) => names.includes(policy));
    const best = names.includes(results.best ?? '');
    this.#last = best
      ? { key: '', entrants: remaining, results: { ...results, standings } }
      : { key: '', entrants: [], results: NO_RESULTS };
    return this.#last.results;
  }

  /** Whether all finished schedules are ranked. */
  get #current() {
    return this.#last.key === this.#name;
  }

  /** Whether there is something to rank. */
  get #outdated() {
    return this.#entrants.length > 0 && !this.#current;
  }

  /** The name of the comparison of all finished schedules. */
  get #name() {
    const finished = this.#finished.map(({ identity }) => identity);
    return ['rank', this.#link, ...finished].join(' ');
  }

  /** The next ranking. @returns {[Share] | undefined} */
  #ranking() {
    if (!this.#outdated) return undefined;
    const finished = this.#finished;
    const stored = finished.flatMap(({ identity = '' }) => this.#stored.get(identity) ?? []);
    const chunks = concatenate(/** @type {Float64Array[]} */ (stored));
    const names = finished.map(({ policy }) => policy);
    const args = [this.#link, this.#rates, names, [chunks], finished];
    return [{ kind: 'rank', name: this.#name, args, module: this.#module }];
  }

  /** Discards the oldest results. */
  #evict() {
    const running = new Set(this.#running.map(({ identity }) => identity));
    for (const identity of this.#stored.keys()) {
      if (this.#stored.size <= MAX_STORED) return;
      if (!running.has(identity)) this.#stored.delete(identity);
    }
  }
}
