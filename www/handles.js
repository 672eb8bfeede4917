// The two bounds as handles on the picture: dragged, or moved with the arrow keys.

import { create } from './dom.js';
import { short } from './text.js';

/**
 * @typedef {'lower' | 'upper'} Name
 * @typedef {{ toRate: (x: number) => number, toX: (lr: number) => number }} Axis in CSS pixels of the
 *   plot
 */

/** How much a key moves a bound: a fiftieth of a decade, or a fifth. */
const STEPS = { ArrowLeft: -0.02, ArrowDown: -0.02, ArrowRight: 0.02, ArrowUp: 0.02 };
const LEAPS = { PageDown: -0.2, PageUp: 0.2 };

/** CSS pixels of a handle. */
const WIDTH = 28;

/** Handles over the plot; not within it, which is a slider itself. */
export class Handles {
  /** @type {Record<Name, HTMLElement>} */
  #handles;
  /** @type {Partial<Record<Name, number>>} */
  #rates = {};
  /** @type {[number, number]} */
  #range = [0.1, 1];

  /**
   * @param {HTMLElement} layer what lies over the plot
   * @param {Axis} axis
   * @param {(name: Name, lr: number, done: boolean) => void} onMove
   */
  constructor(layer, axis, onMove) {
    this.layer = layer;
    this.axis = axis;
    this.onMove = onMove;
    this.#handles = { lower: this.#handle('lower'), upper: this.#handle('upper') };
  }

  /**
   * @param {Partial<Record<Name, number>>} rates
   * @param {[number, number]} range of the axis
   * @param {{ left: number, top: number, width: number, height: number }} place of the plot, in CSS
   *   pixels of the picture
   */
  show(rates, range, place) {
    for (const side of /** @type {const} */ (['left', 'top', 'width', 'height'])) {
      this.layer.style[side] = `${place[side]}px`;
    }
    this.#rates = rates;
    this.#range = range;
    const { lower, upper } = rates;
    const near =
      lower !== undefined &&
      upper !== undefined &&
      Math.abs(this.axis.toX(upper) - this.axis.toX(lower)) < WIDTH;
    // Two that touch stand one above the other, so that each can be taken.
    this.layer.classList.toggle('near', near);
    for (const name of /** @type {Name[]} */ (['lower', 'upper'])) {
      const [handle, lr] = [this.#handles[name], rates[name]];
      handle.hidden = lr === undefined;
      if (lr === undefined) continue;
      handle.style.left = `${this.axis.toX(Math.min(range[1], Math.max(range[0], lr)))}px`;
      handle.setAttribute('aria-valuemin', String(range[0]));
      handle.setAttribute('aria-valuemax', String(range[1]));
      handle.setAttribute('aria-valuenow', String(lr));
      handle.setAttribute('aria-valuetext', short(lr));
    }
  }

  /** @param {Name} name */
  #handle(name) {
    const handle = create('div', { className: `handle ${name}`, tabIndex: 0, hidden: true });
    handle.setAttribute('role', 'slider');
    handle.setAttribute('aria-label', `${name === 'lower' ? 'Lower' : 'Upper'} bound`);
    handle.addEventListener('pointerdown', (event) => {
      event.preventDefault();
      handle.focus();
      handle.setPointerCapture(event.pointerId);
    });
    handle.addEventListener('pointermove', (event) => {
      if (handle.hasPointerCapture(event.pointerId)) this.#drag(name, event, false);
    });
    handle.addEventListener('pointerup', (event) => {
      if (handle.hasPointerCapture(event.pointerId)) this.#drag(name, event, true);
    });
    handle.addEventListener('keydown', (event) => this.#key(name, event));
    this.layer.append(handle);
    return handle;
  }

  /**
   * @param {Name} name
   * @param {PointerEvent} event
   * @param {boolean} done
   */
  #drag(name, event, done) {
    const { left } = this.layer.getBoundingClientRect();
    this.#move(name, this.axis.toRate(event.clientX - left), done);
  }

  /** @param {Name} name @param {KeyboardEvent} event */
  #key(name, event) {
    const decades = { ...STEPS, ...LEAPS }[event.key];
    const lr = this.#rates[name];
    if (lr === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const [first, last] = this.#range;
    /** @type {Record<string, number>} */
    const ends = { Home: first, End: last };
    const target = decades === undefined ? ends[event.key] : lr * 10 ** decades;
    if (target === undefined) return;
    event.preventDefault();
    this.#move(name, target, true);
  }

  /**
   * Within the axis, and never past the other handle. Three digits: more cannot be meant.
   * @param {Name} name
   * @param {number} lr
   * @param {boolean} done
   */
  #move(name, lr, done) {
    const { lower = 0, upper = Infinity } = this.#rates;
    const [first, last] = this.#range;
    const least = name === 'upper' ? Math.max(first, lower * 1.01) : first;
    const most = name === 'lower' ? Math.min(last, upper / 1.01) : last;
    this.onMove(name, Number(Math.min(most, Math.max(least, lr)).toPrecision(3)), done);
  }
}
