// The worker pool: assigns the shares of a job to workers. Only the newest job counts: results of others are dropped.
// If no worker can start, the page does the work itself.

import { Member } from './member.js';
import { forWorker } from './sent.js';

/**
 * @typedef {import('./executor.js').Share} Share
 * @typedef {import('./data.js').Rows} Rows
 * @typedef {import('./executor.js').ProgressMessage | import('./executor.js').ResultMessage} Message
 *
 * @typedef {object} Callbacks
 * @property {(share: Share, result: any, steps: number) => void} onShare called with the result of a share and its steps
 * @property {(steps: number) => void} onSteps called with the number of steps so far
 * @property {() => void} onFinish called when all shares are done
 * @property {() => void} onFailure called when workers keep failing
 *
 * @typedef {object} Job
 * @property {number} job its number
 * @property {Share[]} shares
 * @property {number} left the number of unfinished shares
 * @property {number} steps done so far
 * @property {number} maxMissedChecks the largest number of checks without a message from a worker that was alive
 * @property {Callbacks} callbacks
 */

/** The largest number of workers: more would only wait for memory. */
const MAX_WORKERS = 8;
/** The largest number of bytes for the shares of all workers. */
const MAX_BYTES = 480e6;
/** Milliseconds between checks for silent workers, and the initial number of checks after which one counts as dead. */
const CHECK_INTERVAL = 250;
const MIN_MISSED_CHECKS = 40;
/** The largest number of crashes per share, and of times that all workers may crash before one starts. */
const MAX_CRASHES = 5;

/** A pool, which does one job at a time. */
export class Pool {
  #number = 0;
  /** @type {Job | undefined} */
  #job;
  #cores = Math.min(navigator.hardwareConcurrency || 1, MAX_WORKERS);
  /** @type {Member[]} */
  #members;
  /** The bytes of a share of the newest job, and its module. */
  #bytes = 0;
  #jobModule;
  /** The number of workers that crashed before they started, since the last one that started. */
  #failedStarts = 0;
  /** Whether the page does the work itself, and whether that has failed too. */
  #inPage = false;
  #pageFailed = false;

  /**
   * @param {WebAssembly.Module} module the core
   * @param {Rows} data of the shares
   * @param {() => void} onNoWorkers called if no worker can start
   */
  constructor(module, data, onNoWorkers) {
    this.module = this.#jobModule = module;
    this.data = data;
    this.onNoWorkers = onNoWorkers;
    this.#members = this.#newMembers(this.#cores);
    setInterval(() => this.#replaceSilent(), CHECK_INTERVAL);
  }

  /** The number of workers that can do shares of this size at a time. @param {number} bytes */
  capacity(bytes) {
    if (this.#inPage) return 1;
    return Math.max(1, Math.min(this.#cores, Math.floor(MAX_BYTES / bytes)));
  }

  /**
   * Starts a job. Work in progress continues if it belongs to the job; everything else is dropped.
   * @param {Share[]} shares
   * @param {number} bytes that a worker needs for one of them
   * @param {Callbacks} callbacks
   */
  start(shares, bytes, callbacks) {
    this.#resize(bytes, shares[0]?.module ?? this.module);
    const names = shares.map(({ name }) => name);
    const continuing = new Set();
    const assigned = this.#members.map((member) => {
      const now = names.indexOf(this.#job?.shares[member.shares[0]]?.name ?? '');
      if (now < 0 || continuing.has(now)) return [];
      continuing.add(now);
      return [now];
    });
    const rest = [...shares.keys()].filter((share) => !continuing.has(share));
    rest.forEach((share, index) => assigned[index % assigned.length].push(share));
    this.#number += 1;
    const job = {
      job: this.#number,
      shares,
      left: shares.length,
      steps: 0,
      maxMissedChecks: 0,
      callbacks,
    };
    this.#job = job;
    this.#members.forEach((member, index) => {
      member.crashes = 0;
      member.assign(job, assigned[index]);
    });
    if (this.#pageFailed) setTimeout(() => this.#fail());
  }

  /** Adds a share to the job in progress: the member with the least work does it next. @param {Share} share */
  add(share) {
    const job = this.#job;
    if (!job) return;
    job.shares.push(share);
    job.left += 1;
    const [leastBusy] = [...this.#members].sort((a, b) => a.shares.length - b.shares.length);
    leastBusy.add(job, job.shares.length - 1);
  }

  /** Sets the data of the next jobs. @param {Rows} data */
  use(data) {
    this.stop();
    const { file } = this.data;
    this.data = data;
    if (!file || this.#inPage) return;
    // The memory of large data is freed only when a worker ends.
    this.#members.forEach((one) => one.terminate());
    this.#members = this.#newMembers(this.#members.length);
  }

  /** Drops the job in progress. */
  stop() {
    if (!this.#job) return;
    this.#number += 1;
    this.#job = undefined;
    for (const member of this.#members) member.assign(this.#assignment, []);
  }

  /**
   * Starts as many workers as there is memory for. The memory of a worker is freed only with its end: if it
   * takes too much, a fresh one replaces it.
   * @param {number} bytes of a share
   * @param {WebAssembly.Module} module of the shares: each module has its own memory
   */
  #resize(bytes, module) {
    this.#bytes = bytes;
    this.#jobModule = module;
    if (this.#inPage) return;
    const capacity = this.capacity(bytes);
    let kept = this.#members.slice(0, capacity);
    const total = (/** @type {Member} */ member) => member.total(module, bytes);
    const usedBytes = kept.reduce((sum, member) => sum + total(member), 0);
    if (usedBytes + (capacity - kept.length) * bytes > MAX_BYTES) {
      kept = kept.filter((member) => total(member) <= bytes);
    }
    for (const member of this.#members) if (!kept.includes(member)) member.terminate();
    for (const member of kept) member.bytes.set(module, member.maxBytes(module, bytes));
    this.#members = [...kept, ...this.#newMembers(capacity - kept.length)];
  }

  /** @param {number} count */
  #newMembers(count) {
    return Array.from({ length: count }, () => this.#newMember());
  }

  #newMember() {
    const worker = start(this.module);
    /** @type {Rows | undefined} */
    let sentData;
    const member = new Member(
      (assignment) => {
        const data = this.data === sentData ? undefined : forWorker(this.data);
        sentData = this.data;
        worker?.postMessage({ ...assignment, data });
      },
      () => worker?.terminate(),
      this.#jobModule,
      this.#bytes,
    );
    worker?.addEventListener('message', ({ data }) => this.#onMessage(member, data));
    worker?.addEventListener('error', () => this.#replace(member));
    if (!worker) setTimeout(() => this.#replace(member));
    return member;
  }

  /** Makes the page do the work of all workers. */
  async #workInPage() {
    this.#inPage = true;
    this.#members.forEach((one) => one.terminate());
    this.onNoWorkers();
    const { Executor } = await import('./executor.js');
    const executor = new Executor(
      (message) => this.#onMessage(member, message),
      () => this.#fail(),
    );
    const receive = (/** @type {import('./executor.js').Assignment} */ assignment) =>
      executor.receive({ ...assignment, data: this.data });
    const member = new Member(receive, () => {}, this.#jobModule, this.#bytes);
    const shares = this.#members.flatMap((one) => one.shares);
    this.#members = [member];
    member.started = true;
    member.assign(this.#assignment, shares);
  }

  /** The job in progress, as an assignment. */
  get #assignment() {
    return this.#job ?? { job: this.#number, shares: [] };
  }

  #fail() {
    const job = this.#job;
    this.stop();
    job?.callbacks.onFailure();
  }

  /** @param {Member} member @param {Message} message */
  #onMessage(member, message) {
    if (!this.#members.includes(member)) return;
    const { missedChecks } = member;
    member.missedChecks = 0;
    if (!member.started) this.#failedStarts = 0;
    member.started = true;
    const job = this.#job;
    if (!job || message.job !== this.#number) return;
    job.maxMissedChecks = Math.max(job.maxMissedChecks, missedChecks);
    job.steps += message.steps;
    if ('result' in message) {
      member.finish(job, message.index);
      job.left -= 1;
      job.callbacks.onShare(job.shares[message.index], message.result, message.totalSteps);
      if (job !== this.#job) return;
    }
    if (job.left > 0) {
      job.callbacks.onSteps(job.steps);
    } else {
      this.#job = undefined;
      job.callbacks.onFinish();
    }
  }

  /**
   * Replaces members that have work but do not answer: a killed worker sends no message. It may also be slow,
   * for example on a phone with a large network, so its replacement has twice the time, and all have at least
   * twice the longest time of a step so far. In a hidden page, browsers may suspend workers for any time.
   */
  #replaceSilent() {
    if (this.#inPage) return;
    for (const member of this.#members) {
      if (document.hidden) member.missedChecks = 0;
      if (member.shares.length === 0 || !this.#job) continue;
      member.missedChecks += 1;
      const limit = Math.max(
        MIN_MISSED_CHECKS * 2 ** member.crashes,
        2 * this.#job.maxMissedChecks,
      );
      if (member.missedChecks > limit) this.#replace(member);
    }
  }

  /** @param {Member} member */
  #replace(member) {
    // A member that was already replaced, or whose work the page has taken over, can still report its crash.
    if (this.#inPage || !this.#members.includes(member)) return;
    member.terminate();
    if (!member.started) this.#failedStarts += 1;
    if (this.#failedStarts > MAX_CRASHES * this.#members.length) {
      this.#workInPage().catch(() => {
        this.#pageFailed = true;
        this.#fail();
      });
      return;
    }
    const replacement = this.#newMember();
    this.#members = this.#members.map((one) => (one === member ? replacement : one));
    replacement.assign(this.#assignment, member.shares);
    if (!this.#job || member.shares.length === 0) return;
    replacement.crashes = member.crashes + (member.started ? 1 : 0);
    if (replacement.crashes > MAX_CRASHES) this.#fail();
  }
}

/**
 * Starts a worker, if the browser allows it.
 * @param {WebAssembly.Module} module
 */
function start(module) {
  try {
    const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
    worker.postMessage({ module });
    return worker;
  } catch {
    return undefined;
  }
}
