// Whether some work may be done: what would take long waits for the user's word. How long it would take
// is measured on the work itself, which is begun for that.

/** Milliseconds of work that are done unasked. */
const LIMIT = 8000;
/**
 * Milliseconds over which the pace is measured, and how many such windows there are before it counts.
 * The first ones have what only beginnings cost: code that is compiled, first in haste and then better.
 */
const WINDOW = 300;
const WARM_UP = 4;
/** The share of the pace of the window before it from which on a pace is no longer getting better. */
const STEADY = 0.75;
/** Milliseconds after which the pace counts as it is: one step may take longer. */
const TRIAL = 2500;

export class AutoStart {
  /** Whether the user is to say when. */
  held = false;
  /** Whether the workers have failed at it. */
  failed = false;
  #asked = false;
  /** Milliseconds of a step, all workers together; not a number before it is measured. */
  #pace = NaN;
  /** When the work began, or went on, and after how many steps. */
  #begun = { time: 0, steps: 0 };
  /** Whether its pace has not counted yet. */
  #trial = false;
  /** Where the newest window began: how many there were, when, and after how many steps. */
  #mark = { windows: 0, time: 0, steps: 0 };

  /** Of other work. */
  reset() {
    this.held = this.failed = this.#asked = false;
    this.#pace = NaN;
  }

  /** It begins, or goes on. @param {number} [steps] that have been made before */
  begin(steps = 0) {
    this.#begun = { time: performance.now(), steps };
    this.#trial = true;
    this.#mark = { windows: 0, ...this.#begun };
  }

  /**
   * Learns how fast it goes.
   * @param {number} steps that have been made, with those before it went on
   * @param {number} left those that are to be made
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
    // Long steps of several workers end together: in the long run it is the pace of all that counts.
    this.#pace = late ? (now - begun.time) / (steps - begun.steps) : pace;
    if (!this.#trial || !(warm || late)) return;
    this.#trial = false;
    // What would take long does not go on unasked; what has been weighed is not weighed again.
    if (!this.#asked) this.held = this.time(left) > LIMIT;
    this.#asked = true;
  }

  /** Milliseconds that so many steps will take; not a number if nobody knows. @param {number} steps */
  time(steps) {
    return this.#pace * steps;
  }

  /** The user says stop. */
  pause() {
    this.held = true;
  }

  /** The user says go. */
  go() {
    this.#asked = true;
    this.held = this.failed = false;
  }

  get given() {
    return !this.held && !this.failed;
  }
}
