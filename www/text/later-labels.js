// The labels and messages of what is loaded after the first picture: see later.js.

import { short } from './numbers.js';
import { count, duration } from './sentences.js';

/**
 * @typedef {import('../work/check.js').Check['view']} Check
 * @typedef {import('../work/comparison.js').Comparison['view']} Comparison
 */

/** The columns of the table of suggestions that have no room for a head on a phone. */
export const SUGGESTION_COLUMNS = ['this run', 'each run', 'median of all runs'];

/** The check by training. */
export const CHECK = {
  start: 'Check it',
  stop: 'Stop',
  begun: 'Training at many constant rates.',
  /** @type {Record<Check['state'], (check: Check) => string>} */
  progress: {
    waiting: ({ time }) => `by training at many constant rates: ${duration(time)}`,
    running: ({ done }) => `Training at many constant rates: ${Math.floor(100 * done)}% done`,
    failed: () => 'The check could not be completed: its workers fail again and again.',
    idle: () => '',
    done: () => '',
  },
};

/** The comparison of schedules. */
export const SCHEDULES = {
  start: 'Compare',
  replay: 'Replay',
  begun: 'The schedules are training.',
  /** @type {Record<Comparison['state'], (comparison: Comparison) => string>} */
  progress: {
    idle: () => '',
    waiting: ({ time }) => duration(time),
    running: ({ done, all }) => `${done} of ${count(all, 'schedule')}`,
    paused: ({ done, all }) => `${done} of ${count(all, 'schedule')} have run, paused`,
    failed: () => 'The comparison could not be completed: its workers fail again and again.',
    done: ({ all }) => count(all, 'schedule'),
  },
  epoch: (/** @type {number} */ epoch, /** @type {number} */ epochs) =>
    `epoch ${epoch} of ${epochs}`,
  none: 'No schedule to compare: tick one above.',
  missing: (/** @type {string[]} */ names, /** @type {string} */ reason) =>
    `${names.join(', ')} (${reason})`,
  notCompared: (/** @type {string[]} */ texts) =>
    texts.length > 0 ? `Not compared: ${texts.join('; ')}.` : '',
  steps: (/** @type {number | undefined} */ goal) =>
    goal === undefined ? 'Steps' : `Steps to ${short(goal)}`,
  epochsOf: (/** @type {string | undefined} */ label) => (label ? `of ${label}` : 'in numbers'),
};

/** The link to share. */
export const SHARE = { copied: 'Copied', byHand: 'Copy it from here:' };
