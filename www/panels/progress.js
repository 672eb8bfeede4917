// The progress of the runs, if they take long; starting, stopping and resuming them.

import { effect } from '@preact/signals-core';
import { announce } from '../page/announce.js';
import { byId, setText } from '../page/dom.js';
import { NO_NOTICE } from '../state.js';
import { RUNS } from '../text/labels.js';

/** Milliseconds after which the progress is shown. */
const SHOW_DELAY = 1000;

/** @param {import('../state.js').State} state */
export function startProgress(state) {
  const box = byId('repeats', HTMLElement);
  const bar = byId('repeats-bar', HTMLProgressElement);
  const text = byId('repeats-text', HTMLElement);
  const button = byId('cancel', HTMLButtonElement);
  let timer = 0;
  button.addEventListener('click', () => {
    if (state.runs.peek().state === 'running') state.tasks.stopRuns();
    else state.tasks.startRuns();
  });

  effect(() => {
    const { state: now, done, runs } = state.runs.value;
    const running = now === 'running';
    bar.max = runs;
    bar.value = done;
    bar.hidden = !running;
    const progressText = RUNS.progress[now](state.runs.value);
    setText(text, progressText);
    setText(button, now === 'waiting' ? RUNS.start : now === 'stopped' ? RUNS.resume : RUNS.stop);
    if (!running) {
      clearTimeout(timer);
      timer = 0;
      box.hidden = progressText === '';
      announce('repeats', now === 'waiting' ? RUNS.waits : '');
    } else if (!timer) {
      timer = window.setTimeout(() => {
        box.hidden = false;
        announce('repeats', RUNS.started(state.runs.peek().runs));
      }, SHOW_DELAY);
    }
  });
  effect(() => {
    const failed = state.band.value === 'failed';
    const isShown = state.notice.peek().heading === RUNS.failed;
    if (failed) state.notice.value = { heading: RUNS.failed, texts: [RUNS.why] };
    else if (isShown) state.notice.value = NO_NOTICE;
  });
}
