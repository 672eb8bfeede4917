// What is drawn beside the lines of the sweep's picture, and how high its axis is.

import uPlot from 'uplot';
import { markerDash, markerLabels } from './markers.js';
import { FONT, stroke } from './plot.js';
import { color } from './theme.js';
import { ZONES_ROOM } from './zones.js';

/** @typedef {import('./sweep-chart.js').Picture} Picture */

/** Room above the zones for the names of the suggestions, in CSS pixels. */
export const NAMES_ROOM = 26;

/**
 * The ends of the loss axis: what the loss falls from, what it falls to, and a little more. A loss that explodes would
 * flatten the fall before it, and 0 far below a loss that hardly falls would.
 * @param {Picture} picture
 * @returns {[number, number]}
 */
export function lossRange({ curve, summary }) {
  const { median, low, high } = summary ?? {
    median: curve.smooth,
    low: curve.losses,
    high: curve.losses,
  };
  let lowest = 0;
  median.forEach((loss, step) => loss < median[lowest] && (lowest = step));
  const start = median[0];
  if (!Number.isFinite(start)) return [0, 1];
  const [bottom, top] = [low.slice(0, lowest + 1), high.slice(0, lowest + 1)];
  const fall = Math.max(start - median[lowest], high[0] - low[0], start / 1000);
  const most = Math.min(Math.max(start, ...top), start + 1.5 * fall) + 0.12 * fall;
  const end = Math.max(Math.min(median[lowest], ...bottom), start - 2 * fall) - 0.12 * fall;
  return [end < 0.35 * most ? Math.min(0, end + 0.12 * fall) : end, most || 1];
}

/**
 * The columns of the plot: rates, points, the line of one run, the band and the median.
 * @param {Picture} picture
 * @param {boolean} single whether it is that of one run
 * @param {number} top of the loss axis
 * @returns {uPlot.AlignedData}
 */
export function columns({ curve, live, others, summary }, single, top) {
  const { lrs, losses, smoothed, smooth } = curve;
  // Both have the rates of one schedule, as far as each got.
  const x = summary && summary.lrs.length > lrs.length ? summary.lrs : lrs;
  // A loss beyond the top is drawn as a triangle, not as a point.
  const points = Array.from(x, (_, step) => (single && losses[step] <= top ? losses[step] : null));
  const shown = single ? smooth : others ? smoothed : [];
  const line = Array.from(x, (_, step) => shown[step] ?? null);
  // An infinite loss is as far beyond the top as any other.
  const [high, low, median] = [summary?.high, summary?.low, summary?.median].map((column) =>
    Array.from(x, (_, step) =>
      column && !live ? Math.min(column[step] ?? 2 * top, 2 * top) : null,
    ),
  );
  return [x, points, line, high, low, median];
}

/** A triangle at the top for each loss that is beyond it. @param {uPlot} plot @param {Picture} picture */
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

/** Above the plot, the suggestions with their names. @param {uPlot} plot @param {Picture} picture */
export function drawSuggestions(plot, { others, range }) {
  if (!others?.suggestions) return;
  const { suggestions } = others;
  const { ctx, bbox } = plot;
  const ratio = uPlot.pxRatio;
  ctx.save();
  ctx.font = FONT.replace('12', String(12 * ratio));
  ctx.textBaseline = 'top';
  ctx.textAlign = 'left';
  const found = Object.entries(suggestions).flatMap(([name, suggestion]) =>
    'lr' in suggestion ? { name, lr: suggestion.lr } : [],
  );
  const names = Object.keys(suggestions);
  for (const { name, x, left } of markerLabels(plot, found, range)) {
    const [ink, dash] = [color(name), markerDash(names.indexOf(name))];
    const below = bbox.top - ZONES_ROOM * ratio;
    const middle = left + ctx.measureText(name).width / 2;
    ctx.fillStyle = ink;
    ctx.fillText(name, left, below - 24 * ratio);
    stroke(plot, ink, [], [middle, below - 9 * ratio], [x, below]);
    stroke(plot, ink, dash, [x, below], [x, bbox.top + bbox.height]);
  }
  ctx.restore();
}
