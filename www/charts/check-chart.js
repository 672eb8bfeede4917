// The chart of the check, with the axis of the sweep's chart: the loss after training at each constant rate, and the marked rates.

import { AXES } from '../text/labels.js';
import uPlot from 'uplot';
import { color } from './theme.js';
import { markerLabels } from './markers.js';
import {
  all,
  axis,
  decadeTicks,
  drawLine,
  FONT,
  listen,
  plotIn,
  rateTicks,
  stroke,
  texts,
  withoutMouse,
} from './plot.js';
import { Tip } from './tip.js';
import { drawAnswer, heightAt } from './zones.js';

/**
 * @typedef {import('../pkg/rangefinder.js').Check} Check
 * @typedef {object} Picture
 * @property {Check} [check] none before it is known
 * @property {[number, number]} range of the axis
 * @property {number} [answer] the recommended rate
 * @property {[number, number]} [equals] the range of rates that are about as good
 * @property {boolean} others whether the other checked rates are marked
 */

/** The color of each mark. @type {Record<string, string>} */
const INKS = { lower: 'bounds', upper: 'bounds', lr: 'ink' };
/** Labels that differ from the names. @type {Record<string, string>} */
const LABELS = { lower: AXES.base, upper: AXES.max, lr: 'yours' };
/** The labels that come first if there is no room for all. */
const PRIORITY = ['yours', AXES.base, AXES.max, 'valley'];
/** Room above the plot in CSS pixels, without and with the labels of the other rates. */
const [PADDING, NAMES_PADDING] = [8, 34];

export class CheckChart {
  /** @type {Picture} */
  #picture = { range: [0.1, 1], others: false };
  /** Created when there is something to show. @type {uPlot | undefined} */
  #plot;
  /** @type {Tip | undefined} */
  #tip;

  /**
   * @param {HTMLElement} element
   * @param {(lr: number | null) => void} onPoint called with the rate at the pointer
   */
  constructor(element, onPoint) {
    this.element = element;
    this.onPoint = onPoint;
  }

  /** @param {Picture} picture */
  show(picture) {
    const changesPadding = picture.others !== this.#picture.others;
    this.#picture = picture;
    const plot = (this.#plot ??= this.#createPlot());
    plot.setData([[...picture.range], [null, null]]);
    if (changesPadding) plot.redraw(true, true);
  }

  /** Marks a rate, with a tooltip. @param {number | undefined} lr @param {string[]} tooltip its lines */
  point(lr, tooltip) {
    const plot = this.#plot;
    if (!plot) return;
    const left = lr === undefined ? -10 : plot.valToPos(lr, 'x');
    plot.setCursor({ left, top: left < 0 ? -10 : 0 });
    this.#tip?.show(left, left < 0 ? [] : tooltip);
  }

  #createPlot() {
    const plot = plotIn(this.element, this.#options(), [[], []]);
    this.#tip = new Tip(plot);
    listen(plot, this.onPoint);
    return plot;
  }

  /** @returns {Parameters<typeof plotIn>[1]} */
  #options() {
    return {
      padding: [() => (this.#picture.others ? NAMES_PADDING : PADDING), 14, 0, 0],
      cursor: { y: false, drag: { x: false }, bind: withoutMouse(), points: { show: false } },
      scales: {
        x: { time: false, distr: 3, range: () => this.#picture.range },
        y: { distr: 3, range: () => this.#yRange() },
      },
      axes: [
        axis({ label: AXES.constantLr, size: 28, splits: rateTicks, filter: all, values: texts }),
        // As wide as in the sweep's chart, so that the axes of rates are aligned.
        axis({
          label: AXES.logLoss,
          size: 48,
          space: 30,
          splits: decadeTicks,
          filter: all,
          values: texts,
        }),
      ],
      series: [{}, { show: false }],
      hooks: {
        drawAxes: [(plot) => this.#drawEquals(plot)],
        draw: [(plot) => this.#draw(plot)],
      },
    };
  }

  /** Draws the range of rates that are about as good as the answer. @param {uPlot} plot */
  #drawEquals(plot) {
    const { check, equals, range } = this.#picture;
    if (!check || !equals || equals[0] === equals[1]) return;
    const { ctx, bbox } = plot;
    const [left, right] = equals.map((lr) =>
      plot.valToPos(Math.min(range[1], Math.max(range[0], lr)), 'x', true),
    );
    ctx.save();
    ctx.fillStyle = color('bounds-area');
    ctx.fillRect(left, bbox.top, right - left, bbox.height);
    ctx.font = FONT.replace('12', String(12 * uPlot.pxRatio));
    ctx.fillStyle = color('bounds');
    ctx.textAlign = 'center';
    ctx.textBaseline = 'top';
    const width = ctx.measureText(AXES.equals).width / 2;
    const middle = (left + right) / 2;
    const end = bbox.left + bbox.width - width;
    ctx.fillText(AXES.equals, Math.min(end, Math.max(bbox.left + width, middle)), bbox.top + 4);
    ctx.restore();
  }

  /** @param {uPlot} plot */
  #draw(plot) {
    const { check, answer, others } = this.#picture;
    if (!check) return;
    const { lrs, losses, best, marks } = check;
    const [ink, area] = [color('line'), color('band')];
    drawLine(plot, lrs, { y: losses.median, ...losses }, { ink, area, width: 2.5 });
    const label = (/** @type {string} */ name, /** @type {number} */ lr) =>
      name === 'answer' && lr !== answer ? AXES.rangeTest : (LABELS[name] ?? name);
    const points = marks.flatMap(({ name, lr, found }) =>
      found ? { name: label(name, lr), ink: INKS[name] ?? name, lr, loss: found.loss } : [],
    );
    this.#drawMarks(plot, others ? points : points.filter(({ name }) => name === LABELS.lr));
    if (best) this.#drawRing(plot, best);
    if (answer === undefined) return;
    const trained = points.find(({ lr }) => lr === answer)?.loss;
    drawAnswer(plot, answer, trained ?? heightAt(lrs, losses.median, answer));
  }

  /** Draws a ring around the rate of the lowest loss. @param {uPlot} plot @param {{ lr: number, loss: number }} best */
  #drawRing(plot, { lr, loss }) {
    const { ctx } = plot;
    ctx.save();
    ctx.beginPath();
    ctx.arc(...this.#position(plot, lr, loss), 9 * uPlot.pxRatio, 0, 2 * Math.PI);
    ctx.strokeStyle = color('line');
    ctx.lineWidth = 2 * uPlot.pxRatio;
    ctx.stroke();
    ctx.restore();
  }

  /** @param {uPlot} plot @param {number} lr @param {number} loss @returns {[number, number]} */
  #position(plot, lr, loss) {
    const { min = 0, max = Infinity } = plot.scales.y;
    const shown = Math.min(max, Math.max(min, loss));
    return [plot.valToPos(lr, 'x', true), plot.valToPos(shown, 'y', true)];
  }

  /** @param {uPlot} plot @param {{ name: string, ink: string, lr: number, loss: number }[]} points */
  #drawMarks(plot, points) {
    const { ctx, bbox } = plot;
    const ratio = uPlot.pxRatio;
    ctx.save();
    ctx.font = FONT.replace('12', String(12 * ratio));
    ctx.textBaseline = 'top';
    ctx.textAlign = 'left';
    const labels = this.#picture.others ? this.#labels(plot, points) : [];
    for (const { name, ink, lr, loss } of points) {
      ctx.fillStyle = color(ink);
      const [x, y] = this.#position(plot, lr, loss);
      ctx.beginPath();
      ctx.arc(x, y, 4 * ratio, 0, 2 * Math.PI);
      ctx.fill();
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
   * The positions of the labels. On a phone there is no room for all; the tables have the others.
   * @param {uPlot} plot
   * @param {{ name: string, lr: number }[]} points
   */
  #labels(plot, points) {
    const first = PRIORITY.flatMap((name) => points.filter((point) => point.name === name));
    let labeled = /** @type {typeof points} */ ([]);
    for (const point of new Set([...first, ...points])) {
      const [leftmost] = markerLabels(plot, [...labeled, point], this.#picture.range);
      if (leftmost?.left >= plot.bbox.left - uPlot.pxRatio) labeled = [...labeled, point];
    }
    return markerLabels(plot, labeled, this.#picture.range);
  }

  /** @returns {[number, number]} */
  #yRange() {
    const { check } = this.#picture;
    const values = check ? [...check.losses.low, ...check.losses.median] : [];
    const usable = values.filter((loss) => Number.isFinite(loss) && loss > 0);
    if (!check || usable.length === 0) return [0.1, 1];
    // Rates that do not learn are drawn at the top.
    const top = Math.min(Math.max(...usable, check.start), 2 * check.start);
    const bottom = Math.max(Math.min(...usable), top / 1e8);
    return bottom < top ? [bottom / 1.2, top * 1.2] : [top / 10, top * 2];
  }
}
