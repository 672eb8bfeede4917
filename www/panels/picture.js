// The sweep as a picture, with the two bounds to drag.

import { effect } from '@preact/signals-core';
import { SweepChart } from '../charts/sweep-chart.js';
import { byId } from '../page/dom.js';

/**
 * @param {import('../state.js').State} state
 * @param {(bound: import('../charts/handles.js').Name, text: string, done: boolean) => void} move told what a
 *   bound is to be
 * @returns {SweepChart}
 */
export function startPicture(state, move) {
  const chart = new SweepChart(
    byId('chart', HTMLElement),
    byId('handles', HTMLElement),
    (step) => state.point(step),
    { text: (bound) => state.reading.peek().values[bound], move },
    state.description.suggestions.length,
  );
  effect(() => {
    if (!state.played.value) return;
    const { curve, status, report } = state.played.value;
    chart.show({
      curve,
      range: state.range.value,
      least: status.least,
      suggestions: report?.suggestions,
      summary: state.summary.value,
      bounds: state.rates.value,
    });
  });
  effect(() => chart.select(state.selected.value));
  // What is dragged is another picture's once another link is open.
  let sweep = state.reading.peek().parts.sweep;
  effect(() => {
    const now = state.reading.value.parts.sweep;
    if (now !== sweep) chart.release();
    sweep = now;
  });
  return chart;
}
