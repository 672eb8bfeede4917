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

/**
 * Milliseconds without a change after which the tasks behind the first begin: while a control moves,
 * the workers are free for the first.
 */
const REST = 150;

/** Tasks in the order in which they are done. */
export class Agenda {
  /** @type {Task | undefined} */
  #task;
  #key = '';
  #timer = 0;

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
    const task = this.#first();
    const key = task?.key() ?? '';
    if (task && task === this.#task && key === this.#key) return;
    this.crew.stop();
    this.#task = undefined;
    clearTimeout(this.#timer);
    if (task === this.tasks[0]) this.#begin();
    else if (task) this.#timer = window.setTimeout(() => this.#begin(), REST);
  }

  #first() {
    return this.tasks.find((one) => one.wanted().length > 0);
  }

  #begin() {
    const task = this.#first();
    this.#task = task;
    if (!task) return;
    this.#key = task.key();
    this.crew.start(task.wanted(), {
      share: (share, result, spent) => task.take(share, result, spent),
      finish: () => this.#next(task),
      failure: () => {
        task.fail();
        this.#next(task);
      },
    });
  }

  /** @param {Task} task that has ended */
  #next(task) {
    // A reader who has just changed the first may well go on.
    if (task === this.tasks[0]) this.go();
    else this.#begin();
  }
}
