// The sweeps of all seeds. They are put together in the seeds' order, so that nobody can tell how many
// workers did them.

import { AutoStart } from './autostart.js';

/**
 * @typedef {import('../pkg/rangefinder.js').Summary} Summary
 * @typedef {import('../pkg/rangefinder.js').Plan} Plan
 * @typedef {import('./executor.js').Share} Share
 *
 * @typedef {object} Progress
 * @property {Repeats['state']} state
 * @property {number} done runs
 * @property {number} runs in all
 * @property {number} time milliseconds that the rest will take; not a number if nobody knows
 */

/** Each worker does its seeds in so many parts: how far it is shows, and a death costs little. */
const PARTS = 4;

/** A task of the scheduler. */
export class Repeats {
  #link = '';
  #runs = 0;
  /** Seeds of a chunk. */
  #size = 1;
  /** What is done, in the order of the seeds. @type {(Float64Array | undefined)[]} */
  #chunks = [];
  /** Whether what is done is to be all, until the user says go. */
  #enough = false;
  /** How often seeds were begun: what is of another time is out of date. */
  #begun = 0;
  /** What they show together, once they are done or are to be all. @type {Summary | undefined} */
  summary;
  /** Chunks that it sums up. */
  #summed = 0;
  /** Steps that a sweep is expected to take, before any is done. */
  #length = 1;
  /** Steps that the seeds have taken that are done, those side by side counted once. */
  #made = 0;
  /** Seeds that are done side by side. */
  #lanes = 1;
  bytes = 0;
  autostart = new AutoStart();

  /** Told whenever there is news. */
  onChange = () => {};

  /** @param {import('./pool.js').Pool} pool */
  constructor(pool) {
    this.pool = pool;
  }

  /**
   * Takes the seeds of an experiment, none of which is done.
   * @param {string} link
   * @param {number} runs
   * @param {Plan} plan
   */
  open(link, runs, { lanes, sweep_steps, training_bytes }) {
    this.#link = link;
    this.#runs = runs;
    this.#lanes = lanes;
    this.#length = sweep_steps;
    this.bytes = training_bytes;
    const parts = PARTS * this.pool.room(this.bytes);
    this.#size = Math.max(1, Math.ceil(runs / parts / lanes)) * lanes;
    this.#chunks = Array.from({ length: Math.ceil(runs / this.#size) }, () => undefined);
    this.#enough = false;
    this.summary = undefined;
    this.#summed = this.#made = 0;
    this.#begun += 1;
    this.autostart.reset();
    this.onChange();
  }

  /** A sweep of the experiment has taken so many steps, and so will the others. @param {number} steps */
  expect(steps) {
    if (steps === this.#length) return;
    this.#length = steps;
    this.onChange();
  }

  /** Sums up what is done so far, and leaves the rest until the user says {@link go}. */
  stop() {
    this.autostart.pause();
    this.#enough = true;
    this.onChange();
  }

  /** Begins what would take long, or goes on with what was stopped. */
  go() {
    this.autostart.go();
    this.#enough = false;
    this.onChange();
  }

  part() {
    return `${this.#link} ${this.#begun}`;
  }

  key() {
    return `${this.part()} ${this.#summing} ${this.autostart.held}`;
  }

  /** @returns {Share[]} */
  wanted() {
    if (this.autostart.failed) return [];
    if (this.#summing) {
      const done = this.#chunks.filter((chunk) => chunk !== undefined);
      const name = `${this.part()} sum ${done.length}`;
      return [{ kind: 'summarize', name, args: [this.#link, done] }];
    }
    if (this.autostart.held) return [];
    return this.#missing.map((chunk) => ({
      kind: 'repeats',
      name: `${this.part()} ${chunk}`,
      args: [this.#link, chunk * this.#size, this.#seeds(chunk)],
    }));
  }

  /** @param {Share} share @param {any} result @param {number} steps */
  take({ kind, args }, result, steps) {
    if (kind === 'summarize') {
      this.summary = result;
      this.#summed = args[1].length;
      this.onChange();
      return;
    }
    this.#chunks[args[1] / this.#size] = result;
    this.#made += steps;
    this.onChange();
  }

  fail() {
    this.autostart.failed = true;
    this.onChange();
  }

  /** How far it is. @returns {Progress} */
  get progress() {
    const done = Math.min(this.#runs, this.#done * this.#size);
    const time = this.autostart.time(this.left);
    return { state: this.state, done, runs: this.#runs, time };
  }

  /** @returns {'waiting' | 'running' | 'stopped' | 'failed' | 'done'} */
  get state() {
    if (this.autostart.failed) return 'failed';
    if (this.summary && this.#summed === this.#chunks.length) return 'done';
    if (!this.autostart.held) return 'running';
    return this.#enough && this.#done > 0 ? 'stopped' : 'waiting';
  }

  /** Steps that are to be made, those of seeds side by side counted once. */
  get left() {
    const missing = this.#missing;
    const done = [...this.#chunks.keys()].filter((chunk) => !missing.includes(chunk));
    // Sweeps that stop early differ by much: the one that is played need not be like the others.
    const length = done.length > 0 ? this.#made / this.#groups(done) : this.#length;
    return this.#groups(missing) * length;
  }

  /** How many times seeds are done side by side. @param {number[]} chunks */
  #groups(chunks) {
    const groups = chunks.map((chunk) => Math.ceil(this.#seeds(chunk) / this.#lanes));
    return groups.reduce((sum, some) => sum + some, 0);
  }

  get #done() {
    return this.#chunks.length - this.#missing.length;
  }

  get #missing() {
    return [...this.#chunks.keys()].filter((chunk) => !this.#chunks[chunk]);
  }

  /** Whether what is done is to be summed up now. */
  get #summing() {
    const done = this.#done;
    return done > this.#summed && (this.#enough || done === this.#chunks.length);
  }

  /** @param {number} chunk */
  #seeds(chunk) {
    return Math.min(this.#size, this.#runs - chunk * this.#size);
  }
}
