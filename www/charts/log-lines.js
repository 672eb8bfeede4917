// The lines of a training log's two charts: its curve, and the user's training runs at constant rates.

import { AXES } from '../text/labels.js';
import { LOG } from '../text/log-labels.js';

/**
 * @typedef {import('../pkg-log/log.js').LogReport} LogReport
 * @typedef {import('./line-chart.js').Lines} Lines
 * @typedef {import('./line-chart.js').Axes} Axes
 */

/** The largest number of drawn points. */
const MAX_POINTS = 4000;

/** The axes of both charts. @type {Record<'curve' | 'check', Axes>} */
export const LOG_AXES = {
  curve: { x: AXES.lr, y: AXES.loss, logX: true, clip: true },
  check: { x: AXES.constantLr, y: LOG.end, logX: true, clip: true },
};

/** @param {LogReport} report @returns {Partial<Record<'curve' | 'check', Lines>>} what there is */
export function logLines({ answer, bounds, curve, check }) {
  const lr = 'lr' in answer ? answer.lr : undefined;
  return {
    curve: curve && { ...curveOf(curve), zones: bounds, answer: lr },
    check: check && { ...checkOf(check), answer: lr },
  };
}

/** @param {NonNullable<LogReport['curve']>} curve @returns {Lines} */
function curveOf(curve) {
  const indices = extremes(curve.losses);
  const select = (/** @type {number[]} */ column) => indices.map((index) => column[index]);
  const [x, losses, smooth] = [curve.lrs, curve.losses, curve.smooth].map(select);
  const { averaged, band } = curve;
  const [low, high] = [band?.low, band?.high].map((column) => column && select(column));
  const raw = { ink: 'point', dash: [], y: losses, points: true };
  return {
    x,
    xRange: ends(x),
    lines: [
      { ...raw, name: averaged ? LOG.average : LOG.losses },
      { name: LOG.smooth, ink: 'line', dash: [], y: smooth, low, high, strong: true },
    ],
  };
}

/**
 * The indices of the smallest and the largest loss of each group of neighbors, at most as many as can be
 * distinguished.
 * @param {number[]} losses
 */
function extremes(losses) {
  const size = Math.ceil((2 * losses.length) / MAX_POINTS);
  if (size <= 2) return [...losses.keys()];
  const indices = [];
  for (let from = 0; from < losses.length; from += size) {
    let [lowest, highest] = [from, from];
    for (let index = from; index < Math.min(from + size, losses.length); index += 1) {
      if (losses[index] < losses[lowest]) lowest = index;
      if (losses[index] > losses[highest]) highest = index;
    }
    indices.push(...new Set([Math.min(lowest, highest), Math.max(lowest, highest)]));
  }
  return indices;
}

/** @param {NonNullable<LogReport['check']>} check @returns {Lines} */
function checkOf({ lrs: x, median: y, low, high }) {
  return {
    x,
    xRange: ends(x),
    lines: [{ name: LOG.end, ink: 'line', dash: [], y, low, high, strong: true, points: true }],
  };
}

/** The range of the axis, with some room at both ends. @param {number[]} lrs @returns {[number, number]} */
function ends(lrs) {
  const [first, last] = [lrs[0] ?? 0.1, lrs.at(-1) ?? 1];
  const room = (last / first) ** 0.02;
  return first < last ? [first / room, last * room] : [first / 2, last * 2];
}
