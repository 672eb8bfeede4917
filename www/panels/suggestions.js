// The table of the four suggestions.

import { computed, effect } from '@preact/signals-core';
import { markerDash } from '../charts/markers.js';
import { suggestionOverlay } from '../charts/suggestion-overlay.js';
import { swatch } from '../charts/swatch.js';
import { byId, create } from '../page/dom.js';
import { openSignal } from '../page/folds.js';
import { CELLS } from '../text/labels.js';
import { SUGGESTION_COLUMNS } from '../text/later-labels.js';
import { short } from '../text/numbers.js';
import { regret } from '../text/sentences.js';

/**
 * Shows one row per suggestion, without rates before the end of the sweep. While the table is open, the chart
 * shows them too.
 * @param {import('../state.js').State} state
 * @param {import('../charts/sweep-chart.js').SweepChart} chart
 */
export function startSuggestions(state, chart) {
  // Updated only when the report changes, not in every frame.
  const report = computed(() => state.played.value?.report);
  const evaluation = computed(() => state.check.value.evaluation);
  const checking = computed(() => state.check.value.state === 'running');
  const open = openSignal('others');
  effect(() => {
    const count = state.description.suggestions.length;
    const overlay = () => {
      const { value: all } = state.summary;
      // Those of the median of all runs once it is known, as in the chart of the check.
      return suggestionOverlay(count, (all ?? report.value)?.suggestions, all?.spreads);
    };
    chart.setOverlay(open.value ? overlay() : undefined);
  });
  const [body] = byId('suggestions', HTMLTableElement).tBodies;
  effect(() => {
    const suggestions = report.value?.suggestions;
    const summary = state.summary.value;
    const rows = state.description.suggestions.map(({ name, rule }, index) => {
      const head = create('th', { scope: 'row' }, swatch(name, markerDash(index)), name);
      const found = summary?.suggestions[name];
      const texts = [
        rate(suggestions?.[name]),
        spread(summary?.spreads[name]),
        rate(found),
        found && 'lr' in found ? regret(name, evaluation.value, checking.value, found.lr) : '',
        ruleText(rule, suggestions?.[name]),
      ];
      const cells = texts.map((text) => create('td', {}, text));
      SUGGESTION_COLUMNS.forEach((label, index) => (cells[index].dataset.label = label));
      return create('tr', {}, head, ...cells);
    });
    body.replaceChildren(...rows);
  });
}

/** @param {import('../pkg/rangefinder.js').Suggestion} [found] */
function rate(found) {
  if (!found) return CELLS.pending;
  return 'lr' in found ? short(found.lr) : CELLS.none;
}

/** @param {string} rule @param {import('../pkg/rangefinder.js').Suggestion} [found] */
function ruleText(rule, found) {
  return found && 'none' in found ? `${found.none}; else ${rule}` : rule;
}

/** @param {import('../pkg/rangefinder.js').Spread} [spread] */
function spread(spread) {
  if (!spread) return CELLS.pending;
  const { low, median, high, none } = spread;
  if (low === undefined || median === undefined || high === undefined) return CELLS.noneInAnyRun;
  const missing = none > 0 ? `; none in ${short(100 * none)}%` : '';
  return `${short(median)} (${short(low)} to ${short(high)})${missing}`;
}
