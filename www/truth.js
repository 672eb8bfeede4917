// The truth: constant rates, each really trained with. A task of the agenda.

import { judge } from './pkg/rangefinder.js';
import { Consent } from './consent.js';

/**
 * @typedef {import('./pkg/rangefinder.js').Truth} Judgement
 * @typedef {import('./pkg/rangefinder.js').Rates} Rates
 * @typedef {import('./pkg/rangefinder.js').Plan} Plan
 * @typedef {import('./hand.js').Share} Share
 */

/** More rates are not kept beside the grid: a bound that is dragged makes new ones all the time. */
const MOST_KEPT = 200;

export class Truth {
  #link = '';
  #part = '';
  #groups = 1;
  /** Of a share. */
  #steps = 1;
  bytes = 0;
  /** The rates of the grid. @type {number[]} */
  #grid = [];
  /** The rates that are to be judged. @type {Rates} */
  #rates = {};
  /** What each rate has come to, group by group. @type {Map<number, (Float64Array | undefined)[]>} */
  #kept = new Map();
  /** Whether the rates are known. */
  #entered = false;
  consent = new Consent();
  /**
   * What was judged last, with the rates that had trained.
   * @type {{ key: string, lrs: number[], judgement?: Judgement }}
   */
  #judged = { key: '', lrs: [] };

  /** @param {() => void} onChange told how far it is */
  constructor(onChange) {
    this.onChange = onChange;
  }

  /**
   * Takes the grid of an experiment. If the settings that decide it are the same as before, what is done
   * is kept.
   * @param {string} link
   * @param {string} part those settings
   * @param {Plan} plan
   */
  open(link, part, plan) {
    this.#link = link;
    this.#entered = false;
    if (part === this.#part) return;
    this.#part = part;
    this.#groups = plan.truth_groups;
    this.#steps = plan.truth_steps;
    this.bytes = plan.training_bytes;
    this.#grid = plan.truth_lrs;
    this.#rates = {};
    this.#kept.clear();
    this.#judged = { key: '', lrs: [] };
    this.consent.reset();
  }

  /** Takes the rates that are to be judged. @param {Rates} rates */
  enter(rates) {
    this.#rates = rates;
    this.#entered = true;
    const wanted = new Set(this.#lrs);
    for (const lr of this.#kept.keys()) {
      if (this.#kept.size <= this.#grid.length + MOST_KEPT) break;
      if (!wanted.has(lr)) this.#kept.delete(lr);
    }
  }

  part() {
    return this.#part;
  }

  key() {
    return `${this.#part} ${this.#lrs.join(' ')}`;
  }

  /** @returns {Share[]} */
  wanted() {
    if (!this.#entered || !this.consent.given) return [];
    return this.#lrs.flatMap((lr) =>
      this.#missing(lr).map((group) => ({
        kind: /** @type {const} */ ('truth'),
        name: `truth ${this.#part} ${lr} ${group}`,
        args: [this.#link, lr, group],
      })),
    );
  }

  /** @param {Share} share @param {Float64Array} result */
  take({ args: [, lr, group] }, result) {
    const kept = this.#kept.get(lr) ?? [];
    kept[group] = result;
    this.#kept.set(lr, kept);
    this.onChange();
  }

  fail() {
    this.consent.failed = true;
    this.onChange();
  }

  /** @returns {'idle' | 'waiting' | 'running' | 'failed' | 'done'} */
  get state() {
    if (!this.#entered) return 'idle';
    if (this.consent.failed) return 'failed';
    if (this.#lrs.every((lr) => this.#missing(lr).length === 0)) return 'done';
    return this.consent.held ? 'waiting' : 'running';
  }

  /** How much of it is done, from 0 to 1. */
  get done() {
    return 1 - this.#allMissing / (this.#lrs.length * this.#groups);
  }

  /** Steps that are to be made, those of seeds side by side counted once. */
  get left() {
    return this.#allMissing * this.#steps;
  }

  /**
   * What it says of the rates, once the grid is complete: the same object while nothing changes.
   * @returns {Judgement | undefined}
   */
  get judgement() {
    if (!this.#knowsGrid) return undefined;
    const lrs = this.#lrs.filter((lr) => this.#missing(lr).length === 0);
    const key = `${this.#part} ${JSON.stringify(this.#rates)} ${lrs.join(' ')}`;
    if (key !== this.#judged.key) {
      const known = this.#known(lrs);
      this.#judged = known
        ? { ...this.#judged, key, judgement: known }
        : { key, lrs, judgement: this.#judge(lrs) };
    }
    return this.#judged.judgement;
  }

  /**
   * What was judged last, of the rates that are still to be judged: while others train, and none has
   * trained since, as under a bound that is dragged, that is all that is known.
   * @param {number[]} lrs those that have trained
   */
  #known(lrs) {
    const { judgement, lrs: before } = this.#judged;
    if (this.state !== 'running' || !lrs.every((lr) => before.includes(lr))) return undefined;
    if (!judgement) return undefined;
    const rates = /** @type {Record<string, number | undefined>} */ (this.#rates);
    return { ...judgement, marks: judgement.marks.filter(({ name, lr }) => rates[name] === lr) };
  }

  /** @param {number[]} lrs those that have trained */
  #judge(lrs) {
    const chunks = lrs.flatMap((lr) => this.#kept.get(lr) ?? []);
    const present = chunks.filter((chunk) => chunk !== undefined);
    return judge(this.#link, this.#rates, Float64Array.from(lrs), present);
  }

  get #knowsGrid() {
    return this.#grid.every((lr) => this.#missing(lr).length === 0);
  }

  /** Each rate once. */
  get #lrs() {
    const rates = Object.values(this.#rates).filter((lr) => lr !== undefined);
    return [...new Set([...this.#grid, ...rates])];
  }

  get #allMissing() {
    return this.#lrs.reduce((sum, lr) => sum + this.#missing(lr).length, 0);
  }

  /** The groups of a rate that are not done. @param {number} lr */
  #missing(lr) {
    const kept = this.#kept.get(lr) ?? [];
    return Array.from({ length: this.#groups }, (_, group) => group).filter((one) => !kept[one]);
  }
}
