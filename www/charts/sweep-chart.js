// The chart of the sweep: loss against learning rate, on a canvas. It only draws, and computes no statistics.

import { AXES } from '../text/labels.js';
import uPlot from 'uplot';
import { create } from '../page/dom.js';
import { Ghost } from './ghost.js';
import { boldness, color } from './theme.js';
import { all, axis, listen, plotIn, rateTicks, texts, withoutMouse } from './plot.js';
import { columns, drawBeyond, lossRange } from './sweep-layers.js';
import { stepAfter } from './step-keys.js';
import { Tip } from './tip.js';
import { drawAnswer, drawBounds, drawZones, heightAt, ZONES_ROOM } from './zones.js';

/**
 * @typedef {object} Curve
 * @property {Float64Array} lrs
 * @property {Float64Array} losses
 * @property {Float64Array} smoothed by the exponential average, which lags
 * @property {Float64Array} smooth by the kernel, which does not
 *
 * @typedef {object} Overlay additional content of the chart
 * @property {[number, number]} room that it needs above and below, in CSS pixels
 * @property {(plot: uPlot, range: [number, number]) => void} draw
 *
 * @typedef {object} Picture
 * @property {Curve} curve of one run
 * @property {string} data the name of its data set
 * @property {boolean} live whether the run is being played and shown
 * @property {boolean} dragging whether a control is being dragged: then the axes stay fixed
 * @property {[number, number]} range the rates at the ends of the axis
 * @property {import('../pkg/rangefinder.js').Summary} [summary] of all runs, once finished
 * @property {number} [answer] the recommended rate
 * @property {import('./ghost.js').Pinned & { low: number[], high: number[] }} [pinned] the pinned curve
 * @property {import('./zones.js').Edges} zones the rates between which training works
 * @property {Partial<Record<import('./handles.js').Name, number>>} bounds for schedules: the user may have moved them
 */

/** The room of the answer's number beside its dot, in CSS pixels. */
const NUMBER_ROOM = 50;

/** Indices of series. */
const [LINE, MEDIAN] = [2, 5];

/** A chart in a focusable element whose size is set by CSS. */
export class SweepChart {
  /** @type {Picture} */
  #picture = {
    curve: empty(),
    data: '',
    live: true,
    dragging: false,
    range: [0.1, 1],
    zones: {},
    bounds: {},
  };
  /** @type {[number, number]} */
  #yRange = [0, 1];
  #ghost = new Ghost(() => this.#plot.redraw(false));
  /** The selected step, if any. @type {number | null} */
  #selected = null;
  /** The rate above which gradient descent is unstable at that step, if known. @type {number | undefined} */
  #edge;
  /** Its mark, over the plot, so that the plot need not be redrawn. */
  #edgeMark = create('div', { className: 'edge', hidden: true });
  #plot;
  #tip;
  /** The tooltip of the selected step. @type {string[]} */
  #tooltip = [];
  /** @type {import('./handles.js').Handles | undefined} */
  #handles;
  /** @type {Overlay | undefined} */
  #overlay;

  /** Called with the step at the pointer. @type {(step: number | null) => void} */
  onSelect = () => {};

  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
    this.#plot = plotIn(element, this.#options(), [[], [], [], [], [], []]);
    const plot = this.#plot;
    this.#tip = new Tip(plot);
    plot.over.append(this.#edgeMark);
    this.#listen();
  }

  /** @param {Picture} picture */
  show(picture) {
    const { data, summary, dragging } = picture;
    // Losses of other data have another scale.
    if (data === this.#picture.data) this.#ghost.follow(this.#picture.summary, summary, dragging);
    else this.#ghost.drop();
    this.#picture = picture;
    if (!dragging) this.#yRange = lossRange(picture);
    this.#setData();
  }

  #setData() {
    const lagging = this.#overlay !== undefined;
    this.#plot.setData(columns(this.#picture, this.#single, lagging, this.#yRange[1]));
  }

  /** Shows or removes an overlay. @param {Overlay} [overlay] */
  setOverlay(overlay) {
    this.#overlay = overlay;
    this.#setData();
    this.#plot.redraw(true, true);
  }

  /** The axis of rates, for handles that lie over the chart. @returns {import('./handles.js').Axis} */
  get axis() {
    const plot = this.#plot;
    return { toRate: (x) => plot.posToVal(x, 'x'), toX: (lr) => plot.valToPos(lr, 'x') };
  }

  /** @param {import('./handles.js').Handles} handles */
  addHandles(handles) {
    this.#handles = handles;
    this.#placeHandles();
  }

  /** Whether a single run is shown. */
  get #single() {
    return this.#picture.live || !this.#picture.summary;
  }

  #placeHandles() {
    // Not read from the page, which would force a layout in each frame.
    const { left, top, width, height } = this.#plot.bbox;
    const [x, y, across, down] = [left, top, width, height].map((size) => size / uPlot.pxRatio);
    const plotRect = { left: x, top: y, width: across, height: down };
    const { bounds, curve, live, range } = this.#picture;
    // While a run is played, only the bounds that it has reached.
    const reached = (/** @type {number | undefined} */ lr) =>
      live && lr !== undefined && lr > (curve.lrs.at(-1) ?? 0) ? undefined : lr;
    const { lower, upper } = bounds;
    this.#handles?.show({ lower: reached(lower), upper: reached(upper) }, range, plotRect);
  }

  /** Marks the selected step, with a tooltip. @param {number | null} step @param {string[]} tooltip its lines */
  select(step, tooltip) {
    this.#selected = step;
    this.#tooltip = tooltip;
    this.#pointAtSelected();
  }

  /** @param {number | null} step */
  #selectStep(step) {
    this.#selected = step;
    this.onSelect(step);
  }

  /** Marks the edge of stability at the selected step. @param {number} [edge] */
  markEdge(edge) {
    if (edge === this.#edge) return;
    this.#edge = edge;
    this.#placeEdge();
  }

  /**
   * Describes the selected step to assistive technology, for which the chart is a slider along the steps. Only
   * moves by keys are announced.
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

  /** @returns {Parameters<typeof plotIn>[1]} */
  #options() {
    // In a frame, the names of the axes are below the chart.
    const inFrame = 'embed' in document.documentElement.dataset;
    return {
      padding: [
        () => ZONES_ROOM + (this.#overlay?.room[0] ?? 0),
        14,
        () => this.#overlay?.room[1] ?? 0,
        0,
      ],
      // The page's own listeners also handle touch and keys.
      cursor: { y: false, drag: { x: false }, bind: withoutMouse(), points: { size: 9 } },
      scales: {
        x: { time: false, distr: 3, range: () => this.#picture.range },
        y: { range: () => this.#yRange },
      },
      axes: [
        axis({
          label: inFrame ? undefined : AXES.lr,
          size: 28,
          splits: rateTicks,
          filter: all,
          values: texts,
        }),
        axis({
          label: inFrame ? undefined : AXES.loss,
          size: inFrame ? 40 : 48,
          space: inFrame ? 30 : 40,
          values: texts,
        }),
      ],
      series: [
        {},
        {
          paths: () => null,
          points: { show: true, size: 6, width: 0, fill: () => color('point') },
        },
        { stroke: () => color('run'), points: { show: false } },
        { points: { show: false } },
        { points: { show: false } },
        { stroke: () => color('line'), points: { show: false } },
      ],
      bands: [{ series: [3, 4], fill: () => color('band') }],
      hooks: {
        drawClear: [({ series }) => this.#style(series)],
        drawAxes: [
          (plot) => {
            const { curve, live, zones, bounds, range, pinned } = this.#picture;
            const until = live ? (curve.lrs.at(-1) ?? 0) : undefined;
            // Above what is laid over, whose lines come down from its own names.
            drawZones(plot, zones, range, until, this.#overlay?.room[0]);
            drawBounds(plot, bounds, range, until);
            this.#ghost.draw(plot, pinned);
          },
        ],
        draw: [
          (plot) => this.#drawForeground(plot),
          // The axes are up to date only now.
          () => this.#placeHandles(),
          () => this.#placeEdge(),
          () => this.#pointAtSelected(),
        ],
      },
    };
  }

  /** @param {uPlot.Series[]} series */
  #style(series) {
    series[LINE].width = 2 * boldness();
    series[LINE].dash = this.#single ? [] : [8, 5];
    series[MEDIAN].width = 3 * boldness();
  }

  /** @param {uPlot} plot */
  #drawForeground(plot) {
    const { answer, summary, live, range, pinned } = this.#picture;
    if (this.#single) drawBeyond(plot, this.#picture);
    this.#overlay?.draw(plot, range);
    const own = live || !summary ? undefined : answer;
    if (pinned?.answer) {
      const height = heightAt(pinned.lrs, pinned.median, pinned.answer);
      drawAnswer(plot, pinned.answer, height, 'muted', own);
    }
    if (own === undefined || !summary) return;
    const height = heightAt(summary.lrs, summary.median, own);
    drawAnswer(plot, own, height, 'ink', pinned?.answer ?? this.#upperNear(plot, own));
  }

  /** The upper bound, if its handle would cover the number of the answer. @param {uPlot} plot @param {number} answer */
  #upperNear(plot, answer) {
    const { upper = Infinity } = this.#picture.bounds;
    const distance = plot.valToPos(upper, 'x') - plot.valToPos(answer, 'x');
    return distance < NUMBER_ROOM ? upper : undefined;
  }

  /** Positions the mark at the edge of stability: a line and a triangle at the axis. */
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
    this.#tip.show(left, lr === undefined ? [] : this.#tooltip);
  }

  #listen() {
    listen(this.#plot, (lr) => {
      const last = this.#picture.curve.lrs.length - 1;
      if (lr === null) this.#selectStep(null);
      else if (last >= 0) this.#selectStep(Math.min(last, this.#plot.valToIdx(lr)));
    });
    this.element.addEventListener('keydown', (event) => {
      const last = this.#picture.curve.lrs.length - 1;
      const target = stepAfter(event, this.#selected, last);
      if (target === undefined) return;
      event.preventDefault();
      this.#selectStep(target);
    });
  }
}

/** @returns {Curve} */
function empty() {
  const none = new Float64Array();
  return { lrs: none, losses: none, smoothed: none, smooth: none };
}
