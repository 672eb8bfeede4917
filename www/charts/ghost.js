// Curves of other settings: the one before a change, which fades, and the pinned one.

import { drawLine } from './plot.js';
import { color } from './theme.js';

/**
 * @typedef {{ lrs: number[], median: number[] }} Median
 * @typedef {Median & { answer?: number }} Pinned with the recommended rate
 */

/** Milliseconds between two shades of the fading, and their number. */
const FADE = 150;
const SHADES = matchMedia('(prefers-reduced-motion: reduce)').matches ? 1 : 12;
const DARKEST = 0.8;

export class Ghost {
  /** @type {Median | undefined} */
  #median;
  #alpha = 0;
  #timer = 0;
  /** Whether the control that changed the settings is being dragged. */
  #dragging = false;

  /** @param {() => void} redraw */
  constructor(redraw) {
    this.redraw = redraw;
  }

  /**
   * Follows a change of the curve. While a control is dragged, the ghost is the curve before the drag.
   * @param {Median | undefined} before
   * @param {Median | undefined} next
   * @param {boolean} dragging
   */
  follow(before, next, dragging) {
    this.#dragging = dragging;
    if (!before || before === next) return;
    if (!dragging || !this.#median) this.#median = before;
    this.#alpha = DARKEST;
    this.#fadeSoon();
  }

  drop() {
    this.#median = undefined;
  }

  /** @param {import('uplot')} plot @param {Median} [pinned] */
  draw(plot, pinned) {
    if (pinned) drawGhost(plot, pinned, 1);
    if (this.#median) drawGhost(plot, this.#median, this.#alpha);
  }

  #fadeSoon() {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#fade(), SHADES > 1 ? FADE : 10 * FADE);
  }

  #fade() {
    if (!this.#dragging) this.#alpha -= DARKEST / SHADES;
    if (this.#alpha < 0.01) this.#median = undefined;
    else this.#fadeSoon();
    this.redraw();
  }
}

/** @param {import('uplot')} plot @param {Median} median @param {number} alpha */
function drawGhost(plot, { lrs, median: y }, alpha) {
  drawLine(plot, lrs, { y }, { ink: color('muted'), dash: [2, 3], width: 2, alpha });
}
