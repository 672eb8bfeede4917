// The two bounds as handles on the chart, which can be dragged or moved with the arrow keys.

import { create } from '../page/dom.js';
import { short } from '../text/numbers.js';

/**
 * @typedef {'lower' | 'upper'} Name
 * @typedef {{ toRate: (x: number) => number, toX: (lr: number) => number }} Axis in CSS pixels of the
 *   plot
 *
 * @typedef {object} Callbacks
 * @property {(name: Name) => string} text returns the setting of a bound
 * @property {(name: Name, text: string, done: boolean) => void} move called with the new setting
 *
 * @typedef {object} Drag
 * @property {Name} name
 * @property {number} pointer
 * @property {number} from where the pointer went down, in CSS pixels of the window
 * @property {number} lr the rate before the drag
 * @property {string} text the setting before the drag
 * @property {boolean} moved
 */

/** The decades by which a key moves a bound: a fiftieth, a fifth, or to the end. @type {Record<string, number>} */
const DECADES = {
  ArrowLeft: -0.02,
  ArrowDown: -0.02,
  ArrowRight: 0.02,
  ArrowUp: 0.02,
  PageDown: -0.2,
  PageUp: 0.2,
  Home: -Infinity,
  End: Infinity,
};

/** The largest movement of a pointer in a click, in CSS pixels. */
const CLICK_TOLERANCE = 3;

/** The width of a handle in CSS pixels. */
const WIDTH = 28;

/** Handles over the plot, not within it, because the plot is a slider itself. */
export class Handles {
  /** @type {Record<Name, HTMLElement>} */
  #handles;
  /** @type {Partial<Record<Name, number>>} */
  #rates = {};
  /** @type {[number, number]} */
  #range = [0.1, 1];
  /** @type {Drag | undefined} */
  #drag;

  /**
   * @param {HTMLElement} layer the element over the plot
   * @param {Axis} axis
   * @param {Callbacks} callbacks
   */
  constructor(layer, axis, callbacks) {
    this.layer = layer;
    this.axis = axis;
    this.callbacks = callbacks;
    this.#handles = { lower: this.#handle('lower'), upper: this.#handle('upper') };
  }

  /**
   * @param {Partial<Record<Name, number>>} rates
   * @param {[number, number]} range of the axis
   * @param {{ left: number, top: number, width: number, height: number }} plotRect in CSS
   *   pixels of the picture
   */
  show(rates, range, plotRect) {
    for (const side of /** @type {const} */ (['left', 'top', 'width', 'height'])) {
      this.layer.style[side] = `${plotRect[side]}px`;
    }
    this.#rates = rates;
    this.#range = range;
    const { lower, upper } = rates;
    const overlapping =
      lower !== undefined &&
      upper !== undefined &&
      Math.abs(this.axis.toX(upper) - this.axis.toX(lower)) < WIDTH;
    // Handles that overlap are placed one above the other, so that each can be dragged.
    this.layer.classList.toggle('near', overlapping);
    for (const name of /** @type {Name[]} */ (['lower', 'upper'])) {
      const [handle, lr] = [this.#handles[name], rates[name]];
      handle.hidden = lr === undefined;
      if (lr === undefined) continue;
      handle.style.left = `${this.#position(lr)}px`;
      // A bound may be beyond the axis.
      handle.setAttribute('aria-valuemin', String(Math.min(range[0], lr)));
      handle.setAttribute('aria-valuemax', String(Math.max(range[1], lr)));
      handle.setAttribute('aria-valuenow', String(lr));
      handle.setAttribute('aria-valuetext', short(lr));
    }
  }

  /** @param {Name} name */
  #handle(name) {
    const handle = create('div', { className: `handle ${name}`, tabIndex: 0, hidden: true });
    handle.setAttribute('role', 'slider');
    handle.setAttribute('aria-label', `${name === 'lower' ? 'Lower' : 'Upper'} bound`);
    handle.addEventListener('pointerdown', (event) => this.#startDrag(name, event));
    handle.addEventListener('pointermove', (event) => this.#moveDrag(event, false));
    handle.addEventListener('pointerup', (event) => this.#moveDrag(event, true));
    for (const type of ['pointercancel', 'lostpointercapture']) {
      handle.addEventListener(type, (event) => {
        if (/** @type {PointerEvent} */ (event).pointerId === this.#drag?.pointer)
          this.#cancelDrag();
      });
    }
    handle.addEventListener('keydown', (event) => this.#key(name, event));
    this.layer.append(handle);
    return handle;
  }

  /** Ends a drag at its present position. */
  endDrag() {
    this.#drag = undefined;
  }

  /** Begins a drag. @param {Name} name @param {PointerEvent} event */
  #startDrag(name, event) {
    const lr = this.#rates[name];
    // On a Mac, Control-click is a right click.
    if (event.button !== 0 || event.ctrlKey || !event.isPrimary || lr === undefined) return;
    event.preventDefault();
    const handle = this.#handles[name];
    handle.focus();
    handle.setPointerCapture(event.pointerId);
    const [pointer, from] = [event.pointerId, event.clientX];
    this.#drag = { name, pointer, from, lr, text: this.callbacks.text(name), moved: false };
  }

  /** Moves the bound with the pointer. @param {PointerEvent} event @param {boolean} done */
  #moveDrag(event, done) {
    const drag = this.#drag;
    if (event.pointerId !== drag?.pointer) return;
    const delta = event.clientX - drag.from;
    drag.moved ||= Math.abs(delta) > CLICK_TOLERANCE;
    if (done) this.endDrag();
    if (!drag.moved) return;
    const target = this.axis.toRate(this.#position(drag.lr) + delta);
    const lr = this.#clampedRate(drag.name, drag.lr, target, delta);
    this.callbacks.move(drag.name, lr === undefined ? drag.text : String(lr), done);
  }

  /** Cancels a drag. */
  #cancelDrag() {
    const drag = this.#drag;
    this.endDrag();
    if (drag?.moved) this.callbacks.move(drag.name, drag.text, true);
  }

  /** @param {Name} name @param {KeyboardEvent} event */
  #key(name, event) {
    const decades = DECADES[event.key];
    const lr = this.#rates[name];
    if (event.key === 'Escape') this.#cancelDrag();
    if (this.#drag || decades === undefined || lr === undefined) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const target = this.#clampedRate(name, lr, lr * 10 ** decades, decades);
    if (target !== undefined) this.callbacks.move(name, String(target), true);
  }

  /** The position of a rate, clamped to the axis. @param {number} lr */
  #position(lr) {
    const [first, last] = this.#range;
    return this.axis.toX(Math.min(last, Math.max(first, lr)));
  }

  /**
   * A rate within the axis and not past the other handle, rounded to three digits. Nothing if the move would go
   * in the wrong direction, as from beyond the axis.
   * @param {Name} name
   * @param {number} from the rate before
   * @param {number} to the requested rate
   * @param {number} delta the sign of the move
   */
  #clampedRate(name, from, to, delta) {
    const { lower = 0, upper = Infinity } = this.#rates;
    const [first, last] = this.#range;
    const clamped = Math.min(last, Math.max(first, to));
    const lr = name === 'upper' ? Math.max(clamped, lower * 1.01) : Math.min(clamped, upper / 1.01);
    return (lr - from) * delta > 0 ? Number(lr.toPrecision(3)) : undefined;
  }
}
