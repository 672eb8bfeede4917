// Under the curve and on its axis: the loss of each constant rate after real training, and where the
// finder's rates are on it.

import { AXES } from '../text/labels.js';
import uPlot from 'uplot';
import { color } from './theme.js';
import { markerLabels } from './markers.js';
import {
  all,
  axis,
  decadeTicks,
  drawBounds,
  drawLine,
  FONT,
  plotIn,
  rateTicks,
  stroke,
  texts,
  withoutMouse,
} from './plot.js';

/**
 * @typedef {import('../pkg/rangefinder.js').Check} Check
 * @typedef {object} Picture
 * @property {Check} [check] once it is known
 * @property {[number, number]} range of the axis
 * @property {{ lower?: number, upper?: number }} bounds
 */

/** The color of each mark. @type {Record<string, string>} */
const INKS = { lower: 'bounds', upper: 'bounds', lr: 'ink', lowest: 'line' };
/** What each is called, where it is not its name. @type {Record<string, string>} */
const CALLED = { lr: 'yours' };
/** Whose names come first where there is no room for all. */
const FIRST = ['lowest', 'yours', 'lower', 'upper', 'valley'];

export class CheckChart {
  /** @type {Picture} */
  #picture = { range: [0.1, 1], bounds: {} };
  /** Made once there is something to show. @type {uPlot | undefined} */
  #plot;

  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
  }

  /** @param {Picture} picture */
  show(picture) {
    this.#picture = picture;
    const { epochs } = picture.check ?? {};
    this.#plot ??= plotIn(this.element, this.#options(), [[], []]);
    this.#plot.axes[1].label = epochs ? AXES.lossAfter(epochs) : AXES.loss;
    this.#plot.setData([[...picture.range], [null, null]]);
  }

  /** @returns {Parameters<typeof plotIn>[1]} */
  #options() {
    return {
      padding: [34, 14, 0, 0],
      cursor: { show: false, bind: withoutMouse() },
      scales: {
        x: { time: false, distr: 3, range: () => this.#picture.range },
        y: { distr: 3, range: () => this.#yRange() },
      },
      axes: [
        axis({
          label: AXES.constantLr,
          size: 28,
          splits: rateTicks,
          filter: all,
          values: texts,
        }),
        // As wide as the curve's: one axis of rates for both.
        axis({
          label: AXES.loss,
          size: 48,
          space: 30,
          splits: decadeTicks,
          filter: all,
          values: texts,
        }),
      ],
      series: [{}, { show: false }],
      hooks: {
        drawClear: [(plot) => drawBounds(plot, this.#picture.bounds, this.#picture.range)],
        draw: [(plot) => this.#draw(plot)],
      },
    };
  }

  /** @param {uPlot} plot */
  #draw(plot) {
    const { check } = this.#picture;
    if (!check) return;
    const { lrs, losses } = check;
    const [ink, area] = [color('line'), color('band')];
    drawLine(plot, lrs, { y: losses.median, ...losses }, { ink, area, width: 2.5 });
    this.#drawMarks(plot, check);
  }

  /** @param {uPlot} plot @param {Check} check */
  #drawMarks(plot, { marks, best }) {
    const { ctx, bbox, scales } = plot;
    const ratio = uPlot.pxRatio;
    const points = marks.flatMap(({ name, lr, found }) =>
      found ? { name: CALLED[name] ?? name, ink: INKS[name] ?? name, lr, loss: found.loss } : [],
    );
    if (best) points.push({ name: 'lowest', ink: INKS.lowest, ...best });
    ctx.save();
    ctx.font = FONT.replace('12', String(12 * ratio));
    ctx.textBaseline = 'top';
    ctx.textAlign = 'left';
    const labels = this.#labels(plot, points);
    for (const { name, ink, lr, loss } of points) {
      ctx.fillStyle = ctx.strokeStyle = color(ink);
      const top = Math.min(scales.y.max ?? Infinity, Math.max(scales.y.min ?? 0, loss));
      const [x, y] = [plot.valToPos(lr, 'x', true), plot.valToPos(top, 'y', true)];
      ctx.beginPath();
      ctx.arc(x, y, (name === 'lowest' ? 7 : 4) * ratio, 0, 2 * Math.PI);
      if (name === 'lowest') {
        ctx.lineWidth = 2 * ratio;
        ctx.stroke();
      } else {
        ctx.fill();
      }
      const label = labels.find((one) => one.name === name);
      if (!label) continue;
      const text = bbox.top - 30 * ratio;
      ctx.fillText(name, label.left, text);
      const from = /** @type {[number, number]} */ ([
        label.left + label.width / 2,
        text + 15 * ratio,
      ]);
      stroke(plot, ctx.fillStyle, [], from, [x, bbox.top]);
      stroke(plot, ctx.fillStyle, [1.5, 3], [x, bbox.top], [x, y]);
    }
    ctx.restore();
  }

  /**
   * Places for the names. On a phone there is no room for all: the tables have the others.
   * @param {uPlot} plot
   * @param {{ name: string, lr: number }[]} points
   */
  #labels(plot, points) {
    const first = FIRST.flatMap((name) => points.filter((point) => point.name === name));
    let named = /** @type {typeof points} */ ([]);
    for (const point of new Set([...first, ...points])) {
      const [leftmost] = markerLabels(plot, [...named, point], this.#picture.range);
      if (leftmost?.left >= plot.bbox.left - uPlot.pxRatio) named = [...named, point];
    }
    return markerLabels(plot, named, this.#picture.range);
  }

  /** @returns {[number, number]} */
  #yRange() {
    const { check } = this.#picture;
    const values = check ? [...check.losses.low, ...check.losses.median] : [];
    const usable = values.filter((loss) => Number.isFinite(loss) && loss > 0);
    if (!check || usable.length === 0) return [0.1, 1];
    // What does not learn is at the top, however far beyond.
    const top = Math.min(Math.max(...usable, check.start), 2 * check.start);
    const bottom = Math.max(Math.min(...usable), top / 1e8);
    return bottom < top ? [bottom / 1.2, top * 1.2] : [top / 10, top * 2];
  }
}
