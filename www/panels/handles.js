// The two bounds to drag, over the picture of the sweep.

import { effect } from '@preact/signals-core';
import { Handles } from '../charts/handles.js';
import { byId } from '../page/dom.js';

/** What changes the picture while it is held. */
const HELD = 'input[type=range], .handle';

/**
 * @param {import('../state.js').State} state
 * @param {import('../charts/sweep-chart.js').SweepChart} chart
 * @param {import('../charts/handles.js').On['move']} move told what a bound is to be
 */
export function startHandles(state, chart, move) {
  const text = (/** @type {import('../charts/handles.js').Name} */ bound) =>
    state.reading.peek().values[bound];
  const handles = new Handles(byId('handles', HTMLElement), chart.axis, { text, move });
  chart.addHandles(handles);
  // What is dragged is another picture's once another link is open.
  let sweep = state.reading.peek().parts.sweep;
  effect(() => {
    const now = state.reading.value.parts.sweep;
    if (now !== sweep) handles.release();
    sweep = now;
  });
  addEventListener('pointerdown', ({ target }) => {
    state.held.value = target instanceof Element && target.matches(HELD);
  });
  for (const type of ['pointerup', 'pointercancel']) {
    addEventListener(type, () => (state.held.value = false));
  }
}
