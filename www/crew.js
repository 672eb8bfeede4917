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
 * @property {number} size seeds of a chunk
 * @property {boolean} summing
 * @property {number} deaths of workers that had it to do
 *
 * @typedef {object} Member
 * @property {Worker} worker
 * @property {number[]} chunks what it has to do, or to sum up
 * @property {number} silent for how many looks it has said nothing
 */

/** More than this would only wait for memory. */
const MOST_WORKERS = 8;
/** Each does its seeds in so many parts: how far it is shows, and a death costs little. */
const SHARES = 4;
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
    const workers = this.#members.length;
    const size = Math.max(1, Math.ceil(runs / (SHARES * workers) / LANES)) * LANES;
    const chunks = Array.from({ length: Math.ceil(runs / size) }, () => undefined);
    this.#job = { link, runs, chunks, size, summing: false, deaths: 0 };
    this.#members.forEach((member, index) => {
      const own = [...chunks.keys()].filter((chunk) => chunk % workers === index);
      this.#assign(member, own);
    });
  }

  /** Sums up what is done so far, and leaves the rest. */
  cancel() {
    const job = this.#job;
    if (!job || job.summing) return;
    this.#number += 1;
    for (const member of this.#members) this.#assign(member, []);
    this.#sum(job);
  }

  /** @returns {Member} */
  #recruit() {
    const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
    /** @type {Member} */
    const member = { worker, chunks: [], silent: 0 };
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
      member.chunks = [];
      this.#job = undefined;
      this.tell.summary(answer.summary);
    } else if ('numbers' in answer) {
      job.chunks[answer.chunk] = answer.numbers;
      member.chunks = member.chunks.filter((chunk) => chunk !== answer.chunk);
      const done = job.chunks.filter((chunk) => chunk !== undefined).length;
      this.tell.progress(Math.min(job.runs, done * job.size), job.runs);
      if (done === job.chunks.length) this.#sum(job);
    }
  }

  /**
   * Gives a worker seeds, all at once: it need not wait for a page that is drawing. Without any it
   * learns that what it may still be at is out of date.
   * @param {Member} member
   * @param {number[]} chunks
   */
  #assign(member, chunks) {
    const [number, job] = [this.#number, this.#job];
    member.silent = 0;
    member.chunks = chunks;
    const { link = '', size = 0, runs = 0 } = job ?? {};
    const shares = chunks.map((chunk) => {
      const first = chunk * size;
      return { chunk, first, count: Math.min(size, runs - first) };
    });
    member.worker.postMessage({ job: number, link, shares });
  }

  /** @param {Job} job */
  #sum(job) {
    job.summing = true;
    const chunks = job.chunks.filter((chunk) => chunk !== undefined);
    // Whoever dies over this is replaced and asked again, as over seeds.
    this.#members[0].chunks = [0];
    this.#members[0].silent = 0;
    this.#members[0].worker.postMessage({ job: this.#number, link: job.link, chunks });
  }

  /** Whoever has work and says nothing is dead: a worker that is killed does not tell. */
  #look() {
    for (const member of this.#members) {
      if (member.chunks.length === 0 || !this.#job) continue;
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
    if (!job || member.chunks.length === 0) return;
    job.deaths += 1;
    if (job.deaths > MOST_DEATHS) {
      this.#job = undefined;
      this.tell.failure();
    } else if (job.summing) {
      this.#sum(job);
    } else {
      this.#assign(fresh, member.chunks);
    }
  }
}
