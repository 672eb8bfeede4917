// Whether some work may be done: what would take long waits for the reader's word. How long it would take
// is measured on the work itself, which is begun for that.

/** Milliseconds of work that are done unasked. */
const LIMIT = 8000;
/**
 * Milliseconds over which the pace is measured. The first of such windows has what only beginnings cost:
 * code that is compiled, data that are scaled.
 */
const WINDOW = 250;

export class Consent {
  /** Whether the reader is to say when. */
  held = false;
  /** Whether the workers have failed at it. */
  failed = false;
  #asked = false;
  /** Milliseconds of a step, all workers together; not a number before it is measured. */
  #pace = NaN;
  /** Where the newest window began: how many there were, when, and after how many steps. */
  #mark = { windows: 0, time: -Infinity, steps: 0 };

  /** Of other work. */
  reset() {
    this.held = this.failed = this.#asked = false;
    this.#pace = NaN;
  }

  /** Before it begins, or goes on. @param {number} left steps to make */
  begin(left) {
    this.#mark = { windows: 0, time: -Infinity, steps: 0 };
    this.#weigh(left);
  }

  /**
   * Learns how fast it goes.
   * @param {number} steps that have been made since it began
   * @param {number} left those that are to be made
   */
  measure(steps, left) {
    const now = performance.now();
    const { windows, time, steps: before } = this.#mark;
    if (now - time < WINDOW) return;
    this.#mark = { windows: windows + 1, time: now, steps };
    if (windows > 0) this.#pace = (now - time) / (steps - before);
    if (windows === 2) this.#weigh(left);
  }

  /** Milliseconds that so many steps will take; not a number if nobody knows. @param {number} steps */
  time(steps) {
    return this.#pace * steps;
  }

  /** The reader says stop. */
  pause() {
    this.held = true;
  }

  /** The reader says go. */
  go() {
    this.#asked = true;
    this.held = this.failed = false;
  }

  get given() {
    return !this.held && !this.failed;
  }

  /** What would take long does not go on unasked. @param {number} left */
  #weigh(left) {
    if (!this.#asked && this.time(left) > LIMIT) this.held = true;
  }
}
