// Sweeps worth seeing, each with what it shows.

import { create } from './dom.js';

/**
 * @typedef {object} Preset
 * @property {string} name
 * @property {string} link
 * @property {string} lesson true of the picture that the link gives
 */

/** @type {Preset[]} */
export const PRESETS = [
  {
    name: 'The notebook',
    link: '#v=1',
    lesson:
      'Plain SGD, one pass over the data in 48 batches: the loss stays where it is at first, falls ' +
      'from about 0.3 on, and rises again when the rate has passed 20.',
  },
  {
    name: 'Textbook range',
    link: '#v=1&start_lr=1e-10&end_lr=10&epochs=10&beta=0.95',
    lesson:
      'From 1e-10 to 10: most of the eleven decades are flat, since rates below 0.01 learn next to ' +
      'nothing in so few batches. All of the fall is in the last three.',
  },
  {
    name: 'Momentum',
    link: '#v=1&optimizer=momentum&start_lr=0.001&epochs=2&beta=0.9',
    lesson:
      'Momentum 0.9 lets each gradient act about ten times over, so the loss falls, and breaks, at ' +
      'smaller rates than with plain SGD: steepest at 0.2 rather than at 1 or 2.',
  },
  {
    name: 'Adam',
    link: '#v=1&optimizer=adam&start_lr=1e-5&end_lr=10&epochs=3&beta=0.9',
    lesson:
      'Adam divides by the size of the gradients, so its rates are steps of the weights themselves: ' +
      'the loss falls fastest near 0.02, a hundredth of what suits plain SGD here.',
  },
  {
    name: 'Unscaled inputs',
    link: '#v=1&scaler=none&output=softmax&start_lr=1e-8&end_lr=0.1&epochs=3&beta=0.9',
    lesson:
      'Features as they are run into the thousands: the loss begins near 180 where standardized ones ' +
      'begin near 0.7, and training breaks at a rate of 0.005, where they would go on past 1.',
  },
  {
    name: 'Too few steps',
    link: '#v=1&num_iter=6',
    lesson:
      'Six batches for more than three decades: the loss seems least at a rate of 100, although the ' +
      'notebook’s 48 batches show that it has long risen there.',
  },
  {
    name: 'Keras’s running mean',
    link: '#v=1&measure=running_mean',
    lesson:
      'The loss that Keras logs is the mean over the epoch so far. It drags the early batches along: ' +
      'the same training as the notebook’s now seems to improve up to the last rate.',
  },
  {
    name: 'Less smoothing',
    link: '#v=1&beta=0.8',
    lesson:
      'With a beta of 0.8 the line keeps closer to the points: it falls lower, shows the rise as soon ' +
      'as it comes, and the stop rule ends the sweep at a rate of 30.',
  },
  {
    name: 'An explosion',
    link: '#v=1&output=linear&start_lr=0.0001&epochs=3&beta=0.9&stop_factor=off',
    lesson:
      'A linear output has no ceiling, and here nothing stops the sweep: past a rate of 1 the loss ' +
      'grows a thousandfold from batch to batch until it is no longer a number.',
  },
];

/**
 * The presets as links, so that Back leads to what was there before.
 * @param {HTMLElement} list
 */
export function listPresets(list) {
  const links = PRESETS.map(({ name, link }) => create('a', { href: link }, name));
  list.replaceChildren(...links.map((link) => create('li', {}, link)));
}

/**
 * Marks the preset that is shown, if one is, and returns it.
 * @param {HTMLElement} list
 * @param {string} link
 */
export function markPreset(list, link) {
  for (const anchor of list.querySelectorAll('a')) {
    if (anchor.hash === link) anchor.setAttribute('aria-current', 'true');
    else anchor.removeAttribute('aria-current');
  }
  return PRESETS.find((preset) => preset.link === link);
}
