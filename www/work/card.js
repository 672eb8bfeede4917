// The content of the answer card, and the rates that belong to it.

import { difference_from_pin } from '../pkg/rangefinder.js';

/**
 * @typedef {import('../pkg/rangefinder.js').Answer} Answer
 * @typedef {import('../pkg/rangefinder.js').Rate} Rate
 *
 * @typedef {object} Card
 * @property {'waiting' | 'measuring' | 'suggested' | 'verified' | 'changed' | 'updating' | 'none' | 'cancelled'
 *   | 'failed'} state
 * @property {string} [chip] how sure it is, if not the default of its state
 * @property {Rate} [rate] while `updating`, that of the previous settings
 * @property {string} [title] if not the default of its state
 * @property {string} [holds] the conditions for the rate, if not those of the experiment
 * @property {string} [none] why there is no rate
 * @property {{ text: string, link: string }} [remedy] a change that would help
 */

/**
 * The card of an answer.
 * @param {Answer} answer
 * @param {(settings: Record<string, string>) => string} linkWith makes the link with other settings
 * @returns {Card}
 */
export function cardOf(answer, linkWith) {
  if ('lr' in answer) {
    const state = answer.suggested ? 'changed' : answer.verified ? 'verified' : 'suggested';
    return { state, rate: answer };
  }
  const { none, remedy } = answer;
  if (!remedy) return { state: 'none', none };
  const settings = Object.entries(remedy.settings).map(([key, value]) => [key, String(value)]);
  const link = linkWith(Object.fromEntries(settings));
  return { state: 'none', none, remedy: { text: remedy.text, link } };
}

/** The rate of an answer, if it has one. @param {Answer} [answer] */
export function rateOf(answer) {
  return answer && 'lr' in answer ? answer : undefined;
}

/**
 * How the answer differs from that of the pinned settings, in words.
 * @param {Rate} [now]
 * @param {Rate} [pinned]
 */
export function differenceOf(now, pinned) {
  const [present, other] = [now, pinned].map((rate) =>
    Float64Array.of(rate?.lr ?? NaN, rate?.low ?? NaN, rate?.high ?? NaN),
  );
  return difference_from_pin(present, other);
}

/**
 * The card while there is no answer.
 * @param {string} band the state of the runs
 * @param {Answer} [before] the answer of the previous settings
 * @returns {Card}
 */
export function pendingCard(band, before) {
  if (band === 'failed') return { state: 'failed' };
  if (band === 'waiting') return { state: 'cancelled' };
  if (before && 'lr' in before) return { state: 'updating', rate: before };
  return { state: 'measuring' };
}
