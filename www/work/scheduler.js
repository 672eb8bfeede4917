// The scheduler: gives the workers the shares of the first unfinished task. Finished shares are not repeated.

/**
 * @typedef {import('./executor.js').Share} Share
 *
 * @typedef {object} Task some work in shares
 * @property {() => string} inputs of the results; if it changes, results in progress are outdated
 * @property {() => string} key of the requested work
 * @property {() => Share[]} nextShares
 * @property {(share: Share, result: any, steps: number) => Share | void} addResult stores the result of a share and
 *   its steps; may return a share that can follow
 * @property {() => void} fail
 * @property {() => void} onChange
 * @property {number} bytes that a worker needs for a share
 * @property {import('./autostart.js').AutoStart} [autostart] the limit, if the task has one
 * @property {number} [left] the steps still to make
 */

/**
 * Milliseconds without a change after which the tasks after the first start. While a control moves, the workers
 * are free for the first task; while a visitor watches the first sweep, both cores of a small machine are free
 * for drawing.
 */
export const IDLE_DELAYS = { change: 150, visit: 1000 };

/** Tasks in the order in which they are done. */
export class Scheduler {
  /** @type {Task | undefined} */
  #task;
  #inputs = '';
  #key = '';
  /** The timer that applies the last change; 0 if none is waiting. */
  #timer = 0;
  idleDelay = IDLE_DELAYS.visit;

  /**
   * @param {import('./pool.js').Pool} pool
   * @param {Task[]} tasks
   */
  constructor(pool, tasks) {
    this.pool = pool;
    this.tasks = tasks;
  }

  /** Starts the work that is wanted now; called after every change. */
  go() {
    const task = this.#first();
    if (task && task === this.#task && task.key() === this.#key) return;
    this.#clearTimer();
    // The same work with more or fewer shares continues until the change is applied, unless it was stopped.
    const stopped = task?.autostart?.mayRun === false;
    if (task !== this.#task || task?.inputs() !== this.#inputs || stopped) {
      this.pool.stop();
      this.#task = undefined;
    }
    if (task === this.tasks[0]) this.#start();
    else if (task) this.#timer = window.setTimeout(() => this.#start(), this.idleDelay);
  }

  /** Whether there is no work, in progress or waiting. */
  get idle() {
    return !this.#first();
  }

  #first() {
    return this.tasks.find((one) => one.nextShares().length > 0);
  }

  #clearTimer() {
    clearTimeout(this.#timer);
    this.#timer = 0;
  }

  #start() {
    this.#clearTimer();
    const task = this.#first();
    this.#task = task;
    if (!task) {
      this.pool.stop();
      return;
    }
    this.#inputs = task.inputs();
    this.#key = task.key();
    const { autostart } = task;
    autostart?.start();
    // Steps of the shares that are done.
    let done = 0;
    this.pool.start(task.nextShares(), task.bytes, {
      onShare: (share, result, steps) => {
        done += steps;
        const next = task.addResult(share, result, steps);
        if (next) this.pool.add(next);
      },
      onSteps: (steps) => {
        // In a hidden page, browsers may suspend workers for any time.
        if (document.hidden) autostart?.start();
        else autostart?.measure(steps, (task.left ?? 0) - Math.max(0, steps - done));
        this.#stopIfTooLong(task);
      },
      onFinish: () => this.#continue(task),
      onFailure: () => {
        task.fail();
        this.#continue(task);
      },
    });
  }

  /** Stops a task that exceeds the auto-start limit. @param {Task} task */
  #stopIfTooLong(task) {
    if (task.autostart?.mayRun !== false || task.key() === this.#key) return;
    task.onChange();
    this.#start();
  }

  /** @param {Task} task that has ended */
  #continue(task) {
    // The user, who has just changed the first, may continue.
    if (task === this.tasks[0]) this.go();
    // A change is applied when the control rests, also if the work before it ends sooner.
    else if (this.#timer) this.#task = undefined;
    else this.#start();
  }
}
