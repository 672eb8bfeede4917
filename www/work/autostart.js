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
const STEADY = 0.75;
/** Milliseconds after which the pace counts in any case: one step may take longer. */
const TRIAL = 2500;

export class AutoStart {
  /** Whether the work waits for the user. */
  held = false;
  /** Whether the workers have failed. */
  failed = false;
  #asked = false;
  /** Milliseconds per step of all workers together; NaN before it is measured. */
  #pace = NaN;
  /** When the work started or resumed, and after how many steps. */
  #begun = { time: 0, steps: 0 };
  /** Whether the pace is still being measured. */
  #trial = false;
  /** The start of the newest window: the number of windows before it, its time and its steps. */
  #mark = { windows: 0, time: 0, steps: 0 };

  /** Resets everything for other work. */
  reset() {
    this.held = this.failed = this.#asked = false;
    this.#pace = NaN;
  }

  /** Starts or resumes the work. @param {number} [steps] made before */
  begin(steps = 0) {
    this.#begun = { time: performance.now(), steps };
    this.#trial = true;
    this.#mark = { windows: 0, ...this.#begun };
  }

  /**
   * Measures the pace.
   * @param {number} steps made so far, including those before a resume
   * @param {number} left steps still to make
   */
  measure(steps, left) {
    const now = performance.now();
    const { windows, time, steps: before } = this.#mark;
    if (now - time < WINDOW) return;
    this.#mark = { windows: windows + 1, time: now, steps };
    const pace = (now - time) / (steps - before);
    const warm = windows >= WARM_UP && pace > STEADY * this.#pace;
    const begun = this.#begun;
    const late = windows > 0 && now - begun.time > TRIAL;
    // Long steps of several workers end together, so in the long run the total pace counts.
    this.#pace = late ? (now - begun.time) / (steps - begun.steps) : pace;
    if (!this.#trial || !(warm || late)) return;
    this.#trial = false;
    // Work that would take long is held, but only once.
    if (!this.#asked) this.held = this.time(left) > LIMIT;
    this.#asked = true;
  }

  /** The estimated milliseconds for a number of steps; NaN if unknown. @param {number} steps */
  time(steps) {
    return this.#pace * steps;
  }

  /** Pauses the work, for the user. */
  pause() {
    this.held = true;
  }

  /** Starts the work, for the user. */
  go() {
    this.#asked = true;
    this.held = this.failed = false;
  }

  get given() {
    return !this.held && !this.failed;
  }
}
