// The check by training at constant rates. A task of the scheduler.

import { AutoStart } from './autostart.js';
import { training_rates } from '../pkg/rangefinder.js';
import { concatenate } from './chunks.js';

/**
 * @typedef {import('../pkg/rangefinder.js').Check} Evaluation
 * @typedef {import('../pkg/rangefinder.js').Rates} Rates
 * @typedef {import('../pkg/rangefinder.js').Plan} Plan
 * @typedef {import('./executor.js').Share} Share
 */

/** The largest number of stored rates besides the grid: dragging a bound adds new ones all the time. */
const MAX_STORED = 200;

export class Check {
  #link = '';
  /** The WebAssembly module of the evidence, once loaded. @type {WebAssembly.Module | undefined} */
  #module;
  #inputs = '';
  #groups = 1;
  /** The steps of a share. */
  #steps = 1;
  bytes = 0;
  /** The rates of the grid. @type {number[]} */
  #grid = [];
  /** The rates of the runs. @type {Rates} */
  #runs = {};
  /** The rates to evaluate: those, with the user's own in their place. @type {Rates} */
  #rates = {};
  /** Both as a text. */
  #ratesText = '';
  /** The results of each rate, group by group. @type {Map<number, (Float64Array | undefined)[]>} */
  #stored = new Map();
  /** The number of unfinished groups of all rates, recounted after a change. @type {number | undefined} */
  #left;
  /** Whether the rates are known. */
  #hasRates = false;
  autostart = new AutoStart();
  /**
   * The last evaluation and its inputs.
   * @type {{ key: string, rates: Record<string, number | undefined>, evaluation?: Evaluation }}
   */
  #last = { key: '', rates: {} };
  /**
   * An evaluation restricted to some marks.
   * @type {{ of?: Evaluation, names: string, evaluation?: Evaluation }}
   */
  #restricted = { names: '' };
  /** The last answer of a complete check. @type {import('../pkg/rangefinder.js').Answer | undefined} */
  #answer;

  /** Called after every change. */
  onChange = () => {};

  /**
   * Sets the experiment. Finished results are kept if the settings that determine them are unchanged.
   * @param {string} link
   * @param {string} inputs the settings that determine the results
   * @param {Plan} plan
   * @param {Rates} [runs] the rates of the runs, once known
   * @param {WebAssembly.Module} [module] of the evidence, once loaded
   */
  open(link, inputs, plan, runs, module) {
    this.#link = link;
    this.#module = module;
    this.#runs = runs ?? {};
    this.#rates = runs ? training_rates(link, runs) : {};
    this.#ratesText = JSON.stringify([this.#runs, this.#rates]);
    this.#hasRates = runs !== undefined;
    this.#left = undefined;
    if (inputs !== this.#inputs) {
      this.#inputs = inputs;
      this.#groups = plan.check_groups;
      this.#steps = plan.check_steps;
      this.bytes = plan.training_bytes;
      this.#grid = plan.check_lrs;
      this.#stored.clear();
      this.#last = { key: '', rates: {} };
      this.#answer = undefined;
      this.autostart.reset();
    }
    const needed = new Set(this.#lrs);
    for (const lr of this.#stored.keys()) {
      if (this.#stored.size <= this.#grid.length + MAX_STORED) break;
      if (!needed.has(lr)) this.#stored.delete(lr);
    }
  }

  inputs() {
    return this.#inputs;
  }

  key() {
    return `${this.#inputs} ${this.#ratesText} ${this.autostart.waiting}`;
  }

  /** @returns {Share[]} */
  nextShares() {
    if (!this.#hasRates || !this.#module || this.autostart.failed) return [];
    const missing = this.autostart.waiting ? [] : this.#lrs.flatMap((lr) => this.#shares(lr));
    return missing.length > 0 ? missing : (this.#evaluation() ?? []);
  }

  /** @param {Share} share @param {any} result @returns {Share | undefined} */
  addResult({ kind, name, args }, result) {
    const [, lr, group] = args;
    if (kind === 'evaluate') {
      // Workers may end in another order than they began.
      if (name !== this.#name && this.#current) return undefined;
      const rates = { ...training_rates(args[0], args[1]) };
      this.#last = { key: name, rates, evaluation: result };
      this.onChange();
      return undefined;
    }
    const stored = this.#stored.get(lr) ?? [];
    const wasMissing = this.#left !== undefined && !stored[group] && this.#lrs.includes(lr);
    if (wasMissing) this.#left = this.#allMissing - 1;
    stored[group] = result;
    this.#stored.set(lr, stored);
    this.onChange();
    return this.#trained(lr) ? this.#evaluation()?.[0] : undefined;
  }

  fail() {
    this.autostart.failed = true;
    this.onChange();
  }

  /** @returns {'idle' | 'waiting' | 'running' | 'failed' | 'done'} */
  get state() {
    if (!this.#hasRates) return 'idle';
    if (this.autostart.failed) return 'failed';
    if (this.#lrs.every((lr) => this.#trained(lr))) return this.#current ? 'done' : 'running';
    return this.autostart.waiting ? 'waiting' : 'running';
  }

  /** The progress and the results. */
  get view() {
    const { state } = this;
    const evaluation = state === 'idle' ? undefined : this.#shown;
    return {
      state,
      /** Whether more results will follow. */
      busy: state === 'running' || (state === 'waiting' && this.#outdated),
      /** The finished share, from 0 to 1. */
      done: 1 - this.#allMissing / (this.#lrs.length * this.#groups),
      /** The estimated milliseconds for the rest; NaN if unknown. */
      time: this.autostart.time(this.left),
      evaluation,
      answer: this.answer,
      /** Whether the suggestion is good, once the check is complete. */
      conclusion: this.#ended ? evaluation?.conclusion : undefined,
      fingerprint: state === 'done' ? evaluation?.fingerprint : undefined,
    };
  }

  /** The answer of the rates that have trained; while a bound is dragged, the previous one. */
  get answer() {
    if (!this.#hasRates) return undefined;
    if (this.#ended) this.#answer = this.#shown?.answer;
    return this.#answer;
  }

  /** Whether all that has trained is evaluated, and nothing trains. */
  get #ended() {
    return this.state !== 'running' && this.#current;
  }

  /** The steps still to make; those of parallel seeds count once. */
  get left() {
    return this.#allMissing * this.#steps;
  }

  /**
   * The evaluation, once the grid is complete. While more rates train or are evaluated, as during the drag of a
   * bound, it is the last one, restricted to the present rates.
   * @returns {Evaluation | undefined}
   */
  get #shown() {
    const { evaluation, rates: before } = this.#last;
    if (!evaluation || this.#current) return evaluation;
    const rates = /** @type {Record<string, number | undefined>} */ (this.#rates);
    const marks = evaluation.marks.filter(({ name }) => rates[name] === before[name]);
    if (marks.length === evaluation.marks.length) return evaluation;
    const names = marks.map(({ name }) => name).join(' ');
    // The same object while nothing changes.
    const same = this.#restricted.of === evaluation && this.#restricted.names === names;
    if (!same) this.#restricted = { of: evaluation, names, evaluation: { ...evaluation, marks } };
    return this.#restricted.evaluation;
  }

  /** Whether all trained rates are evaluated. */
  get #current() {
    return this.#last.key === this.#name;
  }

  /** Whether there is something to evaluate. */
  get #outdated() {
    return this.#knowsGrid && !this.#current;
  }

  /** The name of the evaluation of all trained rates. */
  get #name() {
    const lrs = this.#lrs.filter((lr) => this.#trained(lr));
    return `evaluate ${this.#inputs} ${this.#ratesText} ${lrs.join(' ')}`;
  }

  /** The next evaluation. @returns {[Share] | undefined} */
  #evaluation() {
    if (!this.#outdated) return undefined;
    const lrs = this.#lrs.filter((lr) => this.#trained(lr));
    const chunks = lrs.flatMap((lr) => /** @type {Float64Array[]} */ (this.#stored.get(lr)));
    const args = [this.#link, this.#runs, Float64Array.from(lrs), [concatenate(chunks)]];
    return [{ kind: 'evaluate', name: this.#name, args, module: this.#module }];
  }

  /** The shares still to train for a rate. @param {number} lr @returns {Share[]} */
  #shares(lr) {
    return this.#missing(lr).map((group) => ({
      kind: 'check',
      name: `check ${this.#inputs} ${lr} ${group}`,
      args: [this.#link, lr, group],
      module: this.#module,
    }));
  }

  get #knowsGrid() {
    return this.#grid.every((lr) => this.#trained(lr));
  }

  /** All rates without duplicates. */
  get #lrs() {
    const rates = Object.values(this.#rates).filter((lr) => lr !== undefined);
    return [...new Set([...this.#grid, ...rates])];
  }

  get #allMissing() {
    return (this.#left ??= this.#lrs.reduce((sum, lr) => sum + this.#missing(lr).length, 0));
  }

  /** @param {number} lr */
  #trained(lr) {
    return this.#missing(lr).length === 0;
  }

  /** The unfinished groups of a rate. @param {number} lr */
  #missing(lr) {
    const stored = this.#stored.get(lr) ?? [];
    return Array.from({ length: this.#groups }, (_, group) => group).filter((one) => !stored[one]);
  }
}
