// The sweeps of all seeds. They are put together in the seeds' order, so that nobody can tell how many
// workers did them.

/**
 * @typedef {import('./pkg/rangefinder.js').Summary} Summary
 * @typedef {import('./hand.js').Share} Share
 */

/** Each worker does its seeds in so many parts: how far it is shows, and a death costs little. */
const PARTS = 4;

/** A task of the agenda. */
export class Repeats {
  #link = '';
  #runs = 0;
  /** Seeds of a chunk. */
  #size = 1;
  /** What is done, in the order of the seeds. @type {(Float64Array | undefined)[]} */
  #chunks = [];
  /** Whether what is done is to be all. */
  #enough = false;
  /** How often seeds were begun: what is of another time is out of date. */
  #begun = 0;
  #failed = false;
  /** What they show together, once they are done. @type {Summary | undefined} */
  summary;
  /** Milliseconds that the workers have spent on the seeds that are done. */
  #spent = 0;
  /** Steps that they have made, those of a group of seeds counted once. */
  #steps = 0;
  #lanes = 1;

  /**
   * @param {{ size: number }} crew
   * @param {object} tell
   * @param {(done: number, runs: number) => void} tell.progress
   * @param {(summary: Summary) => void} tell.summary
   * @param {() => void} tell.failure
   */
  constructor(crew, tell) {
    this.crew = crew;
    this.tell = tell;
  }

  /**
   * Takes the seeds of an experiment, none of which is done.
   * @param {string} link
   * @param {number} runs
   * @param {number} lanes seeds that are done side by side
   */
  open(link, runs, lanes) {
    this.#link = link;
    this.#runs = runs;
    this.#size = Math.max(1, Math.ceil(runs / (PARTS * this.crew.size) / lanes)) * lanes;
    this.#chunks = Array.from({ length: Math.ceil(runs / this.#size) }, () => undefined);
    this.#enough = this.#failed = false;
    this.summary = undefined;
    this.#begun += 1;
    this.#spent = this.#steps = 0;
    this.#lanes = lanes;
    this.tell.progress(0, runs);
  }

  /** Sums up what is done so far, and leaves the rest. */
  cancel() {
    this.#enough = true;
  }

  part() {
    return `${this.#link} ${this.#begun}`;
  }

  key() {
    return `${this.part()} ${this.#complete}`;
  }

  /** @returns {Share[]} */
  wanted() {
    if (this.summary || this.#failed) return [];
    if (this.#complete) {
      const done = this.#chunks.filter((chunk) => chunk !== undefined);
      return [{ kind: 'summarize', name: `${this.part()} all`, args: [this.#link, done] }];
    }
    const missing = [...this.#chunks.keys()].filter((chunk) => !this.#chunks[chunk]);
    return missing.map((chunk) => {
      const first = chunk * this.#size;
      return {
        kind: 'repeats',
        name: `${this.part()} ${chunk}`,
        args: [this.#link, first, Math.min(this.#size, this.#runs - first)],
      };
    });
  }

  /** @param {Share} share @param {any} result @param {number} spent */
  take({ kind, args }, result, spent) {
    if (kind === 'summarize') {
      this.summary = result;
      this.tell.summary(result);
      return;
    }
    this.#chunks[args[1] / this.#size] = result;
    this.#spent += spent;
    // Four numbers stand before each seed's losses, of which there is one a step.
    const seeds = args[2];
    const steps = (result.length - 4 * seeds) / seeds;
    this.#steps += steps * Math.ceil(seeds / this.#lanes);
    const done = this.#done;
    this.tell.progress(Math.min(this.#runs, done * this.#size), this.#runs);
  }

  fail() {
    this.#failed = true;
    this.tell.failure();
  }

  /** Milliseconds that all workers together take for a step of a group of seeds; no number if none is made. */
  get pace() {
    return this.#spent / this.crew.size / this.#steps;
  }

  get #done() {
    return this.#chunks.filter((chunk) => chunk !== undefined).length;
  }

  get #complete() {
    return this.#enough || this.#chunks.every((chunk) => chunk !== undefined);
  }
}
