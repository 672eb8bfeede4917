// A member of the pool: a worker, or the page itself if none can start. It has its list of shares, and the
// number of checks since its last message.

/**
 * @typedef {import('./executor.js').Assignment} Assignment
 * @typedef {import('./executor.js').Share} Share
 * @typedef {{ job: number, shares: Share[] }} Job the number of a job, and all its shares
 */

/**
 * The number of shares sent to a worker at once, so that it need not wait while the page draws. Sending
 * thousands would take longer than a frame.
 */
const MAX_SENT = 64;

export class Member {
  /** The shares to do, as indices into the job; the first may be in progress. @type {number[]} */
  shares = [];
  /** How many of them were sent. */
  #sent = 0;
  /** The number of checks since its last message. */
  missedChecks = 0;
  /** The crashes of members with these shares since the last finished share. */
  crashes = 0;
  /** Whether it has ever answered; it does so at its start. */
  started = false;
  /**
   * The bytes of its largest share in each module, including shares that it may get.
   * @type {Map<WebAssembly.Module, number>}
   */
  bytes;

  /**
   * @param {(assignment: Assignment) => void} send
   * @param {() => void} terminate
   * @param {WebAssembly.Module} module of its shares
   * @param {number} bytes
   */
  constructor(send, terminate, module, bytes) {
    this.send = send;
    this.terminate = terminate;
    this.bytes = new Map([[module, bytes]]);
  }

  /**
   * The bytes of its largest share in a module, if it gets one with `bytes` bytes.
   * @param {WebAssembly.Module} module
   * @param {number} bytes
   */
  maxBytes(module, bytes) {
    return Math.max(this.bytes.get(module) ?? 0, bytes);
  }

  /** The same, summed over all modules. @param {WebAssembly.Module} module @param {number} bytes */
  total(module, bytes) {
    const all = new Map(this.bytes).set(module, this.maxBytes(module, bytes));
    return [...all.values()].reduce((sum, one) => sum + one, 0);
  }

  /**
   * Assigns shares. Without any, the member learns that its work in progress is outdated.
   * @param {Job} job
   * @param {number[]} shares
   */
  assign(job, shares) {
    this.missedChecks = this.#sent = 0;
    this.shares = shares;
    this.#send(job, MAX_SENT);
  }

  /** Assigns one more share, which is done next. @param {Job} job @param {number} share */
  add(job, share) {
    this.shares.splice(this.#sent, 0, share);
    this.#send(job, 1);
  }

  /** Removes a finished share. @param {Job} job @param {number} share */
  finish(job, share) {
    this.shares = this.shares.filter((one) => one !== share);
    this.#sent -= 1;
    this.crashes = 0;
    if (this.#sent < Math.min(MAX_SENT / 2, this.shares.length)) this.#send(job, MAX_SENT / 2);
  }

  /** Sends the next shares. @param {Job} job @param {number} count at most */
  #send({ job, shares }, count) {
    const next = this.shares.splice(this.#sent, count);
    // In the order of the executor: after the share in progress.
    this.shares.splice(Math.min(1, this.#sent), 0, ...next);
    this.#sent += next.length;
    this.send({ job, items: next.map((index) => ({ index, share: shares[index] })) });
  }
}
