// The page's charts as figures for export, from the results.

import { rangeOf } from './line-chart.js';
import { AXES } from '../text/labels.js';
import { EXPORTS } from '../text/export-labels.js';
import { brief } from '../text/numbers.js';

/**
 * @typedef {import('./svg.js').Figure} Figure
 * @typedef {import('../pkg/rangefinder.js').Summary} Summary
 * @typedef {import('../pkg/rangefinder.js').ScheduleResult} ScheduleResult
 */

/**
 * The range test: one run, and all runs.
 * @param {import('./sweep-chart.js').Curve} curve of one run
 * @param {{ summary?: Summary, answer?: number }} all runs, and what they recommend
 * @param {{ summary?: Summary, answer?: number }} other those of the pinned settings
 * @param {[number, number]} range of the rates
 * @returns {Figure}
 */
export function sweepFigure({ lrs, losses }, { summary, answer }, other, range) {
  const start = summary?.median[0] ?? losses[0];
  const min = Math.min(...(summary?.median ?? losses), start);
  const all = summary && {
    ...{ name: EXPORTS.median, ink: 'line', width: 2.5, x: summary.lrs, y: summary.median },
    ...{ low: summary.low, high: summary.high },
  };
  const pinned = other.summary && {
    ...{ name: EXPORTS.pinned, ink: 'muted', dash: [2, 3], width: 2 },
    ...{ x: other.summary.lrs, y: other.summary.median },
  };
  const oneRun = { name: EXPORTS.oneRun, ink: 'point', points: true, x: lrs, y: losses };
  return {
    title: EXPORTS.charts.sweep,
    x: { label: AXES.lr, range, log: true },
    y: { label: AXES.loss, range: [Math.min(0, min), 1.6 * start || 1] },
    curves: [oneRun, pinned, all].filter((curve) => curve !== undefined),
    marks: [
      ...answerMark(answer),
      ...answerMark(other.answer, { name: EXPORTS.pinnedAnswer, ink: 'muted', dash: [6, 3] }),
    ],
  };
}

/**
 * The check by training.
 * @param {import('../pkg/rangefinder.js').Check} check
 * @param {[number, number]} range of the rates
 * @param {number} [answer]
 * @returns {Figure}
 */
export function checkFigure({ lrs, losses, start }, range, answer) {
  const top = 2 * start;
  return {
    title: EXPORTS.charts.check,
    x: { label: AXES.constantLr, range, log: true },
    y: { label: AXES.logLoss, range: logRange([losses.low, losses.median], top), log: true },
    curves: [
      { name: EXPORTS.median, ink: 'line', width: 2.5, x: lrs, y: losses.median, ...losses },
    ],
    marks: answerMark(answer),
  };
}

/**
 * A chart of the comparison of schedules.
 * @param {'lr' | 'validation' | 'training' | 'accuracy'} name
 * @param {import('../pkg/rangefinder.js').Comparison} comparison
 * @param {(schedule: string) => { name: string, ink: string, dash: number[] }} styleOf
 * @returns {Figure}
 */
export function comparisonFigure(
  name,
  { standings, steps, per_epoch, epochs, most_common },
  styleOf,
) {
  const x = Array.from({ length: epochs + 1 }, (_, epoch) => epoch * per_epoch);
  /** @type {Record<typeof name, (result: ScheduleResult) => number[]>} */
  const columns = {
    lr: ({ lrs }) => lrs,
    validation: ({ validation_losses }) => validation_losses.median,
    training: ({ training_losses }) => training_losses.median,
    accuracy: ({ accuracies }) => accuracies.median,
  };
  const column = columns[name];
  const values = standings.map(column);
  const accuracy = most_common === undefined ? AXES.explained : AXES.accuracy;
  const labels = { lr: AXES.lr, validation: AXES.validationLoss, training: AXES.trainingLoss };
  const min = Math.min(0, ...values.flat().filter(Number.isFinite));
  return {
    title: EXPORTS.charts[name],
    named: true,
    x: { label: AXES.step, range: [0, epochs * per_epoch] },
    y:
      name === 'accuracy'
        ? { label: accuracy, range: [Math.max(min, -1), 1] }
        : { label: labels[name], range: logRange(values), log: true },
    curves: standings.map((result) => {
      return { ...styleOf(result.policy), x: name === 'lr' ? steps : x, y: column(result) };
    }),
  };
}

/**
 * The lines of a chart of the page.
 * @param {string} title
 * @param {import('./line-chart.js').Lines} lines
 * @param {import('./line-chart.js').Axes} axes
 * @returns {Figure}
 */
export function linesFigure(title, { x, xRange, lines, answer }, axes) {
  return {
    title,
    x: { label: axes.x, range: xRange, log: axes.logX },
    y: { label: axes.y, range: rangeOf(lines, axes), log: axes.logY },
    curves: lines.map(({ strong, ...line }) => ({ ...line, x, width: strong ? 2.5 : undefined })),
    marks: answerMark(answer),
  };
}

/** The recommended rate, if there is one. @param {number} [lr] */
function answerMark(lr, { name, ink, dash } = { name: EXPORTS.answer, ink: 'ink', dash: [2, 3] }) {
  return lr === undefined ? [] : [{ name: name(brief(lr)), x: lr, ink, dash }];
}

/** The range of some columns on a logarithmic axis. @param {number[][]} columns @returns {[number, number]} */
function logRange(columns, top = Infinity) {
  const usable = columns.flat().filter((value) => value > 0 && value < Infinity);
  if (usable.length === 0) return [0.1, 1];
  const max = Math.min(
    top,
    usable.reduce((a, b) => Math.max(a, b)),
  );
  const min = Math.max(
    max / 1e8,
    usable.reduce((a, b) => Math.min(a, b)),
  );
  return min < max ? [min / 1.2, max * 1.2] : [max / 10, max * 2];
}
