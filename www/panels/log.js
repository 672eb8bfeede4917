// The log of the sweep as a table, in the original notebook's format, filled only while its section is open.

import { effect } from '@preact/signals-core';
import { byId } from '../page/dom.js';
import { openSignal } from '../page/folds.js';
import { Rows } from '../page/rows.js';
import { batch, logged, loggedLoss } from '../text/numbers.js';

/** @typedef {import('../charts/sweep-chart.js').Curve} Curve */

/** @param {import('../state.js').State} state */
export function startLog(state) {
  const log = new Log(byId('log-box', HTMLElement), byId('log', HTMLTableElement));
  const open = openSignal('tables');
  effect(() => {
    if (!state.played.value) return;
    const { curve, sweep, state: now } = state.played.value;
    if (open.value) log.show(curve, sweep, now === 'playing');
    else log.clear();
  });
}

/** A table that grows with the sweep. */
class Log {
  #rows;
  /** The sweep of the rows. */
  #sweep = '';
  /** Whether the newest row stays in view: until the user scrolls away from it. */
  #follows = true;
  /** The last scroll position with the newest row in view. */
  #top = 0;
  /** When rows were last added. */
  #shown = 0;

  /**
   * @param {HTMLElement} box the scrolling element
   * @param {HTMLTableElement} table
   */
  constructor(box, table) {
    let frame = 0;
    const follow = () => {
      frame = 0;
      if (!this.#follows) return;
      box.scrollTop = box.scrollHeight;
      this.#top = box.scrollTop;
    };
    // At most once per frame, because it forces a layout, also of a closed section, which otherwise needs none.
    this.#rows = new Rows(table, () => (frame ||= requestAnimationFrame(follow)));
    // Events of its own scrolling may arrive after more rows were added.
    box.addEventListener('scroll', () => {
      this.#follows = box.scrollTop > this.#top - 40;
    });
  }

  /**
   * Adds new rows. Another sweep, or a curve shorter than the table, clears it first.
   * @param {Curve} curve
   * @param {string} sweep of the curve
   * @param {boolean} playing whether more rows will follow
   */
  show(curve, sweep, playing) {
    if (sweep !== this.#sweep || curve.lrs.length < this.#rows.count) {
      this.#sweep = sweep;
      this.clear();
    }
    if (curve.lrs.length === this.#rows.count) return;
    // Laying out a long table takes longer than a frame, so a long one is updated less often.
    const now = performance.now();
    if (playing && this.#rows.count > 500 && now - this.#shown < 250) return;
    this.#shown = now;
    void this.#rows.fill((step) => texts(curve, step));
  }

  /** Removes all rows. */
  clear() {
    if (this.#rows.count === 0) return;
    this.#rows.clear();
    this.#follows = true;
    this.#top = 0;
  }
}

/**
 * @param {Curve} curve
 * @param {number} step
 */
function texts({ lrs, losses, smoothed }, step) {
  if (step >= lrs.length) return undefined;
  return [batch(step), logged(lrs[step]), loggedLoss(losses[step]), loggedLoss(smoothed[step])];
}
