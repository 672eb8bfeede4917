// The first sweep of a visit whose link sets nothing. It is played while the rest of the page is being loaded. The page
// goes on with a sweep of its own from the same step, which has the same bits.

import { FirstSweep, initSync } from '../pkg-first/first.js';
import { unpack } from './packed-rows.js';

/** @typedef {(curve: import('./player.js').Curve, range: [number, number]) => void} Show its rates are in the range */

/** Milliseconds for the whole sweep. */
export const DURATION = 2000;

/**
 * Starts the sweep. Without its data or its module, the page starts with its own sweep.
 * @param {NonNullable<import('./requests.js').Requests['first']>} request
 */
export async function playFirst(request) {
  try {
    const [packed, module] = await request;
    const table = unpack(packed);
    if (!table) return undefined;
    // At once: what waits here would come after the layout of the whole page.
    initSync({ module });
    return new FirstPlay(table, new FirstSweep(table.features, table.targets));
  } catch {
    return undefined;
  }
}

export class FirstPlay {
  #startTime = performance.now();
  #stepsDone = 0;
  #frame = 0;

  /** @type {Show} */
  #show = () => {};

  /** @param {import('./packed-rows.js').Table} table its data @param {FirstSweep} sweep */
  constructor(table, sweep) {
    this.table = table;
    this.sweep = sweep;
    this.#advance(1);
    performance.mark('first step');
    this.#requestFrame();
  }

  /** Shows it now and after further steps. @param {Show} show */
  follow(show) {
    this.#show = show;
    this.#notify();
  }

  /** Stops. Returns the number of steps made. */
  stop() {
    cancelAnimationFrame(this.#frame);
    return this.#stepsDone;
  }

  #requestFrame() {
    this.#frame = requestAnimationFrame((now) => {
      const steps = this.sweep.steps();
      const due = Math.min(steps, Math.ceil(((now - this.#startTime) / DURATION) * steps));
      this.#advance(Math.max(0, due - this.#stepsDone));
      this.#notify();
      if (this.#stepsDone < steps) this.#requestFrame();
    });
  }

  #notify() {
    const { sweep } = this;
    const [lrs, losses, empty] = [sweep.lrs(), sweep.losses(), new Float64Array()];
    const range = /** @type {[number, number]} */ ([sweep.start_lr(), sweep.end_lr()]);
    this.#show({ lrs, losses, smoothed: empty, smooth: empty }, range);
  }

  /** @param {number} steps */
  #advance(steps) {
    this.sweep.advance(steps);
    this.#stepsDone += steps;
  }
}
