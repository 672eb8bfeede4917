// Who does shares: a worker, or the page itself where none can start. What it has to do, and whether it lives.

/**
 * @typedef {import('./executor.js').Order} Order
 * @typedef {import('./executor.js').Share} Share
 * @typedef {{ job: number, shares: Share[] }} Job the number of a job, and all its shares
 */

/**
 * Shares that a worker is told at once: it need not wait for a page that is drawing. To tell it thousands
 * would take longer than a frame.
 */
const TOLD = 64;

export class Member {
  /** What it has to do, by the places of the shares in the job; the first may be under way. @type {number[]} */
  shares = [];
  /** How many of them it has been told. */
  #told = 0;
  /** For how many looks it has said nothing. */
  silent = 0;
  /** Of those that had its shares before it, since one was done. */
  deaths = 0;
  /** Whether it has ever said anything: it does at its start. */
  started = false;
  /**
   * Bytes that the largest of its shares takes in each module, or of those that it may get.
   * @type {Map<WebAssembly.Module, number>}
   */
  bytes;

  /**
   * @param {(order: Order) => void} order
   * @param {() => void} dismiss
   * @param {WebAssembly.Module} module in which its shares take so many bytes
   * @param {number} bytes
   */
  constructor(order, dismiss, module, bytes) {
    this.order = order;
    this.dismiss = dismiss;
    this.bytes = new Map([[module, bytes]]);
  }

  /** Bytes of its largest share in a module, if it gets one of so many. @param {WebAssembly.Module} module @param {number} bytes */
  most(module, bytes) {
    return Math.max(this.bytes.get(module) ?? 0, bytes);
  }

  /** The same in all modules. @param {WebAssembly.Module} module @param {number} bytes */
  total(module, bytes) {
    const all = new Map(this.bytes).set(module, this.most(module, bytes));
    return [...all.values()].reduce((sum, one) => sum + one, 0);
  }

  /**
   * Gives it its shares. Without any it learns that what it may still be at is out of date.
   * @param {Job} job
   * @param {number[]} shares
   */
  assign(job, shares) {
    this.silent = this.#told = 0;
    this.shares = shares;
    this.#tell(job, TOLD);
  }

  /** Gives it one more, which it does next. @param {Job} job @param {number} share */
  add(job, share) {
    this.shares.splice(this.#told, 0, share);
    this.#tell(job, 1);
  }

  /** Takes note that a share is done. @param {Job} job @param {number} share */
  finish(job, share) {
    this.shares = this.shares.filter((one) => one !== share);
    this.#told -= 1;
    this.deaths = 0;
    if (this.#told < Math.min(TOLD / 2, this.shares.length)) this.#tell(job, TOLD / 2);
  }

  /** Tells it the next of its shares. @param {Job} job @param {number} count at most */
  #tell({ job, shares }, count) {
    const next = this.shares.splice(this.#told, count);
    // As it does: behind what is under way.
    this.shares.splice(Math.min(1, this.#told), 0, ...next);
    this.#told += next.length;
    this.order({ job, items: next.map((index) => ({ index, share: shares[index] })) });
  }
}
