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

export class AutoStart {
  /** Whether the work waits for the user. */
  waiting = false;
  /** Whether the workers have failed. */
  failed = false;
  #decided = false;
  /** Milliseconds per step of all workers together; NaN before it is measured. */
  #pace = NaN;
  /** When the work started or resumed, and after how many steps. */
  #start = { time: 0, steps: 0 };
  /** Whether the pace is still being measured. */
  #measuring = false;
  /** The start of the newest window: the number of windows before it, its time and its steps. */
  #window = { windows: 0, time: 0, steps: 0 };

  /** Resets everything for other work. */
  reset() {
    this.waiting = this.failed = this.#decided = false;
    this.#pace = NaN;
  }

  /** Starts or resumes the work. @param {number} [steps] made before */
  start(steps = 0) {
    this.#start = { time: performance.now(), steps };
    this.#measuring = true;
    this.#window = { windows: 0, ...this.#start };
  }

  /**
   * Measures the pace.
   * @param {number} steps made so far, including those before a resume
   * @param {number} stepsLeft steps still to make
   */
  measure(steps, stepsLeft) {
    const now = performance.now();
    const { windows, time, steps: before } = this.#window;
    if (now - time < WINDOW) return;
    this.#window = { windows: windows + 1, time: now, steps };
    const pace = (now - time) / (steps - before);
    const warmedUp = windows >= WARM_UP && pace > STABLE_RATIO * this.#pace;
    const start = this.#start;
    const late = windows > 0 && now - start.time > MAX_MEASURING;
    // Long steps of several workers end together, so in the long run the total pace counts.
    this.#pace = late ? (now - start.time) / (steps - start.steps) : pace;
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
