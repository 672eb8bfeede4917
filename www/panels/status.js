// The state of the page as attributes of the root element, for style sheets, and for tests and benchmarks, which wait for
// them:
//
// - `data-state`: `loading`, `failed` (the page could not start), then the state of the sweep: `playing`, `paused`,
//   `finished`; `log` while only a training log is shown; or `broken`, after an unexpected error;
// - `data-source`: the shown content: `experiment`, `log` (the user's training log), `table` (the request for one),
//   or `missing`, if the data of an experiment could not be loaded;
// - `data-band`: the state of the runs: `running`, `waiting` (for the user), `failed`, `done`;
// - `data-evidence`: the state of the check, the schedules and the diagnosis: that of the runs until they are done;
//   then `running`, or `done` when all work that starts automatically is done and shown.

import { effect } from '@preact/signals-core';

/** Starts after all other panels. @param {import('../state.js').State} state */
export function startStatus(state) {
  const { dataset } = document.documentElement;
  effect(() => {
    const { played, broken, log, band, evidence } = state;
    if (broken.value) dataset.state = 'broken';
    else if (played.value) dataset.state = played.value.state;
    else if (log.value) dataset.state = 'log';
    dataset.source = log.value?.source ?? 'experiment';
    dataset.band = band.value;
    dataset.evidence = evidence.value;
  });
}
