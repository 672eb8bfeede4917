// What is drawn beside the lines of the sweep's picture.

import uPlot from 'uplot';
import { markerDash, markerLabels } from './markers.js';
import { FONT, stroke } from './plot.js';
import { color } from './theme.js';

/** @typedef {import('./sweep-chart.js').Picture} Picture */

/**
 * The top of the loss axis. An explosion would flatten the valley before it, so the axis ends at
 * three times the highest that the smoothed line was before its least.
 * @param {Picture} picture
 */
export function lossTop({ curve, least, summary }) {
  const start = summary?.high[0] ?? 0;
  if (least === undefined) return 1.06 * start || 1;
  const before = Math.max(start, ...curve.smoothed.subarray(0, least + 1));
  const all = curve.losses.reduce((top, loss) => Math.max(top, loss), before);
  return 1.06 * Math.min(all, 3 * before) || 1;
}

/** The lowest smoothed loss as a line across, which the notebook draws. @param {uPlot} plot @param {Picture} picture */
export function drawLowest(plot, { curve, least }) {
  if (least === undefined) return;
  const { left, width } = plot.bbox;
  const y = plot.valToPos(curve.smoothed[least], 'y', true);
  stroke(plot, color('muted'), [7, 4], [left, y], [left + width, y]);
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
export function drawSuggestions(plot, { suggestions, range }) {
  if (!suggestions) return;
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
    const dash = markerDash(names.indexOf(name));
    const ink = color(name);
    const below = bbox.top - 14 * ratio;
    const middle = left + ctx.measureText(name).width / 2;
    ctx.fillStyle = ink;
    ctx.fillText(name, left, below - 18 * ratio);
    stroke(plot, ink, [], [middle, below - 3 * ratio], [x, bbox.top]);
    stroke(plot, ink, dash, [x, bbox.top], [x, bbox.top + bbox.height]);
  }
  ctx.restore();
}
