// The section "Code and files", and the buttons that open it. Its content is loaded when it is opened.

import { computed, effect, signal } from '@preact/signals-core';
import { byId, create, setText } from '../page/dom.js';
import { fillOnce } from '../page/folds.js';
import { EXPORT } from '../text/later-labels.js';

/**
 * @typedef {object} CodeRequest the requested code
 * @property {string} schedule its name
 */

/**
 * @param {import('../state.js').State} state
 * @param {(box: HTMLElement, request: import('@preact/signals-core').Signal<CodeRequest>) => Promise<void>} fill
 */
export function startExport(state, fill) {
  const request = signal({ schedule: 'answer' });
  const box = create('div', {}, EXPORT.loading);
  const about = create('span', {}, EXPORT.about);
  const summary = create('summary', {}, `${EXPORT.title} `, about);
  const details = create('details', { id: 'export', className: 'fold' }, summary, box);
  byId('all-settings', HTMLElement).before(details);
  fillOnce(details, box, () => fill(box, request), EXPORT.failed);
  const open = (/** @type {string} */ schedule) => {
    request.value = { schedule };
    details.open = true;
    summary.focus();
    details.scrollIntoView();
  };
  const card = create('button', { id: 'export-open', type: 'button' }, EXPORT.open);
  card.addEventListener('click', () => open('answer'));
  byId('copy-bounds', HTMLElement).after(card);
  const schedule = create('button', { id: 'export-schedule', type: 'button' });
  // The emphasized schedule, otherwise the best one.
  const shown = computed(() => state.prominent.value ?? state.results.value.best);
  schedule.addEventListener('click', () => open(shown.peek() ?? 'answer'));
  byId('results-box', HTMLElement).before(schedule);
  const { schedules } = state.description;
  effect(() => {
    card.hidden = state.rate.value === undefined;
    const found = schedules.find(({ name }) => name === shown.value);
    schedule.hidden = found === undefined;
    setText(schedule, EXPORT.openSchedule(found?.label ?? ''));
  });
}
