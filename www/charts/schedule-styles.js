// The line styles of the schedules in the charts of the comparison: families share a color, and dashes distinguish
// their members. A constant rate at a suggestion has the style of that suggestion in the sweep.

import { markerDash } from './markers.js';

/** @typedef {import('../pkg/rangefinder.js').Form} Description */

/** The color of each family; a suggestion has its own. @type {Record<import('../pkg/rangefinder.js').Family, string>} */
const INKS = {
  answer: 'ink',
  bound: 'bounds',
  suggestion: '',
  own: 'ink',
  cyclical: 'line',
  one_cycle: 'cycle',
  decay: 'decay',
  cosine: 'cosine',
};

/** Groups of families, each represented by one schedule. @type {import('../pkg/rangefinder.js').Family[][]} */
const KINDS = [
  ['answer', 'bound', 'suggestion', 'own'],
  ['cyclical', 'one_cycle'],
  ['decay', 'cosine'],
];

/** In the order of a color. */
const DASHES = [[], [8, 3], [2, 2], [8, 3, 2, 3], [16, 4], [12, 3, 2, 3]];

/** @param {Description} description @returns {Record<string, { ink: string, dash: number[] }>} by name */
export function scheduleStyles({ schedules, suggestions }) {
  const styles = schedules.map(({ name, family }) => {
    const suggestion = suggestions.findIndex((one) => one.name === name);
    if (suggestion >= 0) return [name, { ink: name, dash: markerDash(suggestion) }];
    // The recommended rate and the user's own share a color as well.
    const index = schedules
      .filter((one) => INKS[one.family] === INKS[family])
      .findIndex((one) => one.name === name);
    return [name, { ink: INKS[family], dash: DASHES[index % DASHES.length] }];
  });
  return Object.fromEntries(styles);
}

/** The names of the schedules in groups: constant, cyclical, falling. @param {Description} description */
export function scheduleKinds({ schedules }) {
  return KINDS.map((families) =>
    schedules.filter(({ family }) => families.includes(family)).map(({ name }) => name),
  );
}
