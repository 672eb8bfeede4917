// The labels and messages of lessons, frames and the pinned curve: see teaching.js.

/** Title, note and lesson step above the chart. */
export const SHOWN = {
  label: 'About this picture',
  step: (/** @type {string} */ step) => `Step ${step.replace('/', ' of ')}`,
  next: 'Next step',
  lessons: 'All lessons',
  openPage: 'Open in Rangefinder',
  axes: 'Loss against learning rate',
  titled: (/** @type {string} */ title) => `${title} · Rangefinder`,
};

/** The pinned curve. */
export const PIN = {
  unpin: 'Unpin',
  measure: 'Measure it',
  none: 'Pinned: change a setting to see both curves.',
  differs: (/** @type {string[]} */ settings) =>
    `Pinned, as a dotted line: ${settings.join(', ')}.`,
  setting: (/** @type {string} */ label, /** @type {string} */ pinned, /** @type {string} */ now) =>
    `${label.toLowerCase()} ${pinned} (now ${now})`,
  waits: 'The runs of the pinned settings would take a long time.',
};

/** Frames for other pages, and the link with its answer. */
export const EMBED = {
  title: 'Embed this chart',
  intro: 'A frame for your own page. It has the present settings, and measures them again there.',
  own: 'Your table is not in the frame: visitors would see a request for its file, and no chart. Use a picture instead.',
  pictures: 'Pictures of the charts',
  size: 'Size',
  sizes: ['720 × 420', '360 × 300', '320 × 240'],
  parts: 'Beside the chart',
  /** @type {[string, string][]} */
  choices: [
    ['answer', 'the answer'],
    ['play', 'play and step'],
    ['optimizer', 'optimizer'],
    ['batch_size', 'batch size'],
    ['hidden', 'hidden layers'],
    ['data', 'data'],
  ],
  snippet: 'The frame, as HTML',
  preview: 'Preview',
  frame: 'Learning-rate range test: the loss against the learning rate',
  sentence: 'The link, with its answer in words',
  answer: (/** @type {string} */ lr, /** @type {string} */ range, /** @type {string} */ holds) =>
    `Rangefinder: about ${lr}, ${range}. ${holds}`,
  none: 'Rangefinder:',
  copy: 'Copy',
  copied: 'Copied',
  byHand: 'Copy it from the box.',
  close: 'Close',
};

/** The lessons. */
export const LESSONS = {
  title: 'Lessons',
  intro:
    'Each takes a few minutes. A step says what to do and what to look for; you can change any setting on the way.',
  steps: (/** @type {number} */ steps) => `${steps} steps`,
  failed: 'The lessons could not be loaded. Try again, or load the page again.',
  close: 'Close',
};
