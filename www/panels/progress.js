// How far the runs are, if they take long enough to ask; begin, stop, go on.

import { effect } from '@preact/signals-core';
import { announce } from '../page/announce.js';
import { byId, say } from '../page/dom.js';
import { NO_NOTICE } from '../state.js';
import { duration } from '../text/sentences.js';

/** Milliseconds after which a reader wants to know. */
const SOON = 1000;
/** What is said while they are failed. */
const UNRUN = 'The repeats could not be run.';

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
    const { state: now, done, runs, time } = state.runs.value;
    const running = now === 'running';
    bar.max = runs;
    bar.value = done;
    bar.hidden = !running;
    const texts = {
      waiting: `${runs} runs: ${duration(time)}`,
      running: `${done} of ${runs} runs`,
      stopped: `${done} of ${runs} runs; the others: ${duration(time)}`,
      failed: '',
      done: '',
    };
    say(text, texts[now]);
    const labels = { waiting: 'Start the runs', stopped: 'Resume' };
    say(button, now === 'waiting' || now === 'stopped' ? labels[now] : 'Stop here');
    if (!running) {
      clearTimeout(timer);
      timer = 0;
      box.hidden = texts[now] === '';
      announce('repeats', now === 'waiting' ? 'The runs would take long: they wait.' : '');
    } else if (!timer) {
      timer = window.setTimeout(() => {
        box.hidden = false;
        announce('repeats', `${runs} runs are under way.`);
      }, SOON);
    }
  });
  effect(() => {
    const failed = state.band.value === 'failed';
    const said = state.notice.peek().heading === UNRUN;
    const texts = ['Their workers fail again and again.'];
    if (failed) state.notice.value = { heading: UNRUN, texts };
    else if (said) state.notice.value = NO_NOTICE;
  });
}
