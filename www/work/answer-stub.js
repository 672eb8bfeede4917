// A stand-in for the core's answer, until it has one.

import { brief } from '../text/numbers.js';

/**
 * @typedef {object} Answer
 * @property {number | null} lr
 * @property {number | null} low
 * @property {number | null} high
 * @property {number | null} base_lr
 * @property {number | null} max_lr
 * @property {'suggested' | 'verified' | 'changed' | 'none'} state
 * @property {string} title
 * @property {string} range
 * @property {string} why
 * @property {string} sure
 * @property {string} holds
 * @property {{ code: string, text: string }[]} warnings
 * @property {null | { text: string, link: string }} remedy
 */

/** @param {any} [summary] @returns {Answer | undefined} */
export function suggest(summary) {
  if (!summary) return undefined;
  const { lower, upper } = summary.bounds;
  if (!('lr' in lower) || !('lr' in upper)) {
    const none = {
      lr: null,
      low: null,
      high: null,
      base_lr: null,
      max_lr: null,
      range: '',
      sure: '',
      holds: '',
      warnings: [],
    };
    const remedy = { text: 'Start lower: from 1e-5 to 1', link: '#v=1&start_lr=1e-5&end_lr=1' };
    return {
      ...none,
      state: 'none',
      title: 'No learning rate can be suggested',
      why: summary.conclusion.text,
      remedy,
    };
  }
  return answer('suggested', Math.sqrt(lower.lr * upper.lr), lower.lr, upper.lr, summary.runs);
}

/** @param {any} check @param {any} rates @returns {Answer | undefined} */
export function verify({ best, undistinguished, runs, epochs }, { lower, upper }) {
  if (!best || !lower || !upper) return undefined;
  const found = answer('verified', best.lr, lower, upper, runs);
  const equal = [best.lr, ...undistinguished];
  const sure = `Trained for ${epochs} epochs from ${runs} new seeds, ${brief(best.lr)} does as well as the best rate tried.`;
  return {
    ...found,
    low: Math.min(...equal),
    high: Math.max(...equal),
    range: range(Math.min(...equal), Math.max(...equal)),
    sure,
  };
}

/** @param {number} low @param {number} high */
const range = (low, high) => `anything from ${brief(low)} to ${brief(high)} should do as well`;

/** @param {Answer['state']} state @param {number} lr @param {number} base_lr @param {number} max_lr @param {number} runs @returns {Answer} */
function answer(state, lr, base_lr, max_lr, runs) {
  const [low, high] = [lr / 3, lr * 3];
  return {
    lr,
    low,
    high,
    base_lr,
    max_lr,
    state,
    title: 'Use a learning rate of about',
    range: range(low, high),
    why: `Below ${brief(base_lr)} the loss hardly falls; above ${brief(max_lr)} it rises again.`,
    sure: `In a benchmark of ${runs} trainings whose best rate is known, this rule was within a factor of 3 in 80%.`,
    holds: 'Holds for this network, these data, SGD with batches of 12 and 5 epochs.',
    warnings: [],
    remedy: null,
  };
}
