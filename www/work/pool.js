// The workers, and who does which shares of some work. Only the newest job counts: what belongs to
// another is dropped. Where no worker can start, the page does the work itself.

import { Member } from './member.js';

/**
 * @typedef {import('./executor.js').Share} Share
 * @typedef {import('./data.js').Rows} Rows
 * @typedef {import('./executor.js').Busy | import('./executor.js').Done} Answer
 *
 * @typedef {object} Tell
 * @property {(share: Share, result: any, steps: number) => void} share what a share came to, in how many
 *   steps
 * @property {(steps: number) => void} steps how many have been made so far
 * @property {() => void} finish once all shares are done
 * @property {() => void} failure when workers fail again and again
 *
 * @typedef {object} Job
 * @property {number} job its number
 * @property {Share[]} shares
 * @property {number} left shares that are not done
 * @property {number} steps made so far
 * @property {number} slowest for how many looks a worker has said nothing, at most, and then spoken
 * @property {Tell} tell
 */

/** More than this would only wait for memory. */
const MAX_WORKERS = 8;
/** Bytes that the shares of all workers may take together. */
const MAX_BYTES = 480e6;
/** Milliseconds between looks at who has fallen silent, and how many such looks mean death at first. */
const LOOK = 250;
const PATIENCE = 40;
/** Workers that a share may cost; and times that all may die before one starts. */
const MAX_DEATHS = 5;

/** Does one job at a time. */
export class Pool {
  #number = 0;
  /** @type {Job | undefined} */
  #job;
  #cores = Math.min(navigator.hardwareConcurrency || 1, MAX_WORKERS);
  /** @type {Member[]} */
  #members;
  /** Of a share of the newest job, and in which module. */
  #bytes = 0;
  #place;
  /** Workers that have died before they started, since one has. */
  #lost = 0;
  /** Whether the page does the work itself, and whether it cannot either. */
  #alone = false;
  #idle = false;

  /**
   * @param {WebAssembly.Module} module the core
   * @param {Rows} data that the shares are about
   * @param {() => void} onAlone told that no worker can start
   */
  constructor(module, data, onAlone) {
    this.module = this.#place = module;
    this.data = data;
    this.onAlone = onAlone;
    this.#members = this.#recruits(this.#cores);
    setInterval(() => this.#look(), LOOK);
  }

  /** How many can do shares of so many bytes at a time. @param {number} bytes */
  room(bytes) {
    if (this.#alone) return 1;
    return Math.max(1, Math.min(this.#cores, Math.floor(MAX_BYTES / bytes)));
  }

  /**
   * Begins a job. What is under way goes on where the job wants it as well; all else is dropped.
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

  /** Adds a share to the job that is under way: whoever has the least to do does it next. @param {Share} share */
  add(share) {
    const job = this.#job;
    if (!job) return;
    job.shares.push(share);
    job.left += 1;
    const [least] = [...this.#members].sort((a, b) => a.shares.length - b.shares.length);
    least.add(job, job.shares.length - 1);
  }

  /** What comes next is about other data. @param {Rows} data */
  use(data) {
    this.stop();
    const { file } = this.data;
    this.data = data;
    if (!file || this.#alone) return;
    // The memory that large data have taken comes back only with the end of a worker.
    this.#members.forEach((one) => one.dismiss());
    this.#members = this.#recruits(this.#members.length);
  }

  /** Drops what is under way. */
  stop() {
    if (!this.#job) return;
    this.#number += 1;
    this.#job = undefined;
    for (const member of this.#members) member.assign(this.#order, []);
  }

  /**
   * As many workers as there is room for. The memory that a worker has taken comes back only with its
   * end: where it is in the way, a fresh one takes its place.
   * @param {number} bytes of a share
   * @param {WebAssembly.Module} place where it takes them: each module has a memory of its own
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

  /** The page itself in place of all workers, with all that they had to do. */
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

  /** The job under way, if there is one. */
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
   * Whoever has work and says nothing is dead: a worker that is killed does not tell. Or it is slow, as
   * on a phone that has a large network's step to do: so whoever takes its place has twice the time, and
   * everybody twice that which a step has been seen to take. While the page is hidden, browsers let
   * workers rest for as long as they like.
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
    // One that was replaced already, or whose work the page has taken over, can still report its death.
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

/** Data as a worker gets them. @param {Rows} data */
function sent({ file, ...data }) {
  return file ? { ...data, features: file } : data;
}

/**
 * A worker, if the browser lets the page have one.
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
