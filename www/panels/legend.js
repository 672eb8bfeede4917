// What is what in the picture: the legend, and the suggestions as a table.

import { create } from '../page/dom.js';
import { MARKERS, NAMES } from '../charts/markers.js';
import { short } from '../text/numbers.js';
import { regret } from '../text/sentences.js';

/**
 * @typedef {import('../pkg/rangefinder.js').Suggestions} Suggestions
 * @typedef {import('../pkg/rangefinder.js').Summary} Summary
 * @typedef {import('../pkg/rangefinder.js').Truth} Truth
 */

/**
 * @param {HTMLElement} list
 * @param {string} measure what is recorded, in words
 * @param {string} beta
 * @param {string} runs
 */
export function showLegend(list, measure, beta, runs) {
  const entries = [
    { name: 'point', dash: [0.1, 9], text: `${measure} (▲ beyond the top)` },
    {
      name: 'line',
      dash: [],
      text: Number(beta) === 0 ? 'not smoothed' : `smoothed, beta ${beta}`,
    },
    { name: 'muted', dash: [7, 4], text: 'least smoothed loss' },
    { name: 'median', dash: [], text: `median of ${runs} runs, not smoothed` },
    { name: 'band', dash: [], text: '8 in 10 of them' },
    { name: 'bounds-area', dash: [], text: 'between the bounds' },
    {
      name: 'muted',
      dash: [1.5, 3],
      text: 'under the axis: what each run suggests, 8 in 10, their median',
    },
  ];
  list.replaceChildren(
    ...entries.map(({ name, dash, text }) => create('li', {}, swatch(name, dash), text)),
  );
}

/**
 * One row for each suggestion; before the end of the sweep without rates.
 * @param {HTMLElement} body
 * @param {Suggestions} [suggestions] of the played sweep
 * @param {Summary} [summary]
 * @param {Truth} [truth]
 * @param {boolean} [checking] whether the rates still train
 */
export function showSuggestions(body, suggestions, summary, truth, checking = false) {
  body.replaceChildren(
    ...NAMES.map((name) => {
      const head = create('th', { scope: 'row' }, swatch(name, MARKERS[name].dash), name);
      const found = summary?.suggestions[name];
      const texts = [
        rate(suggestions?.[name]),
        spread(summary?.spreads[name]),
        rate(found),
        found && 'lr' in found ? regret(name, truth, checking) : '',
        how(name, suggestions),
      ];
      return create('tr', {}, head, ...texts.map((text) => create('td', {}, text)));
    }),
  );
}

/** @param {import('../pkg/rangefinder.js').Suggestion} [found] */
function rate(found) {
  if (!found) return '…';
  return 'lr' in found ? short(found.lr) : 'none';
}

/** @param {keyof Suggestions} name @param {Suggestions} [suggestions] */
function how(name, suggestions) {
  const { how } = MARKERS[name];
  const found = suggestions?.[name];
  return found && 'none' in found ? `${found.none}; else ${how}` : how;
}

/** @param {import('../pkg/rangefinder.js').Spread} [spread] */
function spread(spread) {
  if (!spread) return '…';
  const { low, median, high, none } = spread;
  if (low === undefined || median === undefined || high === undefined) return 'none in every run';
  const missing = none > 0 ? `; none in ${short(100 * none)}%` : '';
  return `${short(median)} (${short(low)} to ${short(high)})${missing}`;
}

/**
 * A piece of a line as the picture has it.
 * @param {string} name of its color
 * @param {number[]} dash
 */
export function swatch(name, dash) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 28 8');
  svg.setAttribute('class', `swatch ${name}`);
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  line.setAttribute('d', 'M3 4h23');
  line.setAttribute('stroke-dasharray', dash.join(' '));
  svg.append(line);
  return svg;
}
