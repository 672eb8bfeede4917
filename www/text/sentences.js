// The page's own sentences about its state. Sentences about results come from the core.

import { percent, short, shortLoss } from './numbers.js';

/**
 * @typedef {import('../pkg/rangefinder.js').Status} Status
 * @typedef {import('../link/link.js').Values} Values
 */

/**
 * The sweep, before it ends.
 * @param {Values} values
 * @param {Status} status
 */
export function beginning(values, { steps }) {
  const { start_lr, end_lr } = values;
  return `The rate rises from ${start_lr} to ${end_lr} in ${steps} steps, one after each mini-batch.`;
}

/**
 * One step, for the readout.
 * @param {import('../charts/sweep-chart.js').Curve} curve
 * @param {number} step
 * @param {import('../pkg/rangefinder.js').Summary} [summary]
 */
export function reading({ lrs, losses, smoothed }, step, summary) {
  const run = `step ${step}, rate ${short(lrs[step])}, loss ${shortLoss(losses[step])}, smoothed ${shortLoss(smoothed[step])}`;
  if (!summary || summary.runs < 2) return run;
  const [low, median, high] = [summary.low, summary.median, summary.high].map((column) =>
    Number.isFinite(column[step]) ? shortLoss(column[step]) : 'ended',
  );
  return `${run}; all runs: median ${median}, 10th to 90th percentile ${low} to ${high}`;
}

/**
 * One step, for the tooltip.
 * @param {import('../charts/sweep-chart.js').Curve} curve
 * @param {number} step
 * @param {import('../pkg/rangefinder.js').Summary} [summary] of all runs; none while a single run is shown
 */
export function tip({ lrs, losses }, step, summary) {
  const rate = `rate ${short(lrs[step])}`;
  if (!summary || !(step in summary.median)) return [rate, `loss ${shortLoss(losses[step])}`];
  const [low, median, high] = [summary.low, summary.median, summary.high].map((column) =>
    Number.isFinite(column[step]) ? shortLoss(column[step]) : 'ended',
  );
  return [rate, `median loss ${median}`, `80% of runs: ${low} to ${high}`];
}

/**
 * One rate of the check, for the tooltip.
 * @param {import('../pkg/rangefinder.js').Check} check
 * @param {number} at its index
 */
export function checkTip({ lrs, losses }, at) {
  const { low, median, high } = losses;
  return [
    `rate ${short(lrs[at])}`,
    `median loss ${shortLoss(median[at])}`,
    `80% of seeds: ${shortLoss(low[at])} to ${shortLoss(high[at])}`,
  ];
}

/**
 * The comparison of a rate with that of the lowest loss, for a table.
 * @param {string} name of the suggestion or bound
 * @param {import('../pkg/rangefinder.js').Check | undefined} check none before it is complete
 * @param {boolean} checking whether the rates still train
 * @param {number} lr the rate: the check may still have an earlier one of this name
 */
export function regret(name, check, checking, lr) {
  const mark = check?.marks.find((one) => one.name === name && one.lr === lr);
  return mark?.found?.text ?? (checking ? '…' : '');
}

/**
 * The state of the network at a step.
 * @param {import('../pkg/rangefinder.js').Diagnosis} findings
 * @param {number} step
 * @param {{ edge: number, step: number }} [measured] 2 over the sharpness, at this step or an earlier one
 */
export function inside({ gradient_norms, update_ratios, dead }, step, measured) {
  if (!(step in (gradient_norms[0] ?? []))) return '';
  const layers = (/** @type {number[][]} */ columns) =>
    columns
      .map((column) => (Number.isFinite(column[step]) ? short(column[step]) : 'not finite'))
      .join(', ');
  const texts = [
    `gradient norm by layer ${layers(gradient_norms)}`,
    `update/weight ${layers(update_ratios)}`,
    ...(dead ? [`dead ReLUs ${percent(dead[step])}`] : []),
    ...(measured ? [sharpness(measured, step)] : []),
  ];
  return texts.join('; ');
}

/** @param {{ edge: number, step: number }} measured @param {number} step */
function sharpness(measured, step) {
  const edge = Number.isFinite(measured.edge) ? short(measured.edge) : 'infinite';
  return `2/sharpness ${edge}${measured.step === step ? '' : ` (at step ${measured.step})`}`;
}

/** An estimated duration. @param {number} milliseconds */
export function duration(milliseconds) {
  if (!Number.isFinite(milliseconds)) return 'time unknown';
  const seconds = milliseconds / 1000;
  const text =
    seconds < 90
      ? count(Math.max(1, Math.round(seconds)), 'second')
      : count(Math.round(seconds / 60), 'minute');
  return `about ${text}`;
}

/** A number with its noun. @param {number} number @param {string} word */
export function count(number, word) {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
