// The page's own labels and messages, grouped by panel or chart. Sentences about results come from the core.

import { count, duration } from './sentences.js';

/**
 * @typedef {import('../work/repeats.js').Progress} Runs
 */

/** The quantities on axes. */
export const AXES = {
  lr: 'learning rate, log scale',
  constantLr: 'constant learning rate, log scale',
  loss: 'loss',
  logLoss: 'loss, log scale',
  step: 'step',
  trainingLoss: 'training loss',
  validationLoss: 'validation loss',
  accuracy: 'validation accuracy',
  explained: 'validation R²',
  edge: '2 / sharpness, and rate',
  update: 'update over weight',
  gradient: 'gradient norm',
  dead: 'dead ReLUs (share)',
  rangeTest: 'range test',
  base: 'base_lr',
  max: 'max_lr',
  equals: 'about as good',
};

/** How the answer is found, before there is one. */
const MEASURED =
  'rises after each batch of rows. At the end, networks trained at many constant rates check the answer.';

/** The answer card, apart from the core's sentences. */
export const ANSWER = {
  title: 'Use a learning rate of about',
  /** @type {Record<string, string>} */
  titles: {
    measuring: 'Which learning rate should I use?',
    none: 'No learning rate to suggest',
    cancelled: 'Not measured yet',
    failed: 'No answer: the runs failed',
  },
  /** @type {Record<string, string>} */
  chips: {
    measuring: 'measuring …',
    suggested: 'suggested by the range test',
    verified: 'verified by training',
    changed: 'changed by training',
    updating: 'measuring again …',
    none: 'no answer',
    cancelled: 'stopped',
    failed: 'failed',
  },
  /** @type {Record<string, string>} */
  why: {
    measuring:
      'A small network learns to classify 569 breast tumors, here and now, while the learning rate, the ' +
      `size of its steps, ${MEASURED}`,
    measuringOther:
      'A small network learns these data, here and now, while the learning rate, the size of its steps, ' +
      MEASURED,
    cancelled: 'The answer needs the runs of the range test. They would take a while here.',
    failed: 'Load the page again, or change a setting.',
  },
  /** @type {Record<string, string>} */
  announcements: { none: 'No learning rate to suggest.', failed: 'No answer: the runs failed.' },
  copy: 'Copy',
  copied: 'Copied',
  byHand: (/** @type {string} */ text) => `Copy it from here: ${text}`,
  bounds: (/** @type {string} */ base, /** @type {string} */ max) =>
    `base_lr=${base}, max_lr=${max}`,
  cyclical: (/** @type {string} */ base, /** @type {string} */ max) =>
    `Copy cyclical: ${base} to ${max}`,
  boundsTitle:
    'base_lr and max_lr, the rates between which a cyclical schedule goes up and down; press to copy them',
};

/** The zones of the axis of rates. */
export const ZONES = { slow: 'too slow', works: 'works', diverges: 'diverges' };

/** Table cells that have no number. */
export const CELLS = {
  pending: '…',
  none: 'none',
  noneInAnyRun: 'none in every run',
  notFinite: 'not finite',
  notFound: 'not found',
  notMeasured: 'not measured',
  notReached: 'not reached',
  notReachedDetail: 'in half the runs',
  noRelus: 'no ReLUs',
  notSure: 'not sure',
  itself: '–',
  ended: 'ended',
};

/** The bounds, and the user's own rate. */
export const BOUNDS = {
  lower: 'from it on, the median loss has fallen by 10% of its total drop',
  upper: 'above it, the median loss has risen by 10% of its total drop',
  passed: 'the bound of the answer is not used: it conflicts with your own',
  auto: 'auto',
  atMost: (/** @type {string} */ rate) => ` (at most ${rate})`,
  atLeast: (/** @type {string} */ rate) => ` (at least ${rate})`,
  between: (/** @type {string} */ from, /** @type {string} */ to) => ` (${from} to ${to})`,
};

/** Settings that are derived from others unless they are set. */
export const FOLLOWS = {
  auto: 'auto',
  hint: (/** @type {string} */ what) => `Auto: it follows ${what}.`,
};

/** What the chart of the sweep shows. */
export const PICTURE = {
  one: (/** @type {string} */ measure) => `one run: the points are its ${measure}`,
  all: (/** @type {number} */ runs) =>
    runs === 1 ? 'of one run' : `median of ${count(runs, 'run')}; the band holds 80% of them`,
  check: (/** @type {string} */ length, /** @type {number} */ runs) =>
    `${length}, median of ${count(runs, 'seed')}; ring: the lowest loss`,
};

/** The lines of the charts inside the network. */
export const LEGEND = {
  edge: '2 over the sharpness',
  rate: 'the learning rate itself',
  layer: (/** @type {number} */ layer, /** @type {number} */ layers) =>
    layer === layers ? 'output layer' : `layer ${layer}`,
};

/** The play controls, and the progress of the sweep. */
export const TRANSPORT = {
  play: 'Play',
  again: 'Play again',
  pause: 'Pause',
  progress: (/** @type {number} */ step, /** @type {number} */ steps) =>
    `${step} of ${steps} steps`,
};

/** The progress of the runs. */
export const RUNS = {
  start: 'Start the runs',
  resume: 'Resume',
  stop: 'Stop and use the finished runs',
  /** @type {Record<Runs['state'], (runs: Runs) => string>} */
  progress: {
    waiting: ({ runs, time }) => `${runs} runs: ${duration(time)}`,
    running: ({ done, runs }) => `${done} of ${runs} runs`,
    stopped: ({ done, runs, time }) => `${done} of ${runs} runs; the others: ${duration(time)}`,
    failed: () => '',
    done: () => '',
  },
  waits: 'The runs would take a long time, so they have not been started.',
  started: (/** @type {number} */ runs) => `${runs} runs are running.`,
  failed: 'The runs could not be completed.',
  why: 'Their workers keep failing.',
};

/** The step that is read out. */
export const READOUT = {
  none: 'no step yet',
  at: (/** @type {number} */ step, /** @type {string} */ text) => `At step ${step}: ${text}.`,
  within: (/** @type {string} */ text, /** @type {string} */ inside) =>
    `${text}. Inside: ${inside}`,
};

/** What could not be used or done, and why. */
export const NOTICES = {
  dismiss: 'Dismiss',
  more: (/** @type {number} */ count) => `And ${count} more.`,
  link: 'Not all of this link could be used.',
  change: 'Not used; the charts have not changed.',
  notStarted: 'The network could not be started, so there is nothing to show.',
  incomplete: 'A part of the page could not be loaded.',
  incompleteRemedy: (/** @type {unknown} */ error) =>
    `If you are connected, load the page again. (${error})`,
  broken: 'Something went wrong.',
  brokenRemedy: (/** @type {unknown} */ error) =>
    `Load the page again: the link in the address bar keeps the settings. (${error})`,
};

/** The headings of notices about settings: of a link, and of a change. */
export const ABOUT_SETTINGS = [NOTICES.link, NOTICES.change];

/** Data other than the default data set. */
export const DATA = {
  own: 'Your table',
  embedded: 'Use the breast-cancer data',
  otherFile: 'the server sent another file',
  notLoaded: (/** @type {unknown} */ reason) =>
    `These data could not be loaded (${reason}). If you are connected, load the page again.`,
};

/** Why the core, or a part of it, is not available. */
export const CORE = {
  missing:
    'This browser has no WebAssembly, or has it turned off (some protection modes do), and the network ' +
    'needs it. Allow it for this page, or open the page in another browser.',
  notLoaded: (/** @type {unknown} */ reason) =>
    `The network's file could not be loaded (${reason}). If you are connected, load the page again.`,
  notCompiled: (/** @type {unknown} */ error) =>
    'This browser cannot run the network: its WebAssembly is forbidden here, or too old to compute with ' +
    `four numbers at a time (SIMD). A browser of 2023 or later can. (${error})`,
  whyNotLoaded: (/** @type {unknown} */ reason) =>
    `The diagnosis could not be loaded (${reason}). If you are connected, close this section and open ` +
    'it again.',
  whyFailed: 'The diagnosis could not be completed: its workers keep failing.',
  badStatus: (/** @type {number} */ status) => `the server said ${status}`,
};

export const OFFLINE = 'It works offline from now on.';
