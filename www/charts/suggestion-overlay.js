// The overlay for the other suggestions: lines for those of the shown curve and, below the axis, those of each seed: a
// tick per seed, a bar from the 10th to the 90th percentile, and the median.

import uPlot from 'uplot';
import { markerDash, markerLabels } from './markers.js';
import { FONT, stroke } from './plot.js';
import { color } from './theme.js';

/** @typedef {import('../pkg/rangefinder.js').Spreads} Spreads */

/** CSS pixels of one suggestion's row, and from the axis to the first. */
const ROW = 15;
const GAP = 8;

/** Room between the plot and the zones for the names, in CSS pixels. */
const NAMES_ROOM = 26;

/** Room below the axis for the suggestions, in CSS pixels. @param {number} suggestions */
const spreadsRoom = (suggestions) => 2 * GAP + ROW * suggestions;

/**
 * @param {uPlot} plot
 * @param {Spreads} [spreads] once known
 */
function drawSpreads(plot, spreads) {
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
    const toX = (/** @type {number} */ lr) =>
      Math.min(bbox.left + bbox.width, Math.max(bbox.left, plot.valToPos(lr, 'x', true)));
    ctx.fillStyle = color(name);
    ctx.fillText(name, bbox.left - 8 * ratio, middle);
    if (low === undefined || median === undefined || high === undefined) return;
    ctx.globalAlpha = 0.3;
    for (const lr of lrs) ctx.fillRect(toX(lr) - ratio / 2, middle - 4.5 * ratio, ratio, 9 * ratio);
    ctx.globalAlpha = 1;
    ctx.fillRect(toX(low), middle - ratio, toX(high) - toX(low), 2 * ratio);
    ctx.beginPath();
    ctx.arc(toX(median), middle, 3.5 * ratio, 0, 2 * Math.PI);
    ctx.fill();
  });
  ctx.restore();
}

/**
 * The suggestions, with their names above the plot.
 * @param {uPlot} plot
 * @param {[number, number]} range of the axis
 * @param {import('../pkg/rangefinder.js').Suggestions} [suggestions] once they are known
 */
function drawSuggestions(plot, range, suggestions) {
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
    const [ink, dash] = [color(name), markerDash(names.indexOf(name))];
    const middle = left + ctx.measureText(name).width / 2;
    // Under what is there: curves and numbers.
    ctx.globalCompositeOperation = 'destination-over';
    ctx.fillStyle = ink;
    ctx.fillText(name, left, bbox.top - 24 * ratio);
    stroke(plot, ink, [], [middle, bbox.top - 9 * ratio], [x, bbox.top]);
    stroke(plot, ink, dash, [x, bbox.top], [x, bbox.top + bbox.height]);
  }
  ctx.restore();
}

/**
 * @param {number} count of the suggestions
 * @param {import('../pkg/rangefinder.js').Suggestions} [suggestions] once they are known
 * @param {Spreads} [spreads] likewise
 * @returns {import('./sweep-chart.js').Overlay}
 */
export function suggestionOverlay(count, suggestions, spreads) {
  return {
    room: [NAMES_ROOM, spreadsRoom(count)],
    draw: (plot, range) => {
      drawSuggestions(plot, range, suggestions);
      drawSpreads(plot, spreads);
    },
  };
}
