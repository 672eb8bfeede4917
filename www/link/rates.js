// The rates that training can use.

import { with_own } from '../pkg/rangefinder.js';

/**
 * @typedef {import('../pkg/rangefinder.js').Summary} Summary
 * @typedef {import('../pkg/rangefinder.js').Answer} Answer
 */

/**
 * All rates for training: the answer with its bounds, the suggestions of the median of the runs, and the user's own
 * bounds and rate. A bound that conflicts with the user's other bound is missing.
 * @param {string} link with the user's own bounds and rate
 * @param {Summary} [summary] with the rates of the runs
 * @param {Answer} [answer] that of the check in place of that of the runs
 */
export function ratesOf(link, summary, answer = summary?.answer) {
  const { bounds, suggestions } = summary ?? {};
  // If the check finds no rate, the bounds stay those of the runs.
  const limits = [answer, summary?.answer].find((found) => found && 'lr' in found);
  const { base_lr, max_lr } = limits && 'lr' in limits ? limits : {};
  const suggested = Object.entries(suggestions ?? {}).map(([name, found]) => [name, lrOf(found)]);
  return with_own(link, {
    answer: lrOf(answer),
    lower: base_lr ?? lrOf(bounds?.lower),
    upper: max_lr ?? lrOf(bounds?.upper),
    ...Object.fromEntries(suggested),
  });
}

/** @param {{ lr: number } | { none: string }} [found] */
function lrOf(found) {
  return found && 'lr' in found ? found.lr : undefined;
}
