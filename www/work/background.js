// Runs tasks in the background: in a worker, or in the page if no worker can be started.

/**
 * @typedef {object} PendingTask
 * @property {any} task
 * @property {(result: any) => void} resolve
 * @property {(error: Error) => void} reject
 */

/** @template Task */
export class Background {
  /** @type {Worker | undefined} */
  #worker;
  #ids = 0;
  /** @type {Map<number, PendingTask>} */
  #pending = new Map();

  /**
   * @param {() => Worker} start
   * @param {(task: Task) => Promise<any>} runInPage does the same in the page
   * @param {(progress: number) => void} [onProgress] called with the part of a file that was read, from 0 to 1
   */
  constructor(start, runInPage, onProgress) {
    this.start = start;
    this.runInPage = runInPage;
    this.onProgress = onProgress;
    this.#startWorker();
  }

  #startWorker() {
    try {
      const worker = this.start();
      worker.addEventListener('message', ({ data }) => this.#onMessage(data));
      worker.addEventListener('error', () => this.#continueInPage());
      this.#worker = worker;
    } catch {
      this.#worker = undefined;
    }
  }

  /** @param {Task} task @returns {Promise<any>} the result, see `work` of the worker */
  request(task) {
    if (!this.#worker) return this.runInPage(task);
    const id = (this.#ids += 1);
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { task, resolve, reject });
      this.#worker?.postMessage({ id, task });
    });
  }

  /** Discards everything that was read or is being read, and frees its memory. @param {string} why */
  drop(why) {
    this.#worker?.terminate();
    for (const { reject } of this.#pending.values()) reject(new Error(why));
    this.#pending.clear();
    if (this.#worker) this.#startWorker();
  }

  /** @param {{ id: number, progress?: number, result?: unknown, problem?: string }} answer */
  #onMessage({ id, progress, result, problem }) {
    if (progress !== undefined) {
      this.onProgress?.(progress);
      return;
    }
    const { resolve, reject } = this.#pending.get(id) ?? {};
    this.#pending.delete(id);
    if (problem === undefined) resolve?.(result);
    else reject?.(new Error(problem));
  }

  /** Continues in the page after the worker could not start or has crashed. */
  async #continueInPage() {
    this.#worker?.terminate();
    this.#worker = undefined;
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    // One after the other: results depend on the files read before.
    for (const { task, resolve, reject } of pending)
      await this.runInPage(task).then(resolve, reject);
  }
}
