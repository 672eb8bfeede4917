// What the workers do next: the first task that wants something. What a task has is not done again.

/**
 * @typedef {import('./worker.js').Share} Share
 *
 * @typedef {object} Task some work in shares
 * @property {() => string} key what is asked for: with another, shares under way are out of date
 * @property {() => Share[]} wanted what is to be done next
 * @property {(share: Share, result: any, spent: number) => void} take what a share came to, and the
 *   milliseconds that a worker spent on it
 * @property {() => void} fail
 */

/** Tasks in the order in which they are done. */
export class Agenda {
  /** @type {Task | undefined} */
  #task;
  #key = '';

  /**
   * @param {import('./crew.js').Crew} crew
   * @param {Task[]} tasks
   */
  constructor(crew, tasks) {
    this.crew = crew;
    this.tasks = tasks;
  }

  /** Looks at what is wanted now; called after every change. */
  go() {
    const task = this.tasks.find((one) => one.wanted().length > 0);
    const key = task?.key() ?? '';
    if (task === this.#task && key === this.#key) return;
    this.#begin(task, key);
  }

  /** @param {Task} [task] @param {string} [key] */
  #begin(task, key = '') {
    this.#task = task;
    this.#key = key;
    if (!task) {
      this.crew.stop();
      return;
    }
    this.crew.start(task.wanted(), {
      share: (share, result, spent) => task.take(share, result, spent),
      finish: () => this.#next(),
      failure: () => {
        task.fail();
        this.#next();
      },
    });
  }

  #next() {
    this.#task = undefined;
    this.go();
  }
}
