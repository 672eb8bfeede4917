// Rates: those that training can use, and the nearest of some.

import { with_own } from '../pkg/rangefinder.js';

/** @typedef {import('../pkg/rangefinder.js').Summary} Summary */

/**
 * All rates for training: the bounds, the suggestions of the median of the runs, and the user's own rate.
 * @param {string} link with the user's own bounds and rate
 * @param {Summary} [summary] with the rates of the runs
 */
export function ratesOf(link, summary) {
  const rate = (/** @type {{ lr: number } | { none: string } | undefined} */ found) =>
    found && 'lr' in found ? found.lr : undefined;
  const { answer, bounds, suggestions } = summary ?? {};
  const { lr, base_lr, max_lr } = answer && 'lr' in answer ? answer : {};
  const suggested = Object.entries(suggestions ?? {}).map(([name, found]) => [name, rate(found)]);
  return with_own(link, {
    answer: lr,
    lower: base_lr ?? rate(bounds?.lower),
    upper: max_lr ?? rate(bounds?.upper),
    ...Object.fromEntries(suggested),
  });
}

/**
 * The index of the nearest rate on a logarithmic axis, 0 without any.
 * @param {ArrayLike<number>} lrs
 * @param {number} lr
 */
export function nearest(lrs, lr) {
  const distances = Array.from(lrs, (one) => Math.abs(Math.log(one / lr)));
  return distances.reduce((best, one, at) => (one < distances[best] ? at : best), 0);
}
