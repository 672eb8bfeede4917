// The list of schedules to compare, with a checkbox for each, and the reasons why some cannot run.

import { effect } from '@preact/signals-core';
import { scheduleStyles } from '../charts/schedule-styles.js';
import { swatch } from '../charts/swatch.js';
import { byId, create, setText } from '../page/dom.js';
import { SCHEDULES } from '../text/later-labels.js';

/**
 * @param {import('../state.js').State} state
 * @param {(schedules: string[]) => void} choose called with the selected schedules
 */
export function startScheduleList(state, choose) {
  const list = state.description.schedules;
  const styles = scheduleStyles(state.description);
  const box = byId('schedule-list', HTMLElement);
  box.append(
    ...list.map(({ name: value, label }) => {
      const { ink, dash } = styles[value];
      const input = create('input', { type: 'checkbox', name: `schedule-${value}`, value });
      return create('label', {}, input, swatch(ink, dash), label);
    }),
  );
  const inputs = [...box.querySelectorAll('input')];
  box.addEventListener('change', () => {
    choose(inputs.filter(({ checked }) => checked).map(({ value }) => value));
  });
  const labels = Object.fromEntries(list.map(({ name, label }) => [name, label]));
  effect(() => {
    const { entrants } = state.comparison.value;
    const selected = state.values.value.policies.split(',');
    for (const input of inputs) {
      input.checked = selected.includes(input.value);
      const missing = entrants.find(({ policy }) => policy === input.value)?.missing;
      const label = /** @type {HTMLElement} */ (input.parentElement);
      label.title = missing ?? '';
      label.classList.toggle('missing', missing !== undefined);
    }
    const missing = entrants.filter(({ policy, missing }) => missing && selected.includes(policy));
    // A missing own rate is not reported.
    const reported = missing.filter(({ policy }) => policy !== 'lr');
    const reasons = [...new Set(reported.map(({ missing }) => missing))];
    const texts = reasons.map((reason) => {
      const some = reported.filter(({ missing }) => missing === reason);
      const names = some.map(({ policy }) => labels[policy]);
      return SCHEDULES.missing(names, reason ?? '');
    });
    setText(byId('comparison-missing', HTMLElement), SCHEDULES.notCompared(texts));
  });
}
