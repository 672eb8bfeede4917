// The player: advances a sweep frame by frame, at the user's speed.

import { Sweep } from '../pkg/rangefinder.js';
import { DURATION } from './first-sweep.js';

/**
 * @typedef {import('../pkg/rangefinder.js').Status} Status
 * @typedef {'playing' | 'paused' | 'finished'} State
 * @typedef {object} Speed
 * @property {number} batches the largest number of batches per frame
 * @property {number} pause milliseconds from one such frame to the next
 * @property {number} [time] milliseconds for the whole sweep, if possible
 * @property {boolean} [hidden] whether only the end is shown
 *
 * @typedef {object} Curve
 * @property {Float64Array} lrs
 * @property {Float64Array} losses
 * @property {Float64Array} smoothed by the exponential average, which lags
 * @property {Float64Array} smooth by the kernel, which does not
 *
 * @typedef {object} Played a sweep and its progress
 * @property {string} sweep the settings that determine it
 * @property {Curve} curve
 * @property {Status} status
 * @property {State} state
 * @property {boolean} watched whether the user watches its steps
 * @property {import('../pkg/rangefinder.js').SweepReport} [report] once it has ended
 */

/** Milliseconds of each frame for the sweep; the rest of 16 is for drawing, which two workers on two cores slow down. */
const BUDGET = 5;

/** The speeds, by the names of the page's choices. @type {Record<string, Speed>} */
export const SPEEDS = {
  slow: { batches: 1, pause: 200 },
  opening: { batches: Infinity, pause: 0, time: DURATION },
  fast: { batches: Infinity, pause: 0 },
  end: { batches: Infinity, pause: 0, hidden: true },
};

/** @param {Sweep} sweep @returns {Curve} */
export function curveOf(sweep) {
  const [lrs, losses, smoothed] = [sweep.lrs(), sweep.losses(), sweep.smoothed_losses()];
  return { lrs, losses, smoothed, smooth: sweep.smooth() };
}

/** Plays one sweep at a time. */
export class Player {
  /** @type {Sweep | undefined} */
  #sweep;
  #link = '';
  /** @type {Status | undefined} */
  #status;
  #playing = false;
  /** @type {Speed | undefined} */
  #temporarySpeed;
  #frame = 0;
  #lastTime = 0;
  /** The start time of playing, minus the time played before. */
  #startTime = NaN;
  speed = SPEEDS.opening;

  /** @param {(sweep: Sweep, status: Status, state: State) => void} show called after every change */
  constructor(show) {
    this.show = show;
  }

  /**
   * Sets the sweep of a link, paused.
   * @param {string} link
   * @param {number} [stepsDone] the steps of it that are done already
   */
  load(link, stepsDone = 0) {
    this.stop();
    this.#sweep?.free();
    this.#link = link;
    this.#sweep = new Sweep(link);
    this.#advance(stepsDone);
    this.#notify();
  }

  /**
   * Plays or resumes; after the end, restarts.
   * @param {Speed} [speed] instead of the chosen one
   */
  play(speed) {
    if (this.state === 'finished') this.reset();
    this.#temporarySpeed = speed;
    this.#playing = true;
    this.#startTime = NaN;
    this.#frame = requestAnimationFrame((now) => this.#tick(now));
    this.#notify();
  }

  pause() {
    this.stop();
    this.#notify();
  }

  /** Pauses without showing it: a sweep that failed cannot be shown. */
  stop() {
    this.#playing = false;
    this.#temporarySpeed = undefined;
    cancelAnimationFrame(this.#frame);
  }

  /** Makes one step, then pauses. */
  step() {
    this.stop();
    this.#advance(1);
    this.#notify();
  }

  /** Returns to the first step, paused. */
  reset() {
    this.load(this.#link);
  }

  /** @param {string} name one of {@link SPEEDS} */
  setSpeed(name) {
    this.speed = SPEEDS[name];
  }

  /** Whether the user watches its steps. */
  get watched() {
    return this.state !== 'finished' && !this.#temporarySpeed;
  }

  /** @returns {State} */
  get state() {
    if (this.#status?.outcome) return 'finished';
    return this.#playing ? 'playing' : 'paused';
  }

  /** @param {number} now */
  #tick(now) {
    const speed = this.#temporarySpeed ?? this.speed;
    if (now - this.#lastTime >= speed.pause) {
      this.#lastTime = now;
      this.#advanceFrame(speed, this.#due(now, speed));
    }
    // Requested only now, so that a failed step has no next one.
    if (this.#playing) this.#frame = requestAnimationFrame((next) => this.#tick(next));
  }

  /** Makes the steps of a frame. @param {number} now @param {Speed} speed */
  #due(now, { batches, time }) {
    const { step, steps } = this.#status ?? { step: 0, steps: 0 };
    if (!time || !steps) return batches;
    if (Number.isNaN(this.#startTime)) this.#startTime = now - (time * step) / steps;
    return Math.ceil(((now - this.#startTime) / time) * steps) - step;
  }

  /** Makes as many steps as fit in one frame. @param {Speed} speed @param {number} stepsLeft steps */
  #advanceFrame({ hidden }, stepsLeft) {
    if (stepsLeft <= 0) return;
    const deadline = performance.now() + BUDGET;
    do this.#advance(1);
    while (--stepsLeft > 0 && this.state === 'playing' && performance.now() < deadline);
    if (this.state === 'finished') this.stop();
    if (!hidden || this.state === 'finished') this.#notify();
  }

  /** @param {number} steps */
  #advance(steps) {
    this.#status = this.#sweep?.advance(steps);
  }

  #notify() {
    if (this.#sweep && this.#status) this.show(this.#sweep, this.#status, this.state);
  }
}
