// The page. Data flows one way: link -> settings -> sweep and repeats -> charts, tables and text. A control's change is a new link.

import { effect } from '@preact/signals-core';
import { writeAddress } from './link/address.js';
import { Edits } from './link/edits.js';
import { withData } from './link/link.js';
import { playsFirst } from './link/plain.js';
import { byId } from './page/dom.js';
import { SweepChart } from './charts/sweep-chart.js';
import { startOpening } from './opening.js';
import { pause } from './page/rest.js';
import { startAnswer } from './panels/answer.js';
import { BoundsTable } from './panels/bounds.js';
import { Form } from './panels/form.js';
import { showNotices, startNotices } from './panels/notices.js';
import { startOutcome } from './panels/outcome.js';
import { startPicture } from './panels/picture.js';
import { startProgress } from './panels/progress.js';
import { startStatus } from './panels/status.js';
import { startTransport } from './panels/transport.js';
import { State } from './state.js';
import { NOTICES } from './text/labels.js';
import { startCore } from './work/core.js';
import { Data } from './work/data.js';
import { Pool } from './work/pool.js';

/** @typedef {import('./work/first-sweep.js').FirstPlay} FirstPlay */

/**
 * Starts the page.
 * @param {import('./first.js').Files} files
 * @param {FirstPlay} [first] the first sweep, if it is being played
 */
export async function start(files, first) {
  try {
    // This code has just been evaluated.
    await pause();
    const chart = new SweepChart(byId('chart', HTMLElement));
    // Until the core is there.
    first?.follow((curve, range) =>
      chart.show({ curve, data: '', live: true, dragging: false, range, zones: {}, bounds: {} }),
    );
    const state = await assemble(await startCore(files, first?.table), chart, first);
    await runsDone(state);
    // Without this part only offline use is missing.
    void import('./page/offline.js')
      .then(({ registerServiceWorker }) => registerServiceWorker())
      .catch(() => {});
  } catch (error) {
    const why = error instanceof Error ? error.message : `${error}`;
    showNotices(NOTICES.notStarted, [why], () => {});
    document.documentElement.dataset.state = 'failed';
    throw error;
  }
}

/**
 * Starts the parts of the page, between which a slow phone can draw. The controls are inert until all parts are
 * started.
 * @param {Awaited<ReturnType<typeof startCore>>} core
 * @param {SweepChart} chart
 * @param {FirstPlay} [first]
 */
async function assemble({ module, rows }, chart, first) {
  await pause();
  const pool = new Pool(module, rows, () => (byId('no-workers', HTMLElement).hidden = false));
  await pause();
  const state = new State(pool);
  await pause();
  startNotices(state);
  startAnswer(state);
  await pause();
  /** @type {Edits} */
  let edits;
  const type = (
    /** @type {import('./page/entry.js').Entry} */ entry,
    /** @type {boolean} */ done,
  ) => {
    if (entry.key !== 'data') edits.type(entry, done);
    // Other data are another link, which is opened once they are loaded.
    else if (done) location.hash = withData(state.reading.peek().address, entry.control.value);
  };
  startPicture(state, chart);
  await pause();
  const form = new Form(
    byId('main-settings', HTMLElement),
    byId('settings', HTMLFormElement),
    state.description,
    type,
  );
  await pause();
  const bounds = new BoundsTable(type, (bound) => edits.choose(bound, 'auto'));
  edits = new Edits([form, bounds], state);
  const opening = startOpening(state, new Data(pool, rows), edits);
  startTransport(state, () => {
    const next = state.nextSeeds;
    edits.showChoice('seed', next);
    state.open(next, true);
  });
  startProgress(state);
  startOutcome(state);
  bounds.follow(state);
  await pause();
  addEventListener('hashchange', () => opening.open());
  startStatus(state);
  // The link may have changed since the start of the page.
  const stepsDone = first?.stop() ?? 0;
  opening.open(playsFirst() ? stepsDone : 0);
  // Not earlier: otherwise unusable parts of the link would be corrected before they are read.
  effect(() => {
    const { reading, changed } = state.opened.value;
    if (opening.isExperiment) writeAddress(reading.address, changed);
  });
  reportErrors(state);
  try {
    const { startLater } = await import('./later.js');
    await startLater(state, chart, (key, text, done) => edits.choose(key, text, done));
    state.ready.value = true;
  } catch (error) {
    const texts = [NOTICES.incompleteRemedy(error)];
    state.notice.value = { heading: NOTICES.incomplete, texts };
  }
  for (const part of document.querySelectorAll('[inert]')) part.removeAttribute('inert');
  return state;
}

/**
 * Resolves once the runs need neither network nor processor: an offline copy has several times as many bytes as a
 * first visit needs.
 * @param {State} state
 */
function runsDone({ log, band }) {
  return new Promise((resolve) => {
    effect(() => {
      if (log.value || band.value !== 'running') resolve(undefined);
    });
  });
}

/**
 * Stops the sweep after an unexpected error, and shows the error once.
 * @param {State} state
 */
function reportErrors(state) {
  const heading = NOTICES.broken;
  /** @param {unknown} error */
  const onError = (error) => {
    // Messages of browsers and workers come without an error object; errors of extensions are ignored.
    if (!(error instanceof Error) || error.stack?.includes('-extension://')) return;
    state.stopAfterError();
    if (state.notice.peek().heading === heading) return;
    state.notice.value = { heading, texts: [NOTICES.brokenRemedy(error)] };
  };
  addEventListener('error', ({ error }) => onError(error));
  addEventListener('unhandledrejection', ({ reason }) => onError(reason));
}
