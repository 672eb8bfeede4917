// The worker pool: assigns the shares of a job to workers. Only the newest job counts: results of others are dropped.
// If no worker can start, the page does the work itself.

import { Member } from './member.js';
import { sent } from './sent.js';

/**
 * @typedef {import('./executor.js').Share} Share
 * @typedef {import('./data.js').Rows} Rows
 * @typedef {import('./executor.js').Busy | import('./executor.js').Done} Answer
 *
 * @typedef {object} Tell
 * @property {(share: Share, result: any, steps: number) => void} share called with the result of a share and its steps
 * @property {(steps: number) => void} steps called with the number of steps so far
 * @property {() => void} finish called when all shares are done
 * @property {() => void} failure called when workers keep failing
 *
 * @typedef {object} Job
 * @property {number} job its number
 * @property {Share[]} shares
 * @property {number} left the number of unfinished shares
 * @property {number} steps made so far
 * @property {number} slowest the largest number of checks after which a silent worker has answered
 * @property {Tell} tell
 */

/** The largest number of workers: more would only wait for memory. */
const MAX_WORKERS = 8;
/** The largest number of bytes for the shares of all workers. */
const MAX_BYTES = 480e6;
/** Milliseconds between checks for silent workers, and the initial number of checks after which one counts as dead. */
const LOOK = 250;
const PATIENCE = 40;
/** The largest number of deaths per share, and of times that all workers may die before one starts. */
const MAX_DEATHS = 5;

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
  #place;
  /** The number of workers that died before they started, since the last one that started. */
  #lost = 0;
  /** Whether the page does the work itself, and whether that has failed too. */
  #alone = false;
  #idle = false;

  /**
   * @param {WebAssembly.Module} module the core
   * @param {Rows} data of the shares
   * @param {() => void} onAlone called if no worker can start
   */
  constructor(module, data, onAlone) {
    this.module = this.#place = module;
    this.data = data;
    this.onAlone = onAlone;
    this.#members = this.#recruits(this.#cores);
    setInterval(() => this.#look(), LOOK);
  }

  /** The number of workers that can do shares of this size at a time. @param {number} bytes */
  room(bytes) {
    if (this.#alone) return 1;
    return Math.max(1, Math.min(this.#cores, Math.floor(MAX_BYTES / bytes)));
  }

  /**
   * Starts a job. Work in progress continues if it belongs to the job; everything else is dropped.
   * @param {Share[]} shares
   * @param {number} bytes that a worker needs for one of them
   * @param {Tell} tell
   */
  start(shares, bytes, tell) {
    this.#makeRoom(bytes, shares[0]?.module ?? this.module);
    const names = shares.map(({ name }) => name);
    const taken = new Set();
    const own = this.#members.map((member) => {
      const now = names.indexOf(this.#job?.shares[member.shares[0]]?.name ?? '');
      if (now < 0 || taken.has(now)) return [];
      taken.add(now);
      return [now];
    });
    const rest = [...shares.keys()].filter((share) => !taken.has(share));
    rest.forEach((share, place) => own[place % own.length].push(share));
    this.#number += 1;
    const job = { job: this.#number, shares, left: shares.length, steps: 0, slowest: 0, tell };
    this.#job = job;
    this.#members.forEach((member, index) => {
      member.deaths = 0;
      member.assign(job, own[index]);
    });
    if (this.#idle) setTimeout(() => this.#giveUp());
  }

  /** Adds a share to the job in progress: the member with the least work does it next. @param {Share} share */
  add(share) {
    const job = this.#job;
    if (!job) return;
    job.shares.push(share);
    job.left += 1;
    const [least] = [...this.#members].sort((a, b) => a.shares.length - b.shares.length);
    least.add(job, job.shares.length - 1);
  }

  /** Sets the data of the next jobs. @param {Rows} data */
  use(data) {
    this.stop();
    const { file } = this.data;
    this.data = data;
    if (!file || this.#alone) return;
    // The memory that large data have taken comes back only with the end of a worker.
    this.#members.forEach((one) => one.dismiss());
    this.#members = this.#recruits(this.#members.length);
  }

  /** Drops the job in progress. */
  stop() {
    if (!this.#job) return;
    this.#number += 1;
    this.#job = undefined;
    for (const member of this.#members) member.assign(this.#order, []);
  }

  /**
   * Starts as many workers as there is memory for. The memory of a worker is freed only with its end: if it
   * takes too much, a fresh one replaces it.
   * @param {number} bytes of a share
   * @param {WebAssembly.Module} place the module: each has its own memory
   */
  #makeRoom(bytes, place) {
    this.#bytes = bytes;
    this.#place = place;
    if (this.#alone) return;
    const room = this.room(bytes);
    let staying = this.#members.slice(0, room);
    const total = (/** @type {Member} */ member) => member.total(place, bytes);
    const taken = staying.reduce((sum, member) => sum + total(member), 0);
    if (taken + (room - staying.length) * bytes > MAX_BYTES) {
      staying = staying.filter((member) => total(member) <= bytes);
    }
    for (const member of this.#members) if (!staying.includes(member)) member.dismiss();
    for (const member of staying) member.bytes.set(place, member.most(place, bytes));
    this.#members = [...staying, ...this.#recruits(room - staying.length)];
  }

  /** @param {number} count */
  #recruits(count) {
    return Array.from({ length: count }, () => this.#recruit());
  }

  #recruit() {
    const worker = start(this.module);
    /** @type {Rows | undefined} */
    let known;
    const member = new Member(
      (order) => {
        const data = this.data === known ? undefined : sent(this.data);
        known = this.data;
        worker?.postMessage({ ...order, data });
      },
      () => worker?.terminate(),
      this.#place,
      this.#bytes,
    );
    worker?.addEventListener('message', ({ data }) => this.#hear(member, data));
    worker?.addEventListener('error', () => this.#replace(member));
    if (!worker) setTimeout(() => this.#replace(member));
    return member;
  }

  /** Makes the page do the work of all workers. */
  async #workAlone() {
    this.#alone = true;
    this.#members.forEach((one) => one.dismiss());
    this.onAlone();
    const { Executor } = await import('./executor.js');
    const executor = new Executor(
      (answer) => this.#hear(member, answer),
      () => this.#giveUp(),
    );
    const take = (/** @type {import('./executor.js').Order} */ order) =>
      executor.take({ ...order, data: this.data });
    const member = new Member(take, () => {}, this.#place, this.#bytes);
    const shares = this.#members.flatMap((one) => one.shares);
    this.#members = [member];
    member.started = true;
    member.assign(this.#order, shares);
  }

  /** The job in progress, as an order. */
  get #order() {
    return this.#job ?? { job: this.#number, shares: [] };
  }

  #giveUp() {
    const job = this.#job;
    this.stop();
    job?.tell.failure();
  }

  /** @param {Member} member @param {Answer} answer */
  #hear(member, answer) {
    if (!this.#members.includes(member)) return;
    const { silent } = member;
    member.silent = 0;
    if (!member.started) this.#lost = 0;
    member.started = true;
    const job = this.#job;
    if (!job || answer.job !== this.#number) return;
    job.slowest = Math.max(job.slowest, silent);
    job.steps += answer.steps;
    if ('result' in answer) {
      member.finish(job, answer.index);
      job.left -= 1;
      job.tell.share(job.shares[answer.index], answer.result, answer.all);
      if (job !== this.#job) return;
    }
    if (job.left > 0) {
      job.tell.steps(job.steps);
    } else {
      this.#job = undefined;
      job.tell.finish();
    }
  }

  /**
   * Replaces members that have work but do not answer: a killed worker sends no message. It may also be slow,
   * for example on a phone with a large network, so its replacement has twice the time, and all have at least
   * twice the longest time of a step so far. In a hidden page, browsers may suspend workers for any time.
   */
  #look() {
    if (this.#alone) return;
    for (const member of this.#members) {
      if (document.hidden) member.silent = 0;
      if (member.shares.length === 0 || !this.#job) continue;
      member.silent += 1;
      const patience = Math.max(PATIENCE * 2 ** member.deaths, 2 * this.#job.slowest);
      if (member.silent > patience) this.#replace(member);
    }
  }

  /** @param {Member} member */
  #replace(member) {
    // A member that was already replaced, or whose work the page has taken over, can still report its death.
    if (this.#alone || !this.#members.includes(member)) return;
    member.dismiss();
    if (!member.started) this.#lost += 1;
    if (this.#lost > MAX_DEATHS * this.#members.length) {
      this.#workAlone().catch(() => {
        this.#idle = true;
        this.#giveUp();
      });
      return;
    }
    const fresh = this.#recruit();
    this.#members = this.#members.map((one) => (one === member ? fresh : one));
    fresh.assign(this.#order, member.shares);
    if (!this.#job || member.shares.length === 0) return;
    fresh.deaths = member.deaths + (member.started ? 1 : 0);
    if (fresh.deaths > MAX_DEATHS) this.#giveUp();
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
