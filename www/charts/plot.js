// The shared parts of all charts: size, colors, axes, lines.

import uPlot from 'uplot';
import { byId } from '../page/dom.js';
import { boldness, color, onThemeChange } from './theme.js';
import { decades } from './ticks.js';
import { short } from '../text/numbers.js';

export const FONT = '12px system-ui, sans-serif';

/** Whether this browser has canvases to draw on. */
const canDraw = document.createElement('canvas').getContext('2d') !== null;

/** A plot for browsers without canvas: all of its methods do nothing. @type {any} */
const noPlot = new Proxy(() => noPlot, {
  get: (_, key) => (key === Symbol.toPrimitive ? () => 0 : noPlot),
  set: () => true,
});

/**
 * A plot that follows the size of its element and the colors of the page.
 * @param {HTMLElement} element
 * @param {Omit<uPlot.Options, 'width' | 'height'>} options
 * @param {uPlot.AlignedData} data
 * @returns {uPlot}
 */
export function plotIn(element, options, data) {
  if (!canDraw) {
    document.documentElement.dataset.charts = 'missing';
    byId('no-charts', HTMLElement).hidden = false;
    return noPlot;
  }
  const size = () => ({ width: element.clientWidth, height: element.clientHeight });
  // The observer sets its size: reading it now would force a layout for each chart.
  const none = { width: 0, height: 0, legend: { show: false } };
  const plot = new uPlot({ ...none, ...options }, data, element);
  // Setting the same size redraws everything.
  const draw = () => plot.setSize(size());
  new ResizeObserver(draw).observe(element);
  plot.ctx.canvas.addEventListener('contextrestored', draw);
  onThemeChange(draw);
  return plot;
}

/**
 * Listens to pointers over a plot.
 * @param {uPlot} plot
 * @param {(x: number | null, event: PointerEvent) => void} onPoint called with the position on the x axis
 */
export function listen(plot, onPoint) {
  const { over } = plot;
  const point = (/** @type {PointerEvent} */ event) => {
    onPoint(plot.posToVal(event.clientX - over.getBoundingClientRect().left, 'x'), event);
  };
  over.addEventListener('pointerdown', point);
  over.addEventListener('pointermove', point);
  over.addEventListener('pointerleave', (event) => {
    // After a touch, the readout stays visible.
    if (event.pointerType === 'mouse') onPoint(null, event);
  });
}

/** Disables uPlot's own mouse events. */
export function withoutMouse() {
  const none = () => null;
  return {
    mousedown: none,
    mouseup: none,
    click: none,
    dblclick: none,
    mousemove: none,
    mouseleave: none,
    mouseenter: none,
  };
}

/**
 * @param {uPlot.Axis} options
 * @returns {uPlot.Axis}
 */
export function axis(options) {
  const grid = () => color('grid');
  return {
    stroke: () => color('muted'),
    font: FONT,
    labelFont: FONT,
    labelSize: 18,
    gap: 4,
    grid: { stroke: grid, width: 1 },
    ticks: { stroke: grid, width: 1, size: 5 },
    ...options,
  };
}

/**
 * Ticks at decades, with 2 and 5 between them if there is room.
 * @param {uPlot} plot
 * @param {number} _axis
 * @param {number} min
 * @param {number} max
 */
export function rateTicks(plot, _axis, min, max) {
  const [first, last] = [Math.floor(Math.log10(min)), Math.ceil(Math.log10(max))];
  const room = plot.bbox.width / uPlot.pxRatio / (last - first) / 46;
  const mantissas = room >= 3 ? [1, 2, 5] : [1];
  const every = Math.max(1, Math.ceil(1 / room));
  const ticks = [];
  for (let decade = first; decade <= last; decade++) {
    if (decade % every !== 0) continue;
    for (const mantissa of mantissas) ticks.push(Number(`${mantissa}e${decade}`));
  }
  const inside = ticks.filter((tick) => min <= tick && tick <= max);
  return inside.length > 1 ? inside : [min, max];
}

/**
 * All ticks have labels; by default, uPlot omits some on a log scale.
 * @param {uPlot} _plot
 * @param {number[]} ticks
 */
export function all(_plot, ticks) {
  return ticks;
}

/**
 * @param {uPlot} _plot
 * @param {number[]} ticks
 */
export function texts(_plot, ticks) {
  // The last one has no room for 10000.
  return ticks.map((tick) => short(tick).replace(/^(\d)0000$/, '$1e4'));
}

/**
 * A line in canvas pixels.
 * @param {uPlot} plot
 * @param {string} style
 * @param {number[]} dash
 * @param {[number, number]} from
 * @param {[number, number]} to
 */
export function stroke({ ctx }, style, dash, from, to) {
  ctx.save();
  ctx.strokeStyle = style;
  ctx.lineWidth = 1.5 * boldness() * uPlot.pxRatio;
  ctx.setLineDash(dash.map((length) => length * uPlot.pxRatio));
  ctx.beginPath();
  ctx.moveTo(...from);
  ctx.lineTo(...to);
  ctx.stroke();
  ctx.restore();
}

/**
 * Draws a band and its middle line, in canvas pixels. Values above the axis are drawn at its top; the line has
 * a gap at values below the axis or NaN.
 * @param {uPlot} plot
 * @param {readonly number[]} x
 * @param {{ y: readonly number[], low?: readonly number[], high?: readonly number[] }} line
 * @param {{ ink: string, area?: string, dash?: number[], width?: number, alpha?: number }} style
 */
export function drawLine(
  plot,
  x,
  { y, low, high },
  { ink, area, dash = [], width = 1.5, alpha = 1 },
) {
  const { ctx, bbox, scales } = plot;
  const { min = -Infinity, max = Infinity } = scales.y;
  const lefts = x.map((value) => plot.valToPos(value, 'x', true));
  const indices = visible(lefts, y);
  const toPoints = (/** @type {readonly number[]} */ column) =>
    indices.map((index) => [
      lefts[index],
      plot.valToPos(Math.min(max, Math.max(min, column[index])), 'y', true),
    ]);
  const path = (
    /** @type {number[][]} */ points,
    /** @type {(index: number) => boolean} */ gap,
  ) => {
    ctx.beginPath();
    points.forEach(([left, top], index) => {
      if (gap(index)) return;
      if (index > 0 && gap(index - 1)) ctx.moveTo(left, top);
      else ctx.lineTo(left, top);
    });
  };
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  if (area && low && high) {
    path([...toPoints(high), ...toPoints(low).reverse()], () => false);
    ctx.fillStyle = area;
    ctx.fill();
  }
  path(toPoints(y), (index) => !(y[indices[index]] >= min));
  ctx.globalAlpha = alpha;
  ctx.strokeStyle = ink;
  ctx.lineWidth = width * boldness() * uPlot.pxRatio;
  ctx.lineJoin = 'round';
  ctx.setLineDash(dash.map((length) => length * uPlot.pxRatio));
  ctx.stroke();
  ctx.restore();
}

/**
 * Draws points, in canvas pixels; those above the axis are drawn at its top.
 * @param {uPlot} plot
 * @param {readonly number[]} x
 * @param {readonly number[]} y
 * @param {string} ink
 */
export function drawPoints(plot, x, y, ink) {
  const { ctx, scales } = plot;
  const { min = -Infinity, max = Infinity } = scales.y;
  const lefts = x.map((value) => plot.valToPos(value, 'x', true));
  const size = 2.5 * uPlot.pxRatio;
  ctx.save();
  ctx.fillStyle = ink;
  ctx.beginPath();
  for (const index of visible(lefts, y)) {
    const top = plot.valToPos(Math.min(max, y[index]), 'y', true);
    if (!(y[index] >= min)) continue;
    ctx.moveTo(lefts[index] + size, top);
    ctx.arc(lefts[index], top, size, 0, 2 * Math.PI);
  }
  ctx.fill();
  ctx.restore();
}

/**
 * The distinguishable points of a line: in each column of pixels the first, the lowest, the highest and the
 * last. Drawing the dashes of thousands of points would take seconds.
 * @param {readonly number[]} lefts in canvas pixels, ascending
 * @param {readonly number[]} y
 */
function visible(lefts, y) {
  const indices = [];
  for (let from = 0, to = 0; from < lefts.length; from = to) {
    let [lowest, highest] = [from, from];
    for (; to < lefts.length && Math.floor(lefts[to]) === Math.floor(lefts[from]); to += 1) {
      if (!(y[lowest] <= y[to]) && y[to] <= Infinity) lowest = to;
      if (!(y[highest] >= y[to]) && y[to] <= Infinity) highest = to;
    }
    indices.push(...new Set([from, Math.min(lowest, highest), Math.max(lowest, highest), to - 1]));
  }
  return indices;
}

/**
 * See {@link decades}.
 * @param {uPlot} _plot
 * @param {number} _axis
 * @param {number} min
 * @param {number} max
 */
export function decadeTicks(_plot, _axis, min, max) {
  return decades(min, max);
}
