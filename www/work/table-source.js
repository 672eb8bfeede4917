// What reads tables: a worker, or the page itself where no worker can be started.

/** @typedef {import('./table-reading.js').Task} Task */

/**
 * @typedef {object} Asked
 * @property {Task} task
 * @property {(result: any) => void} resolve
 * @property {(error: Error) => void} reject
 */

export class TableSource {
  /** @type {Worker | undefined} */
  #worker;
  #ids = 0;
  /** @type {Map<number, Asked>} */
  #waiting = new Map();

  /** @param {(share: number) => void} onProgress told which share of a file is read */
  constructor(onProgress) {
    this.onProgress = onProgress;
    this.#start();
  }

  #start() {
    try {
      const worker = new Worker(new URL('./table-worker.js', import.meta.url), { type: 'module' });
      worker.addEventListener('message', ({ data }) => this.#hear(data));
      worker.addEventListener('error', () => this.#goOnAlone());
      this.#worker = worker;
    } catch {
      this.#worker = undefined;
    }
  }

  /** @param {Task} task @returns {Promise<any>} what comes of it: see `work` */
  ask(task) {
    if (!this.#worker) return alone(task);
    const id = (this.#ids += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { task, resolve, reject });
      this.#worker?.postMessage({ id, task });
    });
  }

  /** Drops the table, with the memory that it took, and what is being read. @param {string} why */
  drop(why) {
    this.#worker?.terminate();
    for (const { reject } of this.#waiting.values()) reject(new Error(why));
    this.#waiting.clear();
    if (this.#worker) this.#start();
  }

  /** @param {{ id: number, share?: number, result?: unknown, problem?: string }} answer */
  #hear({ id, share, result, problem }) {
    if (share !== undefined) {
      this.onProgress(share);
      return;
    }
    const { resolve, reject } = this.#waiting.get(id) ?? {};
    this.#waiting.delete(id);
    if (problem === undefined) resolve?.(result);
    else reject?.(new Error(problem));
  }

  /** The worker could not start, or has died. */
  async #goOnAlone() {
    this.#worker?.terminate();
    this.#worker = undefined;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { task, resolve, reject } of waiting) await alone(task).then(resolve, reject);
  }
}

/** @param {Task} task */
async function alone(task) {
  const { work } = await import('./table-reading.js');
  return work(task, () => {});
}
