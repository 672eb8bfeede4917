// The workers, and who does which shares of some work. Only the newest job counts: what belongs to
// another is dropped. Where no worker can start, the page does the work itself.

import { Hand } from './hand.js';

/**
 * @typedef {import('./hand.js').Share} Share
 * @typedef {import('./hand.js').Busy | import('./hand.js').Done} Answer
 *
 * @typedef {object} Tell
 * @property {(share: Share, result: any, spent: number) => void} share what a share came to, and the
 *   milliseconds that a worker spent on it
 * @property {() => void} finish once all shares are done
 * @property {() => void} failure when workers fail again and again
 *
 * @typedef {object} Job
 * @property {Share[]} shares
 * @property {number} left shares that are not done
 * @property {Tell} tell
 * @property {number} deaths of workers that had it to do
 * @property {number} patience how many looks at a worker that says nothing mean that it is dead
 *
 * @typedef {object} Member
 * @property {(order: import('./hand.js').Order) => void} order
 * @property {() => void} dismiss
 * @property {number[]} shares what it has to do, in order
 * @property {number} silent for how many looks it has said nothing
 * @property {boolean} started whether it has ever said anything: it does at its start
 */

/** More than this would only wait for memory. */
const MOST_WORKERS = 8;
/** Milliseconds between looks at who has fallen silent, and how many such looks mean death at first. */
const LOOK = 250;
const PATIENCE = 40;
/** Workers that a job may cost; and times that all may die before one starts. */
const MOST_DEATHS = 5;

/** Does one job at a time. */
export class Crew {
  #number = 0;
  /** @type {Job | undefined} */
  #job;
  /** @type {Member[]} */
  #members;
  /** Workers that have died before they started, since one has. */
  #lost = 0;
  /** Whether the page does the work itself. */
  #alone = false;

  /**
   * @param {WebAssembly.Module} module the core
   * @param {() => void} onAlone told that no worker can start
   */
  constructor(module, onAlone) {
    this.module = module;
    this.onAlone = onAlone;
    const workers = Math.min(navigator.hardwareConcurrency || 1, MOST_WORKERS);
    this.#members = Array.from({ length: workers }, () => this.#recruit());
    setInterval(() => this.#look(), LOOK);
  }

  /** How many there are. */
  get size() {
    return this.#members.length;
  }

  /**
   * Begins a job. What is under way goes on where the job wants it as well; all else is dropped.
   * @param {Share[]} shares
   * @param {Tell} tell
   */
  start(shares, tell) {
    const names = shares.map(({ name }) => name);
    const taken = new Set();
    const own = this.#members.map((member) => {
      const now = names.indexOf(this.#job?.shares[member.shares[0]]?.name ?? '');
      if (now < 0 || taken.has(now)) return [];
      taken.add(now);
      return [now];
    });
    const rest = [...shares.keys()].filter((share) => !taken.has(share));
    rest.forEach((share, place) => own[place % this.size].push(share));
    this.#number += 1;
    this.#job = { shares, left: shares.length, tell, deaths: 0, patience: PATIENCE };
    this.#members.forEach((member, index) => this.#assign(member, own[index]));
  }

  /** Drops what is under way. */
  stop() {
    if (!this.#job) return;
    this.#number += 1;
    this.#job = undefined;
    for (const member of this.#members) this.#assign(member, []);
  }

  /** @returns {Member} */
  #recruit() {
    const worker = start(this.module);
    /** @type {Member} */
    const member = {
      order: (order) => worker?.postMessage(order),
      dismiss: () => worker?.terminate(),
      shares: [],
      silent: 0,
      started: false,
    };
    worker?.addEventListener('message', ({ data }) => this.#hear(member, data));
    worker?.addEventListener('error', () => this.#replace(member));
    if (!worker) setTimeout(() => this.#replace(member));
    return member;
  }

  /** The page itself in place of all workers, with all that they had to do. */
  #workAlone() {
    const hand = new Hand(
      (answer) => this.#hear(member, answer),
      () => this.#giveUp(),
    );
    /** @type {Member} */
    const member = {
      order: (order) => hand.take(order),
      dismiss: () => {},
      shares: this.#members.flatMap(({ shares }) => shares),
      silent: 0,
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
    member.silent = 0;
    if (!member.started) this.#lost = 0;
    member.started = true;
    const job = this.#job;
    if (!job || answer.job !== this.#number || !('result' in answer)) return;
    member.shares = member.shares.filter((share) => share !== answer.index);
    job.left -= 1;
    job.tell.share(job.shares[answer.index], answer.result, answer.spent);
    if (job.left > 0 || job !== this.#job) return;
    this.#job = undefined;
    job.tell.finish();
  }

  /**
   * Gives a worker its shares, all at once: it need not wait for a page that is drawing. Without any
   * it learns that what it may still be at is out of date.
   * @param {Member} member
   * @param {number[]} indexes
   */
  #assign(member, indexes) {
    member.silent = 0;
    member.shares = indexes;
    const shares = this.#job?.shares ?? [];
    const items = indexes.map((index) => ({ index, share: shares[index] }));
    member.order({ job: this.#number, items });
  }

  /**
   * Whoever has work and says nothing is dead: a worker that is killed does not tell. Or it is slow, as
   * on a phone that has a large network's step to do: so the job's workers have twice the time from then
   * on. While the page is hidden, browsers let workers rest for as long as they like.
   */
  #look() {
    if (this.#alone) return;
    for (const member of this.#members) {
      if (document.hidden) member.silent = 0;
      if (member.shares.length === 0 || !this.#job) continue;
      member.silent += 1;
      if (member.silent <= this.#job.patience) continue;
      if (member.started) this.#job.patience *= 2;
      this.#replace(member);
    }
  }

  /** @param {Member} member */
  #replace(member) {
    // One that was replaced already, or whose work the page has taken over, can still report its death.
    if (!this.#members.includes(member)) return;
    member.dismiss();
    if (!member.started) this.#lost += 1;
    if (this.#lost > MOST_DEATHS * this.size) {
      this.#workAlone();
      return;
    }
    const fresh = this.#recruit();
    this.#members = this.#members.map((one) => (one === member ? fresh : one));
    this.#assign(fresh, member.shares);
    if (!this.#job || !member.started || member.shares.length === 0) return;
    this.#job.deaths += 1;
    if (this.#job.deaths > MOST_DEATHS) this.#giveUp();
  }
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
