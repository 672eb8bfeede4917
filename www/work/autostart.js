// The auto-start limit: work that would take long waits until the user starts it. Its duration is estimated by
// starting it and measuring its pace.

/** Milliseconds of work that start automatically. */
const LIMIT = 8000;
/**
 * Milliseconds over which the pace is measured, and the number of such windows before it counts. The first
 * windows include start-up costs, such as the browser's compilation in two stages.
 */
const WINDOW = 300;
const WARM_UP = 4;
/** The ratio to the pace of the previous window from which on a pace counts as steady. */
const STABLE_RATIO = 0.75;
/** Milliseconds after which the pace counts in any case: one step may take longer. */
const MAX_MEASURING = 2500;

/** @typedef {{ time: number, steps: number }} Mark a time in milliseconds, and the number of steps made by then */

export class AutoStart {
  /** Whether the work waits for the user. */
  waiting = false;
  /** Whether the workers have failed. */
  failed = false;
  #decided = false;
  /** Milliseconds per step of all workers together; NaN before it is measured. */
  #pace = NaN;
  /** The first steps since the start or the last resume. @type {Mark | undefined} */
  #first;
  /** Whether the pace is still being measured. */
  #measuring = false;
  /** The number of windows so far, and the end of the last one. @type {{ count: number, end?: Mark }} */
  #windows = { count: 0 };

  /** Resets everything for other work. */
  reset() {
    this.waiting = this.failed = this.#decided = false;
    this.#pace = NaN;
  }

  /** Starts or resumes the work. */
  start() {
    this.#first = undefined;
    this.#windows = { count: 0 };
    this.#measuring = true;
  }

  /**
   * Measures the pace.
   * @param {number} steps made so far, including those before a resume
   * @param {number} stepsLeft steps still to make
   */
  measure(steps, stepsLeft) {
    const now = { time: performance.now(), steps };
    // What precedes the first steps, such as loading a module, is not repeated.
    this.#first ??= now;
    const { count, end = this.#first } = this.#windows;
    if (now.time - end.time < WINDOW || steps === end.steps) return;
    this.#windows = { count: count + 1, end: now };
    const pace = paceBetween(end, now);
    const warmedUp = count >= WARM_UP && pace > STABLE_RATIO * this.#pace;
    const late = now.time - this.#first.time > MAX_MEASURING;
    // Long steps of several workers end together, so in the long run the total pace counts.
    this.#pace = late ? paceBetween(this.#first, now) : pace;
    if (!this.#measuring || !(warmedUp || late)) return;
    this.#measuring = false;
    // Work that would take long is held, but only once.
    if (!this.#decided) this.waiting = this.time(stepsLeft) > LIMIT;
    this.#decided = true;
  }

  /** The estimated milliseconds for a number of steps; NaN if unknown. @param {number} steps */
  time(steps) {
    return this.#pace * steps;
  }

  /** Pauses the work, for the user. */
  pause() {
    this.waiting = true;
  }

  /** Starts the work, for the user. */
  go() {
    this.#decided = true;
    this.waiting = this.failed = false;
  }

  get mayRun() {
    return !this.waiting && !this.failed;
  }
}

/** Milliseconds per step. @param {Mark} start @param {Mark} end */
function paceBetween(start, end) {
  return (end.time - start.time) / (end.steps - start.steps);
}
