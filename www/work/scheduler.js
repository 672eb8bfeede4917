// What the workers do next: the first task that wants something. What a task has is not done again.

/**
 * @typedef {import('./executor.js').Share} Share
 *
 * @typedef {object} Task some work in shares
 * @property {() => string} part what the results are of: with another, those under way are out of date
 * @property {() => string} key what is asked for, all in all
 * @property {() => Share[]} wanted what is to be done next
 * @property {(share: Share, result: any, steps: number) => Share | void} take what a share came to, in how many
 *   steps; what can be done with it now comes next
 * @property {() => void} fail
 * @property {() => void} onChange
 * @property {number} bytes that a worker needs for a share
 * @property {import('./autostart.js').AutoStart} [autostart] whether it may be done, if that is ever asked
 * @property {number} [left] steps that it would take to do it
 */

/**
 * Milliseconds without a change after which the tasks behind the first begin. While a control moves, the
 * workers are free for the first; while a visitor sees a sweep being drawn, both cores of a small machine
 * are for those who draw.
 */
export const RESTS = { change: 150, visit: 1000 };

/** Tasks in the order in which they are done. */
export class Scheduler {
  /** @type {Task | undefined} */
  #task;
  #part = '';
  #key = '';
  #timer = 0;
  rest = RESTS.visit;

  /**
   * @param {import('./pool.js').Pool} pool
   * @param {Task[]} tasks
   */
  constructor(pool, tasks) {
    this.pool = pool;
    this.tasks = tasks;
  }

  /** Looks at what is wanted now; called after every change. */
  go() {
    const task = this.#first();
    if (task && task === this.#task && task.key() === this.#key) return;
    clearTimeout(this.#timer);
    // The same work with more to do, or less, goes on until the change is taken up; not if it was stopped.
    const stopped = task?.autostart?.given === false;
    if (task !== this.#task || task?.part() !== this.#part || stopped) {
      this.pool.stop();
      this.#task = undefined;
    }
    if (task === this.tasks[0]) this.#begin();
    else if (task) this.#timer = window.setTimeout(() => this.#begin(), this.rest);
  }

  /** Whether nothing is done, and nothing is to be done. */
  get idle() {
    return !this.#first();
  }

  #first() {
    return this.tasks.find((one) => one.wanted().length > 0);
  }

  #begin() {
    clearTimeout(this.#timer);
    const task = this.#first();
    this.#task = task;
    if (!task) {
      this.pool.stop();
      return;
    }
    this.#part = task.part();
    this.#key = task.key();
    const { autostart } = task;
    autostart?.begin();
    // Steps of the shares that are done.
    let done = 0;
    this.pool.start(task.wanted(), task.bytes, {
      share: (share, result, steps) => {
        done += steps;
        const next = task.take(share, result, steps);
        if (next) this.pool.add(next);
      },
      steps: (steps) => {
        // While nobody looks, browsers let workers rest for as long as they like.
        if (document.hidden) autostart?.begin(steps);
        else autostart?.measure(steps, (task.left ?? 0) - Math.max(0, steps - done));
        this.#yield(task);
      },
      finish: () => this.#next(task),
      failure: () => {
        task.fail();
        this.#next(task);
      },
    });
  }

  /** Leaves what would take too long unasked, if it is that. @param {Task} task */
  #yield(task) {
    if (task.autostart?.given !== false || task.key() === this.#key) return;
    task.onChange();
    this.#begin();
  }

  /** @param {Task} task that has ended */
  #next(task) {
    // A reader who has just changed the first may well go on.
    if (task === this.tasks[0]) this.go();
    else this.#begin();
  }
}
