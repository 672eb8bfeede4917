// A member of the pool: a worker, or the page itself if none can start. It has its list of shares and its signs of life.

/**
 * @typedef {import('./executor.js').Order} Order
 * @typedef {import('./executor.js').Share} Share
 * @typedef {{ job: number, shares: Share[] }} Job the number of a job, and all its shares
 */

/**
 * The number of shares sent to a worker at once, so that it need not wait while the page draws. Sending
 * thousands would take longer than a frame.
 */
const TOLD = 64;

export class Member {
  /** The shares to do, as indices into the job; the first may be in progress. @type {number[]} */
  shares = [];
  /** How many of them were sent. */
  #told = 0;
  /** The number of checks without an answer. */
  silent = 0;
  /** The deaths of members with these shares since the last finished share. */
  deaths = 0;
  /** Whether it has ever answered; it does so at its start. */
  started = false;
  /**
   * The bytes of its largest share in each module, including shares that it may get.
   * @type {Map<WebAssembly.Module, number>}
   */
  bytes;

  /**
   * @param {(order: Order) => void} order
   * @param {() => void} dismiss
   * @param {WebAssembly.Module} module of its shares
   * @param {number} bytes
   */
  constructor(order, dismiss, module, bytes) {
    this.order = order;
    this.dismiss = dismiss;
    this.bytes = new Map([[module, bytes]]);
  }

  /**
   * The bytes of its largest share in a module, if it gets one with `bytes` bytes.
   * @param {WebAssembly.Module} module
   * @param {number} bytes
   */
  most(module, bytes) {
    return Math.max(this.bytes.get(module) ?? 0, bytes);
  }

  /** The same, summed over all modules. @param {WebAssembly.Module} module @param {number} bytes */
  total(module, bytes) {
    const all = new Map(this.bytes).set(module, this.most(module, bytes));
    return [...all.values()].reduce((sum, one) => sum + one, 0);
  }

  /**
   * Assigns shares. Without any, the member learns that its work in progress is outdated.
   * @param {Job} job
   * @param {number[]} shares
   */
  assign(job, shares) {
    this.silent = this.#told = 0;
    this.shares = shares;
    this.#tell(job, TOLD);
  }

  /** Assigns one more share, which is done next. @param {Job} job @param {number} share */
  add(job, share) {
    this.shares.splice(this.#told, 0, share);
    this.#tell(job, 1);
  }

  /** Removes a finished share. @param {Job} job @param {number} share */
  finish(job, share) {
    this.shares = this.shares.filter((one) => one !== share);
    this.#told -= 1;
    this.deaths = 0;
    if (this.#told < Math.min(TOLD / 2, this.shares.length)) this.#tell(job, TOLD / 2);
  }

  /** Sends the next shares. @param {Job} job @param {number} count at most */
  #tell({ job, shares }, count) {
    const next = this.shares.splice(this.#told, count);
    // In the order of the executor: after the share in progress.
    this.shares.splice(Math.min(1, this.#told), 0, ...next);
    this.#told += next.length;
    this.order({ job, items: next.map((index) => ({ index, share: shares[index] })) });
  }
}
