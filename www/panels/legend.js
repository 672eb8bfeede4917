// What is what in the picture.

import { effect } from '@preact/signals-core';
import { swatch } from '../charts/swatch.js';
import { byId, create } from '../page/dom.js';
import { LEGEND } from '../text/labels.js';
import { valueText } from '../text/settings.js';

/** @param {import('../state.js').State} state */
export function startLegend(state) {
  effect(() => {
    const values = state.values.value;
    const runs = state.summary.value?.runs ?? values.runs;
    const measure = valueText(state.description, 'measure', values);
    const entries = [
      { name: 'point', dash: [0.1, 9], text: LEGEND.point(measure) },
      { name: 'line', dash: [], text: LEGEND.line(values.beta) },
      { name: 'muted', dash: [7, 4], text: LEGEND.lowest },
      { name: 'median', dash: [], text: LEGEND.median(runs) },
      { name: 'band', dash: [], text: LEGEND.band },
      { name: 'bounds-area', dash: [], text: LEGEND.bounds },
      { name: 'muted', dash: [1.5, 3], text: LEGEND.spreads },
    ];
    const items = entries.map(({ name, dash, text }) => create('li', {}, swatch(name, dash), text));
    byId('legend', HTMLElement).replaceChildren(...items);
  });
}
