// What a sweep means, in sentences. Every number is one that the core has found.

import { short } from './text.js';

/**
 * @typedef {import('./pkg/rangefinder.js').Report} Report
 * @typedef {import('./pkg/rangefinder.js').Status} Status
 * @typedef {import('./link.js').Values} Values
 */

/**
 * Before the end.
 * @param {Values} values
 * @param {Status} status
 */
export function beginning(values, { steps }) {
  const { start_lr, end_lr } = values;
  return `The rate rises from ${start_lr} to ${end_lr} in ${steps} steps, one after each mini-batch.`;
}

/**
 * After it.
 * @param {Values} values
 * @param {Report} report
 * @param {Status} status
 */
export function outcome(values, report, { least }) {
  if (!report.outcome) return '';
  const { kind, step, lr } = report.outcome;
  const stopped = `Stopped at step ${step}: at a rate of ${short(lr)}`;
  if (kind === 'not_finite') {
    return `${stopped} the loss was no longer a finite number. ${before(report, least)}`;
  }
  if (kind === 'diverged') {
    const factor = values.stop_factor;
    return `${stopped} the smoothed loss had risen to more than ${factor} times its least. ${before(report, least)}`;
  }
  return completed(report, least);
}

/**
 * What the repeats say together.
 * @param {import('./pkg/rangefinder.js').Summary} summary
 */
export function finding({ runs, stopped, bounds: { lower, upper } }) {
  const seeds = runs === 1 ? '1 run' : `${runs} runs from as many seeds`;
  const early = stopped ? ` ${stopped === runs ? 'All' : stopped} of them ended early.` : '';
  if ('lr' in lower && 'lr' in upper) {
    return `${seeds}: training works from a rate of about ${short(lower.lr)} up to about ${short(upper.lr)}.${early}`;
  }
  if ('lr' in lower) {
    return `${seeds}: the loss falls from a rate of about ${short(lower.lr)} on. Upper bound ${reason(upper)}.${early}`;
  }
  if ('lr' in upper) {
    return `${seeds}: the loss rises again past a rate of about ${short(upper.lr)}. Lower bound ${reason(lower)}.${early}`;
  }
  return `${seeds}: ${reason(lower)}.${early}`;
}

/** @param {import('./pkg/rangefinder.js').Bound} bound */
function reason(bound) {
  return 'none' in bound ? bound.none : short(bound.lr);
}

/**
 * By how much the smoothed line lags, if it is worth a word.
 * @param {Values} values
 * @param {Report} report
 */
export function lag(values, { lag_decades }) {
  if (lag_decades < 0.5) return '';
  const decades = lag_decades.toFixed(1);
  return `The smoothed line lags about ${decades} decades of the rate behind the points (smoothing beta ${values.beta}).`;
}

/**
 * One step, for the read-out.
 * @param {import('./chart.js').Curve} curve
 * @param {number} step
 * @param {import('./pkg/rangefinder.js').Summary} [summary]
 */
export function reading({ lrs, losses, smoothed }, step, summary) {
  const run = `step ${step}, rate ${short(lrs[step])}, loss ${short(losses[step])}, smoothed ${short(smoothed[step])}`;
  if (!summary || summary.runs === 1) return run;
  const [low, median, high] = [summary.low, summary.median, summary.high].map((column) =>
    Number.isFinite(column[step]) ? short(column[step]) : 'ended',
  );
  return `${run}; all runs: median ${median}, 8 in 10 from ${low} to ${high}`;
}

/**
 * @param {Report} report
 * @param {number} [least]
 */
function completed(report, least = 0) {
  const { lrs, smoothed_losses } = report;
  const at = short(lrs[least]);
  const loss = short(smoothed_losses[least]);
  const end = smoothed_losses.length - 1;
  if ([0, end].every((step) => short(smoothed_losses[step]) === loss)) {
    return `The loss hardly moves: at every rate from ${short(lrs[0])} to ${short(lrs[end])} it is about ${loss}.`;
  }
  if (least === 0) {
    return `The smoothed loss is nowhere less than at the first step, where it is ${loss}: these rates are too large, or the steps too few to learn from.`;
  }
  if (least === end) {
    return `The smoothed loss is least, ${loss}, at the last rate, ${at}: it is still falling there, and a higher last rate would show more. ${guess(report)}`;
  }
  return `The smoothed loss is least, ${loss}, at a rate of ${at}, and rises from there. ${guess(report)}`;
}

/**
 * @param {Report} report
 * @param {number} [least]
 */
function before(report, least = 0) {
  if (least === 0) return 'It had not fallen before: all of these rates are too large.';
  const { lrs, smoothed_losses } = report;
  return `Its least was ${short(smoothed_losses[least])}, at ${short(lrs[least])}. ${guess(report)}`;
}

/**
 * The rate to begin with: fastai's own default among the suggestions.
 * @param {Report} report
 */
function guess({ suggestions: { valley } }) {
  if (!('lr' in valley)) return '';
  return `A good first guess for training is ${short(valley.lr)}, about halfway along the longest fall.`;
}
