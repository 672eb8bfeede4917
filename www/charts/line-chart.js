// A chart of lines, with optional bands. It only draws, and computes no statistics.

import uPlot from 'uplot';
import { color } from './theme.js';
import {
  all,
  axis,
  decadeTicks,
  drawLine,
  drawPoints,
  FONT,
  listen,
  plotIn,
  rateTicks,
  texts,
  withoutMouse,
} from './plot.js';
import { Tip } from './tip.js';
import { drawAnswer, drawBounds, drawZones, heightAt, write, ZONES_ROOM } from './zones.js';
import { short } from '../text/numbers.js';

/**
 * @typedef {object} Line
 * @property {string} name the label of the line
 * @property {string} ink the name of its color
 * @property {number[]} dash
 * @property {readonly number[]} y
 * @property {readonly number[]} [low] of its band
 * @property {readonly number[]} [high]
 * @property {boolean} [strong] whether it is emphasized
 * @property {boolean} [faint] whether it is de-emphasized
 * @property {boolean} [points] whether its points are shown; without the line, unless it is strong
 *
 * @typedef {object} Lines
 * @property {readonly number[]} x
 * @property {Line[]} lines
 * @property {[number, number]} xRange
 * @property {[number, number]} [yRange] by default that of the lines
 * @property {import('./zones.js').Edges} [zones] of an axis of rates, with their bounds
 * @property {number} [answer] the recommended rate, as a dot on the strong line
 * @property {number} [until] where the lines end on the x axis
 *
 * @typedef {object} Axes
 * @property {string} x
 * @property {string} y
 * @property {boolean} [logX]
 * @property {boolean} [logY]
 * @property {boolean} [clip] whether the y axis ends a little above the start of the strong line's fall
 * @property {number} [top] the end of the y axis; by default the largest number
 * @property {number} [ends] room for the names of the lines at their ends, in CSS pixels
 */

/** The largest length of a logarithmic axis, in decades. */
const MAX_DECADES = 8;

/** A chart in an element whose size is set by CSS and whose description is elsewhere. */
export class LineChart {
  /** @type {Lines} */
  #picture = { x: [], lines: [], xRange: [0.1, 1] };
  /** @type {[number, number]} */
  #yRange = [0.1, 1];
  /** The marked position on the x axis. @type {number | undefined} */
  #mark;
  /** Created when there is something to show, because creating many charts at once is slow. @type {uPlot | undefined} */
  #plot;

  /**
   * @param {HTMLElement} element
   * @param {Axes} axes
   * @param {(x: number | null) => void} [onPoint] called with the position of the pointer
   */
  constructor(element, axes, onPoint) {
    this.element = element;
    this.axes = axes;
    this.onPoint = onPoint;
  }

  /** @param {Lines} picture */
  show(picture) {
    this.#picture = picture;
    this.#yRange = picture.yRange ?? rangeOf(picture.lines, this.axes);
    this.#plot ??= this.#createPlot();
    // Only the range for uPlot: the lines and bands are drawn by hand.
    this.#plot.setData([[...picture.xRange], [null, null]]);
  }

  /** Sets the label of the y axis, for the next drawing. @param {string} text */
  label(text) {
    this.axes.y = text;
    if (this.#plot) this.#plot.axes[1].label = text;
  }

  /** Marks a position on the x axis, without redrawing. @param {number} [x] */
  mark(x) {
    if (x === this.#mark) return;
    this.#mark = x;
    if (this.#plot) this.#placeMark(this.#plot);
  }

  #createPlot() {
    const plot = plotIn(this.element, this.#options(), [[], []]);
    const tip = new Tip(plot);
    listen(plot, (x, event) => {
      this.onPoint?.(x);
      const top = event.clientY - plot.over.getBoundingClientRect().top;
      if (x === null) tip.show(0, []);
      else tip.show(plot.valToPos(x, 'x'), this.#tooltipLines(plot, x, top));
    });
    return plot;
  }

  /** The values of the nearest line, for the tooltip. @param {uPlot} plot @param {number} x @param {number} top */
  #tooltipLines(plot, x, top) {
    const { x: xs, lines, until = Infinity } = this.#picture;
    const distance = (/** @type {number} */ one) =>
      Math.abs(plot.valToPos(one, 'x') - plot.valToPos(x, 'x'));
    const at = xs.reduce(
      (best, one, at) => (one <= until && distance(one) < distance(xs[best]) ? at : best),
      0,
    );
    const [nearest] = lines
      .filter(({ y }) => Number.isFinite(y[at]))
      .map((line) => ({ line, distance: Math.abs(plot.valToPos(line.y[at], 'y') - top) }))
      .sort((a, b) => a.distance - b.distance);
    if (!nearest) return [];
    const { name, y } = nearest.line;
    return [name, `${this.axes.x} ${short(xs[at])}`, `${this.axes.y} ${short(y[at])}`];
  }

  /** @returns {Parameters<typeof plotIn>[1]} */
  #options() {
    const { axes } = this;
    const y = axes.logY ? { splits: decadeTicks, filter: all } : {};
    const x = axes.logX ? { splits: rateTicks, filter: all } : {};
    return {
      padding: [
        () => (this.#picture.zones ? ZONES_ROOM : 8),
        (plot) => (namesFit(plot, axes) ? (axes.ends ?? 0) : 14),
        0,
        0,
      ],
      cursor: { y: false, drag: { x: false }, bind: withoutMouse(), points: { show: false } },
      scales: {
        x: { time: false, distr: axes.logX ? 3 : 1, range: () => this.#picture.xRange },
        y: { distr: axes.logY ? 3 : 1, range: () => this.#yRange },
      },
      axes: [
        axis({ label: axes.x, size: 28, values: texts, ...x }),
        axis({ label: axes.y, size: 52, space: 30, values: texts, ...y }),
      ],
      series: [{}, { show: false }],
      hooks: {
        drawAxes: [
          (plot) => {
            const { zones = {}, xRange } = this.#picture;
            drawZones(plot, zones, xRange);
            drawBounds(plot, zones, xRange);
          },
        ],
        draw: [(plot) => this.#draw(plot)],
      },
    };
  }

  /** @param {uPlot} plot */
  #draw(plot) {
    const { lines, until = Infinity } = this.#picture;
    const x = this.#picture.x.filter((value) => value <= until);
    // Strong lines are drawn last.
    const order = [...lines].sort((a, b) => Number(a.strong ?? 0) - Number(b.strong ?? 0));
    for (const line of order) {
      const [width, alpha] = line.strong ? [2.5, 1] : [1.25, line.faint ? 0.45 : 1];
      const area = line.strong ? color('band') : undefined;
      const style = { ink: color(line.ink), area, dash: line.dash, width, alpha };
      const cut = (/** @type {readonly number[] | undefined} */ column) =>
        column?.slice(0, x.length);
      const columns = { y: cut(line.y) ?? [], low: cut(line.low), high: cut(line.high) };
      if (line.points) drawPoints(plot, x, columns.y, style.ink);
      if (line.strong || !line.points) drawLine(plot, x, columns, style);
    }
    const { answer } = this.#picture;
    const strong = lines.find((line) => line.strong);
    if (answer !== undefined && strong) drawAnswer(plot, answer, heightAt(x, strong.y, answer));
    if (this.axes.ends) this.#drawNames(plot);
    this.#placeMark(plot);
  }

  /** Draws the names of the lines at their ends, without overlap; on narrow charts above the lines. @param {uPlot} plot */
  #drawNames(plot) {
    const { ctx, bbox } = plot;
    const ratio = uPlot.pxRatio;
    const height = 15 * ratio;
    const beside = namesFit(plot, this.axes);
    const [gap, above] = beside ? [6 * ratio, 0] : [-4 * ratio, 10 * ratio];
    const ends = this.#picture.lines
      .map(({ name, ink, y }) => {
        return { name, ink, top: plot.valToPos(y.at(-1) ?? NaN, 'y', true) - above };
      })
      .filter(({ top }) => Number.isFinite(top))
      .sort((a, b) => a.top - b.top);
    let free = bbox.top;
    for (const end of ends) free = (end.top = Math.max(end.top, free)) + height;
    let bottom = bbox.top + bbox.height;
    for (const end of ends.reverse()) bottom = (end.top = Math.min(end.top, bottom)) - height;
    ctx.save();
    ctx.font = FONT.replace('12', String(12 * ratio));
    ctx.textAlign = beside ? 'left' : 'right';
    ctx.textBaseline = 'middle';
    for (const { name, ink, top } of ends) {
      ctx.fillStyle = color(ink);
      write(ctx, name, bbox.left + bbox.width + gap, top);
    }
    ctx.restore();
  }

  /** @param {uPlot} plot */
  #placeMark(plot) {
    const left = this.#mark === undefined ? -10 : plot.valToPos(this.#mark, 'x');
    plot.setCursor({ left, top: left < 0 ? -10 : 0 });
  }
}

/** Whether the names of the lines are beside them, which leaves room for the lines. @param {uPlot} plot @param {Axes} axes */
function namesFit({ width }, { ends }) {
  return ends !== undefined && width > 2 * ends;
}

/** The range of the y axis. @param {Line[]} lines @param {Axes} axes @returns {[number, number]} */
export function rangeOf(lines, { logY, top, clip }) {
  const strong = lines.find((line) => line.strong);
  const points = lines.find((line) => line.points);
  const clipped = clip && strong && fallOf(strong.y, points?.y ?? []);
  if (clipped) return clipped;
  const shown = lines.flatMap((line) => [line.y, ...(line.strong ? [line.low, line.high] : [])]);
  let [min, max] = [Infinity, top ?? -Infinity];
  for (const column of shown) {
    for (const value of column ?? []) {
      if (!Number.isFinite(value) || (logY && value <= 0)) continue;
      min = Math.min(min, value);
      if (top === undefined) max = Math.max(max, value);
    }
  }
  if (!(min <= max)) return logY ? [0.1, 1] : [0, 1];
  // uPlot loops forever if both are equal.
  if (!logY) return top === undefined ? [0, 1.05 * max || 1] : [min < top ? min : 0, top];
  min = Math.max(min, max / 10 ** MAX_DECADES);
  return min === max ? [min / 2, max * 2] : [min / 1.1, max * 1.1];
}

/**
 * The range of a line's fall to its lowest value, with room above and below and with most of the points before
 * it.
 * @param {readonly number[]} y
 * @param {readonly number[]} points
 * @returns {[number, number] | undefined} nothing if it never falls
 */
function fallOf(y, points) {
  const lowest = y.reduce((best, value, at) => (value < y[best] ? at : best), 0);
  const high = y.slice(0, lowest).reduce((max, value) => Math.max(max, value), -Infinity);
  const fall = high - y[lowest];
  if (!(fall > 0)) return undefined;
  const sorted = points.slice(0, lowest + 1).sort((a, b) => a - b);
  const [min = Infinity, max = -Infinity] = [0.03, 0.97].map(
    (fraction) => sorted[Math.floor(fraction * sorted.length)],
  );
  return [Math.min(y[lowest] - 0.2 * fall, min), Math.max(high + 0.3 * fall, max)];
}
