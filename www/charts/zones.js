// The answer on the axis of rates: the zones in which training is too slow, works and diverges, the bounds for cyclical
// schedules, and the recommended rate.

import uPlot from 'uplot';
import { AXES, ZONES } from '../text/labels.js';
import { brief } from '../text/numbers.js';
import { labelsAt } from './markers.js';
import { FONT, stroke } from './plot.js';
import { color } from './theme.js';

/**
 * @typedef {object} Edges two rates, if known
 * @property {number} [lower]
 * @property {number} [upper]
 */

/** Room above a plot for the names of the zones, in CSS pixels. */
export const ZONES_ROOM = 20;

/**
 * The zones, with their names above the plot.
 * @param {uPlot} plot
 * @param {Edges} edges the rates between which training works
 * @param {[number, number]} range of the axis
 * @param {number} [until] the rate that a sweep has reached; zones beyond it are not shown
 * @param {number} [above] CSS pixels between the plot and the names
 */
export function drawZones(plot, { lower, upper }, [first, last], until = last, above = 0) {
  if (lower === undefined && upper === undefined) return;
  const { ctx, bbox } = plot;
  const ratio = uPlot.pxRatio;
  const toX = (/** @type {number} */ lr) =>
    plot.valToPos(Math.min(until, last, Math.max(first, lr)), 'x', true);
  const zones = [
    { name: ZONES.slow, ink: 'muted', area: '', from: first, to: lower ?? first },
    {
      name: ZONES.works,
      ink: 'bounds',
      area: 'bounds-area',
      from: lower ?? first,
      to: upper ?? last,
    },
    { name: ZONES.diverges, ink: 'alarm', area: 'alarm-area', from: upper ?? last, to: last },
  ]
    .map((zone) => ({ ...zone, left: toX(zone.from), right: toX(zone.to) }))
    .filter(({ left, right }) => right > left);
  ctx.save();
  ctx.font = `600 ${FONT.replace('12', String(13 * ratio))}`;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'bottom';
  for (const { area, left, right } of zones) {
    if (!area) continue;
    ctx.fillStyle = color(area);
    ctx.fillRect(left, bbox.top, right - left, bbox.height);
  }
  const middles = zones.map((zone) => ({ ...zone, x: (zone.left + zone.right) / 2 }));
  for (const { name, ink, left } of labelsAt(plot, middles)) {
    ctx.fillStyle = color(ink);
    ctx.fillText(name, left, bbox.top - (4 + above) * ratio);
  }
  ctx.restore();
}

/**
 * The bounds as lines, with their names and rates if there is room.
 * @param {uPlot} plot
 * @param {Edges} bounds
 * @param {[number, number]} range of the axis
 * @param {number} [until] the rate that a sweep has reached; bounds beyond it are not shown
 */
export function drawBounds(plot, { lower, upper }, [first, last], until = last) {
  if (lower === undefined && upper === undefined) return;
  const { ctx, bbox } = plot;
  const ratio = uPlot.pxRatio;
  const toX = (/** @type {number} */ lr) =>
    plot.valToPos(Math.min(until, last, Math.max(first, lr)), 'x', true);
  ctx.save();
  ctx.font = FONT.replace('12', String(12 * ratio));
  ctx.textBaseline = 'top';
  const edges = [
    { lr: lower, name: AXES.base, inward: 1 },
    { lr: upper, name: AXES.max, inward: -1 },
  ];
  const widthOf = (/** @type {string} */ text) => ctx.measureText(text).width + 10 * ratio;
  const distance = toX(upper ?? last) - toX(lower ?? first);
  const named = edges.map(({ lr, name }) => `${name} ${brief(lr ?? 0)}`);
  // With their names only if both fit side by side.
  const fit = widthOf(named[0]) + widthOf(named[1]) <= distance;
  const labels = fit ? named : edges.map(({ lr }) => brief(lr ?? 0));
  const widths = labels.map(widthOf);
  const ink = color('bounds');
  ctx.fillStyle = ink;
  for (const [row, { lr, inward }] of edges.entries()) {
    if (lr === undefined || lr < first || lr > Math.min(last, until)) continue;
    const x = toX(lr);
    const text = labels[row];
    stroke(plot, ink, [], [x, bbox.top], [x, bbox.top + bbox.height]);
    // Between the lines, side by side or one below the other; otherwise on their outer sides.
    const side = distance > Math.max(...widths) ? inward : -inward;
    const below = side === inward && distance < widths[0] + widths[1] ? 16 * row : 0;
    ctx.textAlign = side > 0 ? 'left' : 'right';
    const end = x + side * (ctx.measureText(text).width + 5 * ratio);
    if (end < bbox.left || end > bbox.left + bbox.width) continue;
    write(ctx, text, x + 5 * side * ratio, bbox.top + (5 + below) * ratio);
  }
  ctx.restore();
}

/**
 * The answer as a dot with its number.
 * @param {uPlot} plot
 * @param {number} lr
 * @param {number | undefined} height of the curve there
 * @param {string} [ink]
 * @param {number} [other] another rate that is marked: the number is on the other side
 */
export function drawAnswer(plot, lr, height, ink = 'ink', other = lr) {
  const { ctx, bbox, scales } = plot;
  const { min = -Infinity, max = Infinity } = scales.y;
  if (height === undefined || !(lr >= (scales.x.min ?? 0) && lr <= (scales.x.max ?? 0))) return;
  const ratio = uPlot.pxRatio;
  const x = plot.valToPos(lr, 'x', true);
  const y = plot.valToPos(Math.min(max, Math.max(min, height)), 'y', true);
  stroke(plot, color(ink), [2, 3], [x, y], [x, bbox.top + bbox.height]);
  ctx.save();
  ctx.beginPath();
  ctx.arc(x, y, 7 * ratio, 0, 2 * Math.PI);
  ctx.fillStyle = color(ink);
  ctx.fill();
  ctx.strokeStyle = color('paper');
  ctx.lineWidth = 2 * ratio;
  ctx.stroke();
  ctx.font = `600 ${18 * ratio}px ui-serif, Georgia, serif`;
  ctx.textBaseline = 'alphabetic';
  const text = brief(lr);
  const width = ctx.measureText(text).width + 12 * ratio;
  const right = other > lr ? x - width < bbox.left : x + width < bbox.left + bbox.width;
  ctx.textAlign = right ? 'left' : 'right';
  // Above the curve, unless that is at the top; for another curve below it, unless that is at the bottom.
  const [free, room] = [y > bbox.top + 44 * ratio, y + 24 * ratio < bbox.top + bbox.height];
  const above = free && (ink === 'ink' || !room) ? -10 : 22;
  write(ctx, text, x + (right ? 9 : -9) * ratio, y + above * ratio);
  ctx.restore();
}

/**
 * A text around which lines end.
 * @param {CanvasRenderingContext2D} ctx
 * @param {string} text
 * @param {number} x
 * @param {number} y
 */
export function write(ctx, text, x, y) {
  ctx.strokeStyle = color('paper');
  ctx.lineWidth = 4 * uPlot.pxRatio;
  ctx.strokeText(text, x, y);
  ctx.fillText(text, x, y);
}

/**
 * The interpolated height of a line at a rate, on a logarithmic axis.
 * @param {ArrayLike<number>} lrs in rising order
 * @param {ArrayLike<number>} heights
 * @param {number} lr
 * @returns {number | undefined} nothing beyond its ends
 */
export function heightAt(lrs, heights, lr) {
  const next = Array.from(lrs).findIndex((one) => one >= lr);
  if (next < 0 || (next === 0 && lrs[0] > lr)) return undefined;
  if (lrs[next] === lr) return heights[next];
  const fraction = Math.log(lr / lrs[next - 1]) / Math.log(lrs[next] / lrs[next - 1]);
  return heights[next - 1] + fraction * (heights[next] - heights[next - 1]);
}
