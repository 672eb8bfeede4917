// The clock: advances a sweep frame by frame, at the speed the reader sets.

import { Sweep } from '../pkg/rangefinder.js';

/**
 * @typedef {import('../pkg/rangefinder.js').Status} Status
 * @typedef {'playing' | 'paused' | 'finished'} State
 * @typedef {object} Speed
 * @property {number} batches at most, in one frame
 * @property {number} pause milliseconds from one such frame to the next
 * @property {boolean} [hidden] whether only the end is shown
 */

/** Milliseconds of each frame for the sweep; what is left of 16 draws. */
const BUDGET = 8;

/** Named as the page's choices are. @type {Record<string, Speed>} */
export const SPEEDS = {
  slow: { batches: 1, pause: 200 },
  frame: { batches: 1, pause: 0 },
  ten: { batches: 10, pause: 0 },
  fast: { batches: Infinity, pause: 0 },
  end: { batches: Infinity, pause: 0, hidden: true },
};

/** Plays one sweep at a time. */
export class Player {
  /** @type {Sweep | undefined} */
  #sweep;
  #link = '';
  /** @type {Status | undefined} */
  #status;
  #playing = false;
  /** @type {Speed | undefined} */
  #hurry;
  #frame = 0;
  #last = 0;
  speed = SPEEDS.frame;

  /** @param {(sweep: Sweep, status: Status, state: State) => void} show called after every change */
  constructor(show) {
    this.show = show;
  }

  /**
   * Takes the sweep that a link names, at its first step, paused.
   * @param {string} link
   */
  load(link) {
    this.stop();
    this.#sweep?.free();
    this.#link = link;
    this.#sweep = new Sweep(link);
    this.#advance(0);
    this.#tell();
  }

  /**
   * Goes on; after the end, from the start.
   * @param {Speed} [speed] instead of the reader's
   */
  play(speed) {
    if (this.state === 'finished') this.reset();
    this.#hurry = speed;
    this.#playing = true;
    this.#frame = requestAnimationFrame((now) => this.#tick(now));
    this.#tell();
  }

  pause() {
    this.stop();
    this.#tell();
  }

  /** Pauses without a word of it: a sweep that broke cannot be shown. */
  stop() {
    this.#playing = false;
    cancelAnimationFrame(this.#frame);
  }

  /** One batch, then a pause. */
  step() {
    this.stop();
    this.#advance(1);
    this.#tell();
  }

  /** Back to the first step, paused. */
  reset() {
    this.load(this.#link);
  }

  /** @param {string} name one of {@link SPEEDS} */
  setSpeed(name) {
    this.speed = SPEEDS[name];
  }

  /** @returns {State} */
  get state() {
    if (this.#status?.outcome) return 'finished';
    return this.#playing ? 'playing' : 'paused';
  }

  /** @param {number} now */
  #tick(now) {
    const speed = this.#hurry ?? this.speed;
    if (now - this.#last >= speed.pause) {
      this.#last = now;
      this.#move(speed);
    }
    // Only now: after a step that fails there is no next one.
    if (this.#playing) this.#frame = requestAnimationFrame((next) => this.#tick(next));
  }

  /** As far as it goes in one frame. @param {Speed} speed */
  #move({ batches, hidden }) {
    const deadline = performance.now() + BUDGET;
    let left = batches;
    do this.#advance(1);
    while (--left > 0 && this.state === 'playing' && performance.now() < deadline);
    if (this.state === 'finished') this.stop();
    if (!hidden || this.state === 'finished') this.#tell();
  }

  /** @param {number} steps */
  #advance(steps) {
    this.#status = this.#sweep?.advance(steps);
  }

  #tell() {
    if (this.#sweep && this.#status) this.show(this.#sweep, this.#status, this.state);
  }
}
