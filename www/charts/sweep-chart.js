// The picture: loss against learning rate on a canvas. It draws what it is given, and knows no
// statistics.

import { AXES } from '../text/labels.js';
import uPlot from 'uplot';
import { create } from '../page/dom.js';
import { Handles } from './handles.js';
import { boldness, color } from './theme.js';
import { all, axis, drawBounds, plotIn, rateTicks, texts, withoutMouse } from './plot.js';
import { drawSpreads, spreadsRoom } from './spreads.js';
import { drawBeyond, drawLowest, drawSuggestions, lossTop } from './sweep-layers.js';

/**
 * @typedef {object} Curve
 * @property {Float64Array} lrs
 * @property {Float64Array} losses
 * @property {Float64Array} smoothed
 *
 * @typedef {object} Picture
 * @property {Curve} curve
 * @property {[number, number]} range the rates at the ends of the axis
 * @property {number} [least] the step of the least smoothed loss
 * @property {import('../pkg/rangefinder.js').Suggestions} [suggestions] once the sweep has ended
 * @property {import('../pkg/rangefinder.js').Summary} [summary] of many seeds, once they have ended
 * @property {Partial<Record<import('./handles.js').Name, number>>} bounds
 */

/** Room above the plot for the names of the suggestions, in CSS pixels. */
const HEADROOM = 44;

/** Of the smoothed line and of the median: their places among the series, and CSS pixels. */
const WIDTHS = [
  [2, 2.5],
  [5, 1.5],
];

/** A chart in an element that is focusable and sized by CSS. */
export class SweepChart {
  /** @type {Picture} */
  #picture = { curve: empty(), range: [0.1, 1], bounds: {} };
  /** The step that is read out, if any. @type {number | null} */
  #selected = null;
  /** The rate beyond which descent is not stable at that step, if it is known. @type {number | undefined} */
  #edge;
  /** What marks it: over the plot, which so need not be drawn anew. */
  #edgeMark = create('div', { className: 'edge', hidden: true });
  #plot;
  /** @type {Handles | undefined} */
  #handles;

  /**
   * @param {HTMLElement} element
   * @param {HTMLElement} layer for handles, which lies over it
   * @param {(step: number | null) => void} onSelect told which step is pointed at
   * @param {import('./handles.js').On} onBound asked and told about the bounds
   * @param {number} suggestions how many there are
   */
  constructor(element, layer, onSelect, onBound, suggestions) {
    this.element = element;
    this.onSelect = onSelect;
    this.#plot = plotIn(element, this.#options(suggestions), [[], [], [], [], [], []]);
    const plot = this.#plot;
    plot.over.append(this.#edgeMark);
    const axis = {
      toRate: (/** @type {number} */ x) => plot.posToVal(x, 'x'),
      toX: (/** @type {number} */ lr) => plot.valToPos(lr, 'x'),
    };
    this.#handles = new Handles(layer, axis, onBound);
    this.#listen();
  }

  /** @param {Picture} picture */
  show(picture) {
    this.#picture = picture;
    const { lrs, losses, smoothed } = picture.curve;
    // A loss beyond the top is drawn as a triangle, not as a point.
    const top = lossTop(picture);
    const points = Array.from(losses, (loss) => (loss <= top ? loss : null));
    // Both have the rates of one schedule, as far as each got.
    const { summary } = picture;
    const x = summary && summary.lrs.length > lrs.length ? summary.lrs : lrs;
    // An infinite loss is as far beyond the top as any other.
    const [high, low, median] = [summary?.high, summary?.low, summary?.median].map((column) =>
      Array.from(x, (_, step) => (column ? Math.min(column[step] ?? 2 * top, 2 * top) : null)),
    );
    const line = Array.from(x, (_, step) => smoothed[step]);
    this.#plot.setData([x, points, line, high, low, median]);
  }

  #placeHandles() {
    // Not asked of the page, which would have to lay itself out for the answer, frame by frame.
    const { left, top, width, height } = this.#plot.bbox;
    const [x, y, across, down] = [left, top, width, height].map((size) => size / uPlot.pxRatio);
    const place = { left: x, top: y, width: across, height: down };
    this.#handles?.show(this.#picture.bounds, this.#picture.range, place);
  }

  /** Ends what the reader drags. */
  release() {
    this.#handles?.release();
  }

  /** Marks the step that is read out. @param {number | null} step */
  select(step) {
    this.#selected = step;
    this.#pointAtSelected();
  }

  /** @param {number | null} step */
  #choose(step) {
    this.#selected = step;
    this.onSelect(step);
  }

  /** Marks the edge of stability at the step that is read out. @param {number} [edge] */
  markEdge(edge) {
    if (edge === this.#edge) return;
    this.#edge = edge;
    this.#placeEdge();
  }

  /**
   * Tells assistive technology where the read-out is. To it the chart is a slider along the steps,
   * so that moving by keys is announced, and only that.
   * @param {number} step
   * @param {string} text
   */
  describe(step, text) {
    const { element } = this;
    element.setAttribute('aria-valuemin', '0');
    element.setAttribute('aria-valuemax', String(Math.max(0, this.#picture.curve.lrs.length - 1)));
    element.setAttribute('aria-valuenow', String(Math.max(0, step)));
    element.setAttribute('aria-valuetext', text);
  }

  /** @param {number} suggestions @returns {Parameters<typeof plotIn>[1]} */
  #options(suggestions) {
    return {
      padding: [HEADROOM, 14, spreadsRoom(suggestions), 0],
      // The page's own listeners also take touch and keys.
      cursor: { y: false, drag: { x: false }, bind: withoutMouse(), points: { size: 9 } },
      scales: {
        x: { time: false, distr: 3, range: () => this.#picture.range },
        y: { range: () => [0, lossTop(this.#picture)] },
      },
      axes: [
        axis({
          label: AXES.lr,
          size: 28,
          splits: rateTicks,
          filter: all,
          values: texts,
        }),
        axis({ label: AXES.loss, size: 48, space: 40, values: texts }),
      ],
      series: [
        {},
        {
          paths: () => null,
          points: { show: true, size: 6, width: 0, fill: () => color('point') },
        },
        { stroke: () => color('line'), points: { show: false } },
        { points: { show: false } },
        { points: { show: false } },
        { stroke: () => color('median'), points: { show: false } },
      ],
      bands: [{ series: [3, 4], fill: () => color('band') }],
      hooks: {
        drawClear: [
          ({ series }) =>
            WIDTHS.forEach(([one, width]) => (series[one].width = width * boldness())),
        ],
        drawAxes: [
          (plot) => drawBounds(plot, this.#picture.bounds, this.#picture.range),
          (plot) => drawLowest(plot, this.#picture),
        ],
        draw: [
          (plot) => drawBeyond(plot, this.#picture),
          (plot) => drawSuggestions(plot, this.#picture),
          (plot) => drawSpreads(plot, this.#picture.summary?.spreads),
          // Only now are the axes those of the picture.
          () => this.#placeHandles(),
          () => this.#placeEdge(),
          () => this.#pointAtSelected(),
        ],
      },
    };
  }

  /** From the rate axis up, a line and a triangle at the edge of stability. */
  #placeEdge() {
    const edge = this.#edge;
    const [first, last] = this.#picture.range;
    const mark = this.#edgeMark;
    mark.hidden = edge === undefined || edge < first || edge > last;
    if (edge !== undefined) mark.style.left = `${this.#plot.valToPos(edge, 'x')}px`;
  }

  #pointAtSelected() {
    const lr = this.#selected === null ? undefined : this.#picture.curve.lrs[this.#selected];
    const left = lr === undefined ? -10 : this.#plot.valToPos(lr, 'x');
    this.#plot.setCursor({ left, top: lr === undefined ? -10 : 0 });
  }

  #listen() {
    const { over } = this.#plot;
    /** @param {PointerEvent} event */
    const point = (event) => {
      if (this.#picture.curve.lrs.length === 0) return;
      const step = this.#plot.posToIdx(event.clientX - over.getBoundingClientRect().left);
      this.#choose(Math.min(step, this.#picture.curve.lrs.length - 1));
    };
    over.addEventListener('pointerdown', point);
    over.addEventListener('pointermove', point);
    over.addEventListener('pointerleave', (event) => {
      // A finger that is lifted leaves its read-out for the eye.
      if (event.pointerType === 'mouse') this.#choose(null);
    });
    this.element.addEventListener('keydown', (event) => this.#key(event));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const last = this.#picture.curve.lrs.length - 1;
    const from = this.#selected ?? last;
    /** @type {Record<string, number | null>} */
    const targets = {
      ArrowLeft: from - 1,
      ArrowDown: from - 1,
      ArrowRight: from + 1,
      ArrowUp: from + 1,
      PageDown: from - 10,
      PageUp: from + 10,
      Home: 0,
      End: last,
      Escape: null,
    };
    const target = targets[event.key];
    if (target === undefined || last < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.#choose(target === null ? null : Math.min(last, Math.max(0, target)));
  }
}

/** @returns {Curve} */
function empty() {
  return { lrs: new Float64Array(), losses: new Float64Array(), smoothed: new Float64Array() };
}
