// The step under the pointer or the arrow keys, or the newest, in words: its losses, and what went on inside.

import { effect } from '@preact/signals-core';
import { byId, say } from '../page/dom.js';
import { READOUT } from '../text/labels.js';
import { inside, reading } from '../text/sentences.js';

/** @typedef {import('../pkg/rangefinder.js').Diagnosis} Findings */

/** @param {import('../state.js').State} state @param {import('../charts/sweep-chart.js').SweepChart} chart */
export function startReadout(state, chart) {
  effect(() => {
    if (!state.played.value) return;
    const { curve, state: now } = state.played.value;
    const selected = state.selected.value;
    const step = selected ?? curve.lrs.length - 1;
    const { findings } = state.diagnosis.value;
    const look = findings && edgeAt(findings, step);
    const within = findings ? inside(findings, step, look) : '';
    say(byId('why-readout', HTMLElement), within && READOUT.at(step, within));
    chart.markEdge(selected === null ? undefined : look?.edge);
    const text = step < 0 ? READOUT.none : reading(curve, step, state.summary.value);
    const all = within ? READOUT.within(text, within) : text;
    say(byId('readout', HTMLElement), all);
    // Not every frame's newest step, which would be read out if the chart has the focus.
    if (selected !== null || now !== 'playing') chart.describe(step, all);
  });
}

/**
 * 2 over the sharpness at a step, or where it was last measured before it, with that step.
 * @param {Findings} findings
 * @param {number} step
 */
function edgeAt({ steps, edges }, step) {
  const looks = [...edges.keys()].filter((look) => steps[look] <= step);
  const look = looks[looks.length - 1];
  const edge = look === undefined ? undefined : edges[look];
  return edge === undefined ? undefined : { edge, step: steps[look] };
}
