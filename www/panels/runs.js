// The table of all runs, step by step.

import { effect } from '@preact/signals-core';
import { cells, DataTable } from '../page/data-table.js';
import { CELLS } from '../text/labels.js';
import { short, shortLoss } from '../text/numbers.js';

/** @param {import('../state.js').State} state */
export function startRuns(state) {
  const table = new DataTable('band-numbers');
  effect(() => {
    const summary = state.summary.value;
    table.show(() => (summary ? rows(summary) : []));
  });
}

/** @param {import('../pkg/rangefinder.js').Summary} summary */
function* rows({ lrs, low, median, high }) {
  for (const [step, lr] of lrs.entries()) {
    yield [String(step), short(lr), ...cells({ low, median, high }, step, shortLoss, CELLS.ended)];
  }
}
