// What does tasks in the background: a worker, or the page itself if no worker can be started.

/**
 * @typedef {object} Asked
 * @property {any} task
 * @property {(result: any) => void} resolve
 * @property {(error: Error) => void} reject
 */

/** @template Task */
export class Background {
  /** @type {Worker | undefined} */
  #worker;
  #ids = 0;
  /** @type {Map<number, Asked>} */
  #waiting = new Map();

  /**
   * @param {() => Worker} start
   * @param {(task: Task) => Promise<any>} alone does the same in the page
   * @param {(share: number) => void} [onProgress] called with the share of a file that was read
   */
  constructor(start, alone, onProgress) {
    this.start = start;
    this.alone = alone;
    this.onProgress = onProgress;
    this.#begin();
  }

  #begin() {
    try {
      const worker = this.start();
      worker.addEventListener('message', ({ data }) => this.#hear(data));
      worker.addEventListener('error', () => this.#goOnAlone());
      this.#worker = worker;
    } catch {
      this.#worker = undefined;
    }
  }

  /** @param {Task} task @returns {Promise<any>} the result, see `work` of the worker */
  ask(task) {
    if (!this.#worker) return this.alone(task);
    const id = (this.#ids += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { task, resolve, reject });
      this.#worker?.postMessage({ id, task });
    });
  }

  /** Discards everything that was read or is being read, and frees its memory. @param {string} why */
  drop(why) {
    this.#worker?.terminate();
    for (const { reject } of this.#waiting.values()) reject(new Error(why));
    this.#waiting.clear();
    if (this.#worker) this.#begin();
  }

  /** @param {{ id: number, share?: number, result?: unknown, problem?: string }} answer */
  #hear({ id, share, result, problem }) {
    if (share !== undefined) {
      this.onProgress?.(share);
      return;
    }
    const { resolve, reject } = this.#waiting.get(id) ?? {};
    this.#waiting.delete(id);
    if (problem === undefined) resolve?.(result);
    else reject?.(new Error(problem));
  }

  /** Continues in the page after the worker could not start or has died. */
  async #goOnAlone() {
    this.#worker?.terminate();
    this.#worker = undefined;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    // One after the other: results depend on the files read before.
    for (const { task, resolve, reject } of waiting) await this.alone(task).then(resolve, reject);
  }
}
