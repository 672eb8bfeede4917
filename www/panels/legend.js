// What is what in the picture.

import { effect } from '@preact/signals-core';
import { swatch } from '../charts/swatch.js';
import { byId, create } from '../page/dom.js';
import { valueText } from '../text/settings.js';

/** @param {import('../state.js').State} state */
export function startLegend(state) {
  effect(() => {
    const values = state.values.value;
    const runs = state.summary.value?.runs ?? values.runs;
    const measure = valueText(state.description, 'measure', values);
    const smoothing = Number(values.beta) === 0 ? 'not smoothed' : `smoothed, beta ${values.beta}`;
    const spreads = 'under the axis: what each run suggests, 8 in 10, their median';
    const entries = [
      { name: 'point', dash: [0.1, 9], text: `${measure} (▲ beyond the top)` },
      { name: 'line', dash: [], text: smoothing },
      { name: 'muted', dash: [7, 4], text: 'least smoothed loss' },
      { name: 'median', dash: [], text: `median of ${runs} runs, not smoothed` },
      { name: 'band', dash: [], text: '8 in 10 of them' },
      { name: 'bounds-area', dash: [], text: 'between the bounds' },
      { name: 'muted', dash: [1.5, 3], text: spreads },
    ];
    const items = entries.map(({ name, dash, text }) => create('li', {}, swatch(name, dash), text));
    byId('legend', HTMLElement).replaceChildren(...items);
  });
}
