// The labels and messages of the parts that are loaded after the first charts: see later.js.

import { percent, shortLoss } from './numbers.js';
import { count, duration } from './sentences.js';

/**
 * @typedef {import('../work/check.js').Check['view']} Check
 * @typedef {import('../work/comparison.js').Comparison['view']} Comparison
 */

/** Settings that are not those of an example. @param {string[]} changes */
export const changed = (changes) => `Changed: ${changes.join(', ')}.`;

/** No setting is changed. */
export const DEFAULT = 'default';

/** The button for the list of examples, when no example is open. */
export const EXAMPLES = 'Examples';

/** Labels of columns of the table of suggestions whose header does not fit on a phone. */
export const SUGGESTION_COLUMNS = ['this run', 'each run', 'median of all runs'];

/** The check by training. */
export const CHECK = {
  start: 'Check it',
  stop: 'Stop',
  started: 'Training at many constant rates.',
  /** @type {Record<Check['state'], (check: Check) => string>} */
  progress: {
    waiting: ({ time }) => `by training at many constant rates: ${duration(time)}`,
    running: ({ done }) => `Training at many constant rates: ${Math.floor(100 * done)}% done`,
    failed: () => 'The check could not be completed: its workers keep failing.',
    idle: () => '',
    done: () => '',
  },
};

/** The comparison of schedules. */
export const SCHEDULES = {
  accuracy: (/** @type {number | undefined} */ most) => (most === undefined ? 'R²' : 'Accuracy'),
  mostCommon: (/** @type {number | undefined} */ most) =>
    most
      ? `Always predicting the most common class is right for ${percent(most)} of the rows.`
      : '',
  rmse: (/** @type {string} */ text) => `RMSE ${text}, in the unit of the target`,
  start: 'Compare',
  replay: 'Replay',
  started: 'The schedules are training.',
  /** @type {Record<Comparison['state'], (comparison: Comparison) => string>} */
  progress: {
    idle: () => '',
    waiting: ({ check, time }) => (check === 'done' ? duration(time) : 'after the check'),
    running: ({ check, done, all }) =>
      check === 'done' ? `${done} of ${count(all, 'schedule')}` : 'after the check',
    paused: ({ done, all, time }) =>
      `${done} of ${count(all, 'schedule')} have run, paused; for the rest: ${duration(time)}`,
    failed: () => 'The comparison could not be completed: its workers keep failing.',
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
    goal === undefined ? 'Steps' : `Steps to ${shortLoss(goal)}`,
  epochsOf: (/** @type {string | undefined} */ label) => (label ? `of ${label}` : 'in numbers'),
};

/** The link to share. */
export const SHARE = { copied: 'Copied', byHand: 'Copy it from here:' };

/** What the range test is. */
export const HELP = {
  title: 'What is a learning-rate range test?',
  before: [
    'A network learns in steps: after each batch of rows it changes its weights a little, so that its loss, which ' +
      'says how wrong it is, falls. The learning rate is the size of these steps.',
    'The test trains for a short time, and makes the learning rate larger after each batch.',
  ],
  yours: 'This is your curve:',
  curve: 'your curve',
  zones: [
    'Too slow: the steps are so small that the loss hardly changes.',
    'Works: the loss falls. A good rate lies here, well before the lowest point of the curve, since so short a test ' +
      'makes large rates look better than they are.',
    'Diverges: the steps are so large that they overshoot, and the loss rises again.',
  ],
  after: [
    'One run depends on chance, so the page repeats the test with many seeds and shows their median. Then it trains ' +
      'with a grid of constant rates, from seeds that were not in the test, and says whether the answer is right.',
  ],
  terms: /** @type {[string, string][]} */ ([
    ['batch size', 'how many rows the network sees before each step'],
    ['epoch', 'one pass over all rows'],
    ['optimizer', 'the rule that turns gradients of the loss into steps'],
    ['hidden layers', 'how many units each layer between the inputs and the output has'],
    ['base_lr, max_lr', 'the rates between which a cyclical schedule goes up and down'],
    ['median', 'the middle value: half of the runs are above it'],
  ]),
  close: 'Close',
};

/** The section "Code and files", before its content is loaded. */
export const EXPORT = {
  title: 'Code and files',
  about: 'for PyTorch, Keras and others; CSV, JSON, pictures',
  open: 'Code',
  openSchedule: (/** @type {string} */ name) => `Code for ${name}`,
  loading: 'Loading …',
  failed: (/** @type {string} */ why) =>
    `This could not be loaded. If you are connected, open it again, or load the page again. (${why})`,
};
