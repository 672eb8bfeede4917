// The chart of the sweep, and the readout of the selected step.

import { computed, effect } from '@preact/signals-core';
import { byId, setText } from '../page/dom.js';
import { PICTURE, READOUT } from '../text/labels.js';
import { inside, reading, tip } from '../text/sentences.js';
import { valueText } from '../text/settings.js';

/**
 * @typedef {import('../charts/sweep-chart.js').SweepChart} SweepChart
 * @typedef {import('../pkg/rangefinder.js').Diagnosis} Findings
 */

/** @param {import('../state.js').State} state @param {SweepChart} chart */
export function startPicture(state, chart) {
  chart.onSelect = (step) => state.selectStep(step);
  const live = computed(() => state.played.value?.watched === true);
  effect(() => {
    const { value: pinned } = state.pinned;
    if (!state.played.value) return;
    chart.show({
      curve: state.played.value.curve,
      data: state.values.value.data,
      live: live.value,
      dragging: state.dragging.value,
      range: state.range.value,
      summary: state.summary.value,
      answer: state.rate.value?.lr,
      zones: state.foundRates.value,
      bounds: state.answerRates.value,
      pinned: pinned?.summary && { ...pinned.summary, answer: pinned.rate?.lr },
    });
  });
  effect(() => {
    const { value: summary } = state.summary;
    const measure = valueText(state.description, 'measure', state.values.value).toLowerCase();
    const single = live.value || !summary;
    setText(
      byId('chart-about', HTMLElement),
      single ? PICTURE.one(measure) : PICTURE.all(summary.runs),
    );
  });
  readOut(state, chart);
}

/**
 * Shows the selected step, or the newest one: its losses, and the state of the network.
 * @param {import('../state.js').State} state
 * @param {SweepChart} chart
 */
function readOut(state, chart) {
  effect(() => {
    if (!state.played.value) return;
    const { curve, state: now, watched } = state.played.value;
    const selected = state.selected.value;
    const step = selected ?? curve.lrs.length - 1;
    const { findings } = state.diagnosis.value;
    const sharpness = findings && edgeAt(findings, step);
    const within = findings ? inside(findings, step, sharpness) : '';
    setText(byId('why-readout', HTMLElement), within && READOUT.at(step, within));
    chart.markEdge(selected === null ? undefined : sharpness?.edge);
    const summary = state.summary.value;
    chart.select(
      selected,
      selected === null ? [] : tip(curve, step, watched ? undefined : summary),
    );
    const text = step < 0 ? READOUT.none : reading(curve, step, summary);
    // Not the newest step of every frame, which screen readers would announce if the chart has the focus.
    if (selected !== null || now !== 'playing') {
      chart.describe(step, within ? READOUT.within(text, within) : text);
    }
  });
}

/**
 * 2 over the sharpness at a step, or at the last measured step before it, with that step.
 * @param {Findings} findings
 * @param {number} step
 */
function edgeAt({ steps, edges }, step) {
  const measured = [...edges.keys()].filter((index) => steps[index] <= step);
  const last = measured[measured.length - 1];
  const edge = last === undefined ? undefined : edges[last];
  return edge === undefined ? undefined : { edge, step: steps[last] };
}
