// Under the axis: where each seed's suggestion is. A tick for each seed, a bar over eight in ten of
// them, and their median.

import uPlot from 'uplot';
import { FONT } from './plot.js';
import { color } from './theme.js';

/** @typedef {import('../pkg/rangefinder.js').Spreads} Spreads */

/** CSS pixels of one suggestion's row, and from the axis to the first. */
const ROW = 15;
const GAP = 8;

/** Room under the axis for so many suggestions, in CSS pixels. @param {number} suggestions */
export const spreadsRoom = (suggestions) => 2 * GAP + ROW * suggestions;

/**
 * @param {uPlot} plot
 * @param {Spreads} [spreads] once they are known
 */
export function drawSpreads(plot, spreads) {
  if (!spreads) return;
  const { ctx, bbox } = plot;
  const ratio = uPlot.pxRatio;
  const each = Object.entries(spreads);
  const top = ctx.canvas.height - (spreadsRoom(each.length) - GAP) * ratio;
  ctx.save();
  ctx.font = FONT.replace('12', String(11 * ratio));
  ctx.textAlign = 'right';
  ctx.textBaseline = 'middle';
  each.forEach(([name, { lrs, low, median, high }], row) => {
    const middle = top + (row + 0.5) * ROW * ratio;
    const place = (/** @type {number} */ lr) =>
      Math.min(bbox.left + bbox.width, Math.max(bbox.left, plot.valToPos(lr, 'x', true)));
    ctx.fillStyle = color(name);
    ctx.fillText(name, bbox.left - 8 * ratio, middle);
    if (low === undefined || median === undefined || high === undefined) return;
    ctx.globalAlpha = 0.3;
    for (const lr of lrs)
      ctx.fillRect(place(lr) - ratio / 2, middle - 4.5 * ratio, ratio, 9 * ratio);
    ctx.globalAlpha = 1;
    ctx.fillRect(place(low), middle - ratio, place(high) - place(low), 2 * ratio);
    ctx.beginPath();
    ctx.arc(place(median), middle, 3.5 * ratio, 0, 2 * Math.PI);
    ctx.fill();
  });
  ctx.restore();
}
