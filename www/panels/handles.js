// The handles of the two bounds, over the chart of the sweep.

import { effect } from '@preact/signals-core';
import { Handles } from '../charts/handles.js';
import { byId } from '../page/dom.js';

/** Controls that change the charts while they are dragged. */
const DRAGGABLE = 'input[type=range], .handle';

/**
 * @param {import('../state.js').State} state
 * @param {import('../charts/sweep-chart.js').SweepChart} chart
 * @param {import('../charts/handles.js').Callbacks['move']} move called with the new text of a bound
 */
export function startHandles(state, chart, move) {
  const text = (/** @type {import('../charts/handles.js').Name} */ bound) =>
    state.reading.peek().values[bound];
  const handles = new Handles(byId('handles', HTMLElement), chart.axis, { text, move });
  chart.addHandles(handles);
  // Ends a drag when another link is opened.
  let sweep = state.reading.peek().parts.sweep;
  effect(() => {
    const now = state.reading.value.parts.sweep;
    if (now !== sweep) handles.endDrag();
    sweep = now;
  });
  addEventListener('pointerdown', ({ target }) => {
    state.dragging.value = target instanceof Element && target.matches(DRAGGABLE);
  });
  for (const type of ['pointerup', 'pointercancel']) {
    addEventListener(type, () => (state.dragging.value = false));
  }
}
