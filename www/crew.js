// The workers, and who does which seeds. Only the newest job counts: what belongs to another is
// dropped. The seeds are put together in their order, so that nobody can tell how many workers did
// them.

/**
 * @typedef {import('./pkg/rangefinder.js').Summary} Summary
 * @typedef {import('./worker.js').Busy | import('./worker.js').Done | import('./worker.js').Summed} Answer
 *
 * @typedef {object} Job
 * @property {string} link
 * @property {number} runs
 * @property {(Float64Array | undefined)[]} chunks what is done, in the order of the seeds
 * @property {number[]} open chunks that nobody does
 * @property {number} size seeds of a chunk
 * @property {boolean} summing
 * @property {number} deaths of workers that had it to do
 *
 * @typedef {object} Member
 * @property {Worker} worker
 * @property {number | undefined} chunk what it does
 * @property {number} silent for how many looks it has said nothing
 */

/** More than this would only wait for memory. */
const MOST_WORKERS = 8;
/** Seeds are computed so many at a time. */
const LANES = 4;
/** Milliseconds between looks at who has fallen silent, and how many such looks mean death. */
const LOOK = 250;
const PATIENCE = 40;
/** Workers that a job may cost. */
const MOST_DEATHS = 5;

/** Runs the seeds of one experiment at a time. */
export class Crew {
  #number = 0;
  /** @type {Job | undefined} */
  #job;
  /** @type {Member[]} */
  #members;

  /**
   * @param {WebAssembly.Module} module the core
   * @param {object} tell
   * @param {(done: number, runs: number) => void} tell.progress
   * @param {(summary: Summary) => void} tell.summary
   * @param {() => void} tell.failure
   */
  constructor(module, tell) {
    this.module = module;
    this.tell = tell;
    const workers = Math.min(navigator.hardwareConcurrency || 1, MOST_WORKERS);
    this.#members = Array.from({ length: workers }, () => this.#recruit());
    setInterval(() => this.#look(), LOOK);
  }

  /**
   * Begins the seeds of an experiment. What was under way is dropped.
   * @param {string} link
   * @param {number} runs
   */
  start(link, runs) {
    this.#number += 1;
    const share = runs / (4 * this.#members.length);
    const size = Math.max(1, Math.ceil(share / LANES)) * LANES;
    const open = Array.from({ length: Math.ceil(runs / size) }, (_, chunk) => chunk);
    this.#job = {
      link,
      runs,
      chunks: open.map(() => undefined),
      open,
      size,
      summing: false,
      deaths: 0,
    };
    for (const member of this.#members) this.#assign(member);
  }

  /** Sums up what is done so far, and leaves the rest. */
  cancel() {
    const job = this.#job;
    if (!job || job.summing) return;
    this.#number += 1;
    for (const { worker } of this.#members) worker.postMessage({ job: this.#number });
    this.#sum(job);
  }

  /** @returns {Member} */
  #recruit() {
    const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
    /** @type {Member} */
    const member = { worker, chunk: undefined, silent: 0 };
    worker.addEventListener('message', ({ data }) => this.#hear(member, data));
    worker.addEventListener('error', () => this.#replace(member));
    worker.postMessage({ module: this.module });
    return member;
  }

  /** @param {Member} member @param {Answer} answer */
  #hear(member, answer) {
    member.silent = 0;
    const job = this.#job;
    if (!job || answer.job !== this.#number) return;
    if ('summary' in answer) {
      this.#job = undefined;
      this.tell.summary(answer.summary);
    } else if ('numbers' in answer) {
      job.chunks[answer.chunk] = answer.numbers;
      this.#assign(member);
      const done = job.chunks.filter((chunk) => chunk !== undefined).length;
      this.tell.progress(Math.min(job.runs, done * job.size), job.runs);
      if (done === job.chunks.length) this.#sum(job);
    }
  }

  /** Gives a worker the next seeds. @param {Member} member */
  #assign(member) {
    const [number, job] = [this.#number, this.#job];
    member.silent = 0;
    member.chunk = job?.open.shift();
    if (!job || member.chunk === undefined) {
      // It may still be at something that is out of date.
      member.worker.postMessage({ job: number });
      return;
    }
    const { link, size, runs } = job;
    const first = member.chunk * size;
    const count = Math.min(size, runs - first);
    member.worker.postMessage({ job: number, link, chunk: member.chunk, first, count });
  }

  /** @param {Job} job */
  #sum(job) {
    job.summing = true;
    const chunks = job.chunks.filter((chunk) => chunk !== undefined);
    for (const member of this.#members) member.chunk = undefined;
    // Whoever dies over this is replaced, and asked again: chunk 0 stands for it.
    this.#members[0].chunk = 0;
    this.#members[0].worker.postMessage({ job: this.#number, link: job.link, chunks });
  }

  /** Whoever has work and says nothing is dead: a worker that is killed does not tell. */
  #look() {
    for (const member of this.#members) {
      if (member.chunk === undefined || !this.#job) continue;
      member.silent += 1;
      if (member.silent > PATIENCE) this.#replace(member);
    }
  }

  /** @param {Member} member */
  #replace(member) {
    member.worker.terminate();
    const fresh = this.#recruit();
    this.#members = this.#members.map((one) => (one === member ? fresh : one));
    const job = this.#job;
    if (!job || member.chunk === undefined) return;
    job.deaths += 1;
    if (job.deaths > MOST_DEATHS) {
      this.#job = undefined;
      this.tell.failure();
    } else if (job.summing) {
      this.#sum(job);
    } else {
      job.open.unshift(member.chunk);
      this.#assign(fresh);
    }
  }
}
