// The workers, and who does which shares of some work. Only the newest job counts: what belongs to
// another is dropped. Where no worker can start, the page does the work itself.

import { Executor } from './executor.js';

/**
 * @typedef {import('./executor.js').Share} Share
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
 * @property {Share[]} shares
 * @property {number} left shares that are not done
 * @property {number} steps made so far
 * @property {number} slowest for how many looks a worker has said nothing, at most, and then spoken
 * @property {Tell} tell
 *
 * @typedef {object} Member
 * @property {(order: import('./executor.js').Order) => void} order
 * @property {() => void} dismiss
 * @property {number[]} shares what it has to do, in order
 * @property {number} given how many of them it has been told
 * @property {Map<WebAssembly.Module, number>} bytes that the largest of its shares takes in each module, or
 *   of those that it may get
 * @property {number} silent for how many looks it has said nothing
 * @property {number} deaths of those that had its shares before it, since one was done
 * @property {boolean} started whether it has ever said anything: it does at its start
 */

/** More than this would only wait for memory. */
const MOST_WORKERS = 8;
/** Bytes that the shares of all workers may take together. */
const MOST_BYTES = 480e6;
/** Milliseconds between looks at who has fallen silent, and how many such looks mean death at first. */
const LOOK = 250;
const PATIENCE = 40;
/**
 * Shares that a worker is told at once: it need not wait for a page that is drawing. To tell it thousands
 * would take longer than a frame.
 */
const TOLD = 64;
/** Workers that a share may cost; and times that all may die before one starts. */
const MOST_DEATHS = 5;

/** Does one job at a time. */
export class Pool {
  #number = 0;
  /** @type {Job | undefined} */
  #job;
  #cores = Math.min(navigator.hardwareConcurrency || 1, MOST_WORKERS);
  /** @type {Member[]} */
  #members;
  /** Of a share of the newest job, and in which module. */
  #bytes = 0;
  #place;
  /** Workers that have died before they started, since one has. */
  #lost = 0;
  /** Whether the page does the work itself. */
  #alone = false;

  /**
   * @param {WebAssembly.Module} module the core
   * @param {() => void} onAlone told that no worker can start
   */
  constructor(module, onAlone) {
    this.module = this.#place = module;
    this.onAlone = onAlone;
    this.#members = this.#recruits(this.#cores);
    setInterval(() => this.#look(), LOOK);
  }

  /** How many can do shares of so many bytes at a time. @param {number} bytes */
  room(bytes) {
    if (this.#alone) return 1;
    return Math.max(1, Math.min(this.#cores, Math.floor(MOST_BYTES / bytes)));
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
    this.#job = { shares, left: shares.length, steps: 0, slowest: 0, tell };
    this.#members.forEach((member, index) => {
      member.deaths = 0;
      this.#assign(member, own[index]);
    });
  }

  /** Adds a share to the job that is under way: whoever has the least to do does it next. @param {Share} share */
  add(share) {
    const job = this.#job;
    if (!job) return;
    job.shares.push(share);
    job.left += 1;
    const [least] = [...this.#members].sort((a, b) => a.shares.length - b.shares.length);
    least.shares.splice(least.given, 0, job.shares.length - 1);
    this.#give(least, 1);
  }

  /** Drops what is under way. */
  stop() {
    if (!this.#job) return;
    this.#number += 1;
    this.#job = undefined;
    for (const member of this.#members) this.#assign(member, []);
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
    /** @param {Member} member */
    const most = (member) => Math.max(member.bytes.get(place) ?? 0, bytes);
    /** @param {Member} member */
    const total = (member) => sum([...new Map(member.bytes).set(place, most(member)).values()]);
    if (sum(staying.map(total)) + (room - staying.length) * bytes > MOST_BYTES) {
      staying = staying.filter((member) => total(member) <= bytes);
    }
    for (const member of this.#members) if (!staying.includes(member)) member.dismiss();
    for (const member of staying) member.bytes.set(place, most(member));
    this.#members = [...staying, ...this.#recruits(room - staying.length)];
  }

  /** @param {number} count */
  #recruits(count) {
    return Array.from({ length: count }, () => this.#recruit());
  }

  /** @returns {Member} */
  #recruit() {
    const worker = start(this.module);
    /** @type {Member} */
    const member = {
      order: (order) => worker?.postMessage(order),
      dismiss: () => worker?.terminate(),
      shares: [],
      bytes: new Map([[this.#place, this.#bytes]]),
      given: 0,
      silent: 0,
      deaths: 0,
      started: false,
    };
    worker?.addEventListener('message', ({ data }) => this.#hear(member, data));
    worker?.addEventListener('error', () => this.#replace(member));
    if (!worker) setTimeout(() => this.#replace(member));
    return member;
  }

  /** The page itself in place of all workers, with all that they had to do. */
  #workAlone() {
    const executor = new Executor(
      (answer) => this.#hear(member, answer),
      () => this.#giveUp(),
    );
    /** @type {Member} */
    const member = {
      order: (order) => executor.take(order),
      dismiss: () => {},
      shares: this.#members.flatMap(({ shares }) => shares),
      bytes: new Map([[this.#place, this.#bytes]]),
      given: 0,
      silent: 0,
      deaths: 0,
      started: true,
    };
    this.#members.forEach(({ dismiss }) => dismiss());
    this.#members = [member];
    this.#alone = true;
    this.onAlone();
    this.#assign(member, member.shares);
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
      member.shares = member.shares.filter((share) => share !== answer.index);
      member.given -= 1;
      member.deaths = 0;
      if (member.given < Math.min(TOLD / 2, member.shares.length)) this.#give(member, TOLD / 2);
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
   * Gives a worker its shares. Without any it learns that what it may still be at is out of date.
   * @param {Member} member
   * @param {number[]} indexes
   */
  #assign(member, indexes) {
    member.silent = member.given = 0;
    member.shares = indexes;
    this.#give(member, TOLD);
  }

  /** Tells a worker its next shares. @param {Member} member @param {number} count at most */
  #give(member, count) {
    const next = member.shares.slice(member.given, member.given + count);
    member.given += next.length;
    const shares = this.#job?.shares ?? [];
    const items = next.map((index) => ({ index, share: shares[index] }));
    member.order({ job: this.#number, items });
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
    if (!this.#members.includes(member)) return;
    member.dismiss();
    if (!member.started) this.#lost += 1;
    if (this.#lost > MOST_DEATHS * this.#members.length) {
      this.#workAlone();
      return;
    }
    const fresh = this.#recruit();
    this.#members = this.#members.map((one) => (one === member ? fresh : one));
    this.#assign(fresh, member.shares);
    if (!this.#job || member.shares.length === 0) return;
    fresh.deaths = member.deaths + (member.started ? 1 : 0);
    if (fresh.deaths > MOST_DEATHS) this.#giveUp();
  }
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0);
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
