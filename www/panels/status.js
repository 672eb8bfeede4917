// The state of the page as attributes of its root, for style sheets, and for tests and benches, which wait for
// them:
//
// - `data-state`: `loading`, `failed` (nothing could be started), then that of the sweep that is shown: `playing`,
//   `paused`, `finished`; `log` while there is none but a training log; or `broken`, after an error that nobody
//   expected;
// - `data-source`: what is shown: `experiment`, `log` (the user's training log), `table` (what asks for one), or
//   `missing`, where the data of an experiment could not be loaded;
// - `data-band`: that of the runs: `running`, `waiting` (for the user's word), `failed`, `done`;
// - `data-evidence`: that of the check, the schedules and the diagnosis: as the runs, until they are done; then
//   `running` or `done`, which says that all that is to be done unasked is done and shown.

import { effect } from '@preact/signals-core';

/** After all else that is shown. @param {import('../state.js').State} state */
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
