// The sweeps of all seeds. Results are combined in the order of the seeds, so that they do not depend on the number of workers.

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
 * @property {number} time the estimated milliseconds for the rest; NaN if unknown
 */

/** The number of parts of each worker's seeds: more parts show the progress, and lose less if a worker dies. */
const PARTS = 4;

/** A task of the scheduler. */
export class Repeats {
  #link = '';
  #runs = 0;
  /** The first seed of each chunk. @type {number[]} */
  #firsts = [];
  /** The finished chunks, in the order of the seeds. @type {(Float64Array | undefined)[]} */
  #chunks = [];
  /** Whether the user has stopped the runs. */
  #stopped = false;
  /** The number of starts; results of earlier ones are outdated. */
  #startCount = 0;
  /** The summary of all runs, once they are finished or stopped. @type {Summary | undefined} */
  summary;
  /** The number of chunks in the summary. */
  #summarizedChunks = 0;
  /** The expected steps of a sweep, before any is finished. */
  #sweepSteps = 1;
  /** The steps of the finished seeds; those of parallel seeds count once. */
  #stepsDone = 0;
  /** The number of parallel seeds. */
  #lanes = 1;
  bytes = 0;
  autostart = new AutoStart();

  /** Called after every change. */
  onChange = () => {};

  /** @param {import('./pool.js').Pool} pool */
  constructor(pool) {
    this.pool = pool;
  }

  /**
   * Sets the experiment, and discards all results.
   * @param {string} link
   * @param {number} runs
   * @param {Plan} plan
   */
  open(link, runs, { lanes, sweep_steps, training_bytes }) {
    this.#link = link;
    this.#runs = runs;
    this.#lanes = lanes;
    this.#sweepSteps = sweep_steps;
    this.bytes = training_bytes;
    const groups = Math.ceil(runs / lanes);
    const parts = Math.min(groups, PARTS * this.pool.capacity(this.bytes));
    // As equal as can be, so that all workers end together.
    const before = (/** @type {number} */ part) => Math.floor((part * groups) / parts) * lanes;
    this.#firsts = Array.from({ length: parts }, (_, part) => before(part));
    this.#chunks = Array.from({ length: parts }, () => undefined);
    this.#stopped = false;
    this.summary = undefined;
    this.#summarizedChunks = this.#stepsDone = 0;
    this.#startCount += 1;
    this.autostart.reset();
    this.onChange();
  }

  /** Sets the expected steps of the sweeps from those of one sweep. @param {number} steps */
  expect(steps) {
    if (steps === this.#sweepSteps) return;
    this.#sweepSteps = steps;
    this.onChange();
  }

  /** Stops, and summarizes the finished runs; {@link go} resumes. */
  stop() {
    this.autostart.pause();
    this.#stopped = true;
    this.onChange();
  }

  /** Starts held work, or resumes stopped work. */
  go() {
    this.autostart.go();
    this.#stopped = false;
    this.onChange();
  }

  inputs() {
    return `${this.#link} ${this.#startCount}`;
  }

  key() {
    return `${this.inputs()} ${this.#needsSummary} ${this.autostart.waiting}`;
  }

  /** @returns {Share[]} */
  nextShares() {
    if (this.autostart.failed) return [];
    if (this.#needsSummary) {
      const done = this.#chunks.filter((chunk) => chunk !== undefined);
      const name = `${this.inputs()} sum ${done.length}`;
      return [{ kind: 'summarize', name, args: [this.#link, done] }];
    }
    if (this.autostart.waiting) return [];
    return this.#missing.map((chunk) => ({
      kind: 'repeats',
      name: `${this.inputs()} ${chunk}`,
      args: [this.#link, this.#firsts[chunk], this.#seeds(chunk)],
    }));
  }

  /** @param {Share} share @param {any} result @param {number} steps */
  addResult({ kind, args }, result, steps) {
    if (kind === 'summarize') {
      this.summary = result;
      this.#summarizedChunks = args[1].length;
      this.onChange();
      return;
    }
    this.#chunks[this.#firsts.indexOf(args[1])] = result;
    this.#stepsDone += steps;
    this.onChange();
  }

  fail() {
    this.autostart.failed = true;
    this.onChange();
  }

  /** The progress. @returns {Progress} */
  get progress() {
    const done = this.#finished.reduce((sum, chunk) => sum + this.#seeds(chunk), 0);
    const time = this.autostart.time(this.left);
    return { state: this.state, done, runs: this.#runs, time };
  }

  /** @returns {'waiting' | 'running' | 'stopped' | 'failed' | 'done'} */
  get state() {
    if (this.autostart.failed) return 'failed';
    if (this.summary && this.#summarizedChunks === this.#chunks.length) return 'done';
    if (!this.autostart.waiting) return 'running';
    return this.#stopped && this.#finished.length > 0 ? 'stopped' : 'waiting';
  }

  /** The steps still to make; those of parallel seeds count once. */
  get left() {
    const [done, missing] = [this.#finished, this.#missing];
    // Sweeps that stop early differ in length: the played one may not be typical.
    const sweepSteps = done.length > 0 ? this.#stepsDone / this.#groups(done) : this.#sweepSteps;
    return this.#groups(missing) * sweepSteps;
  }

  /** The number of groups of parallel seeds in some chunks. @param {number[]} chunks */
  #groups(chunks) {
    const groups = chunks.map((chunk) => Math.ceil(this.#seeds(chunk) / this.#lanes));
    return groups.reduce((sum, some) => sum + some, 0);
  }

  get #finished() {
    return [...this.#chunks.keys()].filter((chunk) => this.#chunks[chunk]);
  }

  get #missing() {
    return [...this.#chunks.keys()].filter((chunk) => !this.#chunks[chunk]);
  }

  /** Whether the finished runs should be summarized now. */
  get #needsSummary() {
    const done = this.#finished.length;
    return done > this.#summarizedChunks && (this.#stopped || done === this.#chunks.length);
  }

  /** @param {number} chunk */
  #seeds(chunk) {
    return (this.#firsts[chunk + 1] ?? this.#runs) - this.#firsts[chunk];
  }
}
