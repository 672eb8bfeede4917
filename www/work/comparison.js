// The comparison of schedules. A task of the scheduler, which keeps what each schedule has come to: switching
// one off and on again, or moving a bound there and back, costs nothing.

import { AutoStart } from './autostart.js';
import { joined } from './chunks.js';

/**
 * @typedef {import('../pkg/rangefinder.js').Comparison} Results
 * @typedef {import('../pkg/rangefinder.js').Rates} Rates
 * @typedef {import('../pkg/rangefinder.js').Plan} Plan
 * @typedef {import('../pkg/rangefinder.js').Entrant} Entrant
 * @typedef {import('./executor.js').Share} Share
 * @typedef {import('./evidence.js').Evidence} Evidence
 */

/** More schedules are not kept: a bound that is dragged makes new ones all the time. */
const MAX_KEPT = 200;

/** Before anything has run. @type {Results} */
const NONE = {
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
  /** What does it, once that has been loaded. @type {WebAssembly.Module | undefined} */
  #module;
  #part = '';
  #groups = 1;
  /** Of a share. */
  #steps = 1;
  bytes = 0;
  /** @type {Rates} */
  #rates = {};
  /** Every schedule, as the rates have it. @type {Entrant[]} */
  #entrants = [];
  /** The names of those that are compared. @type {string[]} */
  #names = [];
  /** What each identity has come to, group by group. @type {Map<string, (Float64Array | undefined)[]>} */
  #kept = new Map();
  autostart = new AutoStart();
  /** What was computed last, of which schedules. @type {{ key: string, of: Entrant[], results: Results }} */
  #last = { key: '', of: [], results: NONE };

  /** Told whenever there is news. */
  onChange = () => {};

  /**
   * Takes the comparison of an experiment. What the same settings and rates have come to is kept.
   * @param {string} link
   * @param {string} part the settings that all schedules have in common
   * @param {Plan} plan
   * @param {string[]} names the names of those that are compared
   * @param {Rates} [rates] once they are known
   * @param {Evidence} [evidence] what does it, once that has been loaded
   * @param {import('./data.js').Rows} [rows] its data
   */
  open(link, part, plan, names, rates, evidence, rows) {
    this.#link = link;
    this.#module = evidence?.module;
    this.#groups = plan.comparison_groups;
    this.#steps = plan.comparison_steps;
    this.bytes = plan.training_bytes;
    if (part !== this.#part) {
      this.#part = part;
      this.#last = { key: '', of: [], results: NONE };
      this.#kept.clear();
      this.autostart.reset();
    }
    this.#names = names;
    this.#rates = rates ?? {};
    this.#entrants = rates && rows ? (evidence?.entrants(link, rates, rows) ?? []) : [];
    this.#forget();
  }

  /** Drops what has been done, and waits. */
  cancel() {
    this.#kept.clear();
    this.autostart.held = true;
  }

  part() {
    return this.#part;
  }

  key() {
    const running = this.#running.map(({ identity }) => identity);
    return [this.#link, this.autostart.held, ...running].join(' ');
  }

  /** @returns {Share[]} */
  wanted() {
    if (this.#entrants.length === 0 || this.autostart.failed) return [];
    const missing = this.autostart.held ? [] : this.#missing;
    return missing.length > 0 ? missing : (this.#ranking() ?? []);
  }

  /** Steps that are to be made, those of seeds side by side counted once. */
  get left() {
    return this.#missing.length * this.#steps;
  }

  /** What is not done. @returns {Share[]} */
  get #missing() {
    const seen = new Set();
    return this.#running.flatMap(({ policy, identity = '' }) => {
      // Two schedules may have the same rates.
      if (seen.has(identity)) return [];
      seen.add(identity);
      const kept = this.#kept.get(identity) ?? [];
      const missing = Array.from({ length: this.#groups }, (_, group) => group);
      return missing
        .filter((group) => !kept[group])
        .map((group) => ({
          kind: /** @type {const} */ ('comparison'),
          name: `comparison ${identity} ${group}`,
          args: [this.#link, this.#rates, policy, group, identity],
          module: this.#module,
        }));
    });
  }

  /** @param {Share} share @param {any} result @returns {Share | undefined} */
  take({ kind, name, args }, result) {
    const [, , , group, identity] = args;
    if (kind === 'rank') {
      this.#last = { key: name, of: args[4], results: result };
      this.onChange();
      return undefined;
    }
    const kept = this.#kept.get(identity) ?? [];
    kept[group] = result;
    this.#kept.set(identity, kept);
    this.onChange();
    return this.#complete(kept) ? this.#ranking()?.[0] : undefined;
  }

  fail() {
    this.autostart.failed = true;
    this.onChange();
  }

  /** The schedules that are compared and can be. */
  get #running() {
    return this.#entrants.filter(
      ({ policy, identity }) => identity !== undefined && this.#names.includes(policy),
    );
  }

  /** Those of them that have finished. */
  get #finished() {
    return this.#running.filter(({ identity = '' }) => this.#complete(this.#kept.get(identity)));
  }

  /** @param {(Float64Array | undefined)[]} [kept] */
  #complete(kept = []) {
    return kept.filter((chunk) => chunk).length === this.#groups;
  }

  /** @returns {'idle' | 'waiting' | 'running' | 'paused' | 'failed' | 'done'} */
  get state() {
    if (this.#entrants.length === 0) return 'idle';
    if (this.autostart.failed) return 'failed';
    const [done, all] = this.done;
    if (done === all) return this.#current ? 'done' : 'running';
    if (!this.autostart.held) return 'running';
    return done > 0 ? 'paused' : 'waiting';
  }

  /** How many of the schedules have finished, and how many are compared. @returns {[number, number]} */
  get done() {
    return [this.#finished.length, this.#running.length];
  }

  /** How far it is, and what it says. */
  get view() {
    const { state } = this;
    const [done, all] = this.done;
    const results = this.#results;
    return {
      state,
      /** Whether there is more to come. */
      busy: state === 'running' || (state !== 'failed' && this.#outdated),
      /** Of `all` schedules so many have finished. */
      done,
      all,
      /** Milliseconds that the rest will take; not a number if nobody knows. */
      time: this.autostart.time(this.left),
      /** Every schedule, as the rates have it. */
      entrants: this.#entrants,
      results,
      fingerprint: state === 'done' ? results.fingerprint : undefined,
    };
  }

  /**
   * What the schedules that have finished came to. While it is computed anew, it is what was computed last
   * of those that are still compared; nothing, if that was a comparison with another.
   */
  get #results() {
    const { of, results } = this.#last;
    if (this.#current) return results;
    const finished = new Set(this.#finished.map(({ identity }) => identity));
    const still = of.filter(({ identity }) => finished.has(identity));
    if (still.length === of.length) return results;
    // The same object while nothing changes.
    const names = still.map(({ policy }) => policy);
    const rest = results.standings.filter(({ policy }) => names.includes(policy));
    const best = names.includes(results.best ?? '');
    this.#last = best
      ? { key: '', of: still, results: { ...results, standings: rest } }
      : { key: '', of: [], results: NONE };
    return this.#last.results;
  }

  /** Whether all that has finished is compared. */
  get #current() {
    return this.#last.key === this.#name;
  }

  /** Whether there is something to rank. */
  get #outdated() {
    return this.#entrants.length > 0 && !this.#current;
  }

  /** Of the comparison of all that has finished. */
  get #name() {
    const finished = this.#finished.map(({ identity }) => identity);
    return ['rank', this.#link, ...finished].join(' ');
  }

  /** What is to be ranked next. @returns {[Share] | undefined} */
  #ranking() {
    if (!this.#outdated) return undefined;
    const finished = this.#finished;
    const kept = finished.flatMap(({ identity = '' }) => this.#kept.get(identity) ?? []);
    const chunks = joined(/** @type {Float64Array[]} */ (kept));
    const names = finished.map(({ policy }) => policy);
    const args = [this.#link, this.#rates, names, [chunks], finished];
    return [{ kind: 'rank', name: this.#name, args, module: this.#module }];
  }

  /** Lets the oldest go. */
  #forget() {
    const running = new Set(this.#running.map(({ identity }) => identity));
    for (const identity of this.#kept.keys()) {
      if (this.#kept.size <= MAX_KEPT) return;
      if (!running.has(identity)) this.#kept.delete(identity);
    }
  }
}
