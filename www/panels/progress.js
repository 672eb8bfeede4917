// How far the runs are, if they take long enough to ask; begin, stop, go on.

import { announce } from '../page/announce.js';
import { byId, say } from '../page/dom.js';
import { duration } from '../text/sentences.js';

/** Milliseconds after which a reader wants to know. */
const SOON = 1000;

/**
 * @param {() => void} go
 * @param {() => void} stop
 * @returns {(progress: import('../work/repeats.js').Progress) => void} what shows how many of the runs are done
 */
export function startProgress(go, stop) {
  const box = byId('repeats', HTMLElement);
  const bar = byId('repeats-bar', HTMLProgressElement);
  const text = byId('repeats-text', HTMLElement);
  const button = byId('cancel', HTMLButtonElement);
  let running = false;
  let timer = 0;
  button.addEventListener('click', () => (running ? stop() : go()));

  return ({ state, done, runs, time }) => {
    running = state === 'running';
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
    say(text, texts[state]);
    const labels = { waiting: 'Start the runs', stopped: 'Resume' };
    say(button, state === 'waiting' || state === 'stopped' ? labels[state] : 'Stop here');
    if (!running) {
      clearTimeout(timer);
      timer = 0;
      box.hidden = texts[state] === '';
      announce('repeats', state === 'waiting' ? 'The runs would take long: they wait.' : '');
    } else if (!timer) {
      timer = window.setTimeout(() => {
        box.hidden = false;
        announce('repeats', `${runs} runs are under way.`);
      }, SOON);
    }
  };
}
