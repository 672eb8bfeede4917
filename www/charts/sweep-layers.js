// The data columns and the loss axis of the sweep's chart, and the marks beyond the axis.

import uPlot from 'uplot';
import { color } from './theme.js';

/** @typedef {import('./sweep-chart.js').Picture} Picture */

/**
 * The ends of the loss axis: the start and the end of the loss's fall, and a little more. Including an
 * exploding loss, or 0 far below a loss that hardly falls, would flatten the fall. The pinned curve is
 * included.
 * @param {Pick<Picture, 'curve' | 'summary' | 'pinned'>} picture
 * @returns {[number, number]}
 */
export function lossRange({ curve, summary, pinned }) {
  const { smooth, losses } = curve;
  // The first sweep is not smoothed while it is being played.
  const median = smooth.length > 0 ? smooth : losses;
  const range = rangeOf(summary ?? { median, low: losses, high: losses });
  if (!pinned) return range;
  const other = rangeOf(pinned);
  return [Math.min(range[0], other[0]), Math.max(range[1], other[1])];
}

/**
 * @param {Record<'median' | 'low' | 'high', ArrayLike<number> & Iterable<number>>} losses
 * @returns {[number, number]}
 */
function rangeOf({ median, low, high }) {
  let lowest = 0;
  Array.from(median).forEach((loss, step) => loss < median[lowest] && (lowest = step));
  const start = median[0];
  if (!Number.isFinite(start)) return [0, 1];
  const [bottom, top] = [low, high].map((column) => Array.from(column).slice(0, lowest + 1));
  const drop = start - median[lowest];
  // If it hardly falls, the spread of the losses counts.
  const fall = drop > 0.1 * start ? drop : Math.max(drop, high[0] - low[0], start / 1000);
  const max = Math.min(Math.max(start, ...top), start + 1.5 * fall) + 0.12 * fall;
  const end = Math.max(Math.min(median[lowest], ...bottom), start - 2 * fall) - 0.12 * fall;
  return [end < 0.35 * max ? Math.min(0, end + 0.12 * fall) : end, max || 1];
}

/**
 * The columns of the plot: rates, points, the line of one run, the band and the median.
 * @param {Picture} picture
 * @param {boolean} single whether a single run is shown
 * @param {boolean} lagging whether the exponential average is shown with the median
 * @param {number} top of the loss axis
 * @returns {uPlot.AlignedData}
 */
export function columns({ curve, live, summary }, single, lagging, top) {
  const { lrs, losses, smoothed, smooth } = curve;
  // Both have rates of the same schedule, up to their ends.
  const x = summary && summary.lrs.length > lrs.length ? summary.lrs : lrs;
  // A loss beyond the top is drawn as a triangle, not as a point.
  const points = Array.from(x, (_, step) => (single && losses[step] <= top ? losses[step] : null));
  const shown = single ? smooth : lagging ? smoothed : [];
  const line = Array.from(x, (_, step) => shown[step] ?? null);
  // Infinite losses are drawn like others beyond the top.
  const [high, low, median] = [summary?.high, summary?.low, summary?.median].map((column) =>
    Array.from(x, (_, step) =>
      column && !live ? Math.min(column[step] ?? 2 * top, 2 * top) : null,
    ),
  );
  return [x, points, line, high, low, median];
}

/** Draws a triangle at the top for each loss beyond it. @param {uPlot} plot @param {Picture} picture */
export function drawBeyond({ ctx, bbox, scales, valToPos }, { curve }) {
  const { lrs, losses } = curve;
  const [size, top] = [4 * uPlot.pxRatio, scales.y.max ?? Infinity];
  ctx.fillStyle = color('point');
  losses.forEach((loss, step) => {
    if (loss <= top) return;
    const x = valToPos(lrs[step], 'x', true);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x + size, bbox.top + 1.7 * size);
    ctx.lineTo(x - size, bbox.top + 1.7 * size);
    ctx.fill();
  });
}
