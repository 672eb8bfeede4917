// The log that the notebook prints, as a table.

import { effect } from '@preact/signals-core';
import { byId } from '../page/dom.js';
import { Rows } from '../page/rows.js';
import { batch, logged, loggedLoss } from '../text/numbers.js';

/** @typedef {import('../charts/sweep-chart.js').Curve} Curve */

/** @param {import('../state.js').State} state */
export function startLog(state) {
  const log = new Log(byId('log-box', HTMLElement), byId('log', HTMLTableElement));
  effect(() => {
    if (!state.played.value) return;
    const { curve, sweep, state: now } = state.played.value;
    log.show(curve, sweep, now === 'playing');
  });
}

/** A table that grows with the sweep. */
class Log {
  #rows;
  /** The sweep whose rows they are. */
  #sweep = '';
  /** Whether the newest row is kept in view: until the user scrolls away from it. */
  #follows = true;
  /** Where the newest row was in view last. */
  #top = 0;
  /** When rows were last added. */
  #shown = 0;

  /**
   * @param {HTMLElement} box what scrolls
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
    // The page is laid out for it: once in a frame, in which it is anyhow.
    this.#rows = new Rows(table, () => (frame ||= requestAnimationFrame(follow)));
    // Of its own scrolling it is told when there may be more rows.
    box.addEventListener('scroll', () => {
      this.#follows = box.scrollTop > this.#top - 40;
    });
  }

  /**
   * Adds the rows that are new; another sweep, or a curve that is shorter than the table, begins it
   * anew.
   * @param {Curve} curve
   * @param {string} sweep whose it is
   * @param {boolean} playing whether more rows come by themselves
   */
  show(curve, sweep, playing) {
    if (sweep !== this.#sweep || curve.lrs.length < this.#rows.count) {
      this.#sweep = sweep;
      this.#rows.clear();
      this.#follows = true;
      this.#top = 0;
    }
    if (curve.lrs.length === this.#rows.count) return;
    // A browser takes longer than a frame to lay out a long table, so that one grows less often.
    const now = performance.now();
    if (playing && this.#rows.count > 500 && now - this.#shown < 250) return;
    this.#shown = now;
    void this.#rows.fill((step) => texts(curve, step));
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
