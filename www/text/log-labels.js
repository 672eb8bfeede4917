// The labels of the panel for a training log. Sentences about the log come from the core.

export const LOG = {
  question: 'Which learning rate does your log suggest?',
  empty:
    'Paste what your framework printed or saved while the learning rate rose, drop the files here, or choose them: ' +
    'JSON, CSV or plain lines, with a learning rate and a loss.',
  reading: 'Reading your log …',
  local: 'The log is read in this page. Nothing is sent anywhere.',
  files: 'Choose files',
  type: 'Or paste or type it here',
  read: 'Read it',
  first: 'Read a log',
  another: 'Read another log',
  sample: 'Try it with a run of this page',
  sampleName: 'rangefinder.json',
  asTable: 'Use the file as data to train on',
  back: 'Back to the built-in network',
  pasted: 'pasted text',
  from: (/** @type {string[]} */ names) => `From ${[...new Set(names)].join(', ')}.`,
  linked: 'From a link, which holds a shortened curve.',
  claimed: (/** @type {string} */ lr, /** @type {string} */ version) =>
    `The whole log gave about ${lr} (version ${version}).`,
  tooLarge: (/** @type {number} */ bytes) =>
    `These files are too large: at most ${Math.floor(bytes / 2 ** 20)} MB are read. Use the part in which the rate rises.`,
  failed: (/** @type {string} */ why) => `The log could not be read: ${why}`,
  length: 'How long will you train?',
  steps: 'steps',
  compared: 'compared by your training',
  understood: 'What was understood',
  know: 'What to know',
  lrColumn: 'Learning rate',
  lossColumn: 'Loss',
  run: 'Run',
  part: 'Part',
  partOf: (/** @type {string} */ from, /** @type {string} */ to) => `${from} to ${to}`,
  none: 'none',
  startLr: 'First rate',
  endLr: 'Last rate',
  ramp: 'How they rise',
  /** @type {[string, { ramp: 'exponential' | 'linear', short_of_end: boolean }][]} */
  ramps: [
    [
      'exponentially, to the last rate (torch-lr-finder)',
      { ramp: 'exponential', short_of_end: false },
    ],
    [
      'exponentially, one step short of it (fastai, Keras)',
      { ramp: 'exponential', short_of_end: true },
    ],
    ['linearly', { ramp: 'linear', short_of_end: false }],
  ],
  curve: 'The loss of your log while the learning rate rises',
  losses: 'losses',
  average: 'averaged losses',
  smooth: 'smoothed without a shift',
  check: 'The loss at the end of your training, for each constant rate',
  end: 'loss at the end',
  filesOf: 'Files',
  filesAbout: 'CSV, JSON, pictures',
  notLoaded: (/** @type {string} */ why) => `This could not be loaded: ${why}`,
  suggestions: 'Other suggestions',
  add: 'Add logs of trainings at constant rates',
  addHint:
    'To make sure, train for a few minutes at the three rates above, and drop the logs here. They then decide.',
  snippets: 'How to write a log of a range test',
  saves: (/** @type {string} */ file) => `It writes ${file}.`,
};
