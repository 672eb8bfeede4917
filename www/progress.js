// How far the repeats are, if they take long enough to ask.

import { announce } from './announce.js';
import { byId, say } from './dom.js';

/** Milliseconds after which a reader wants to know. */
const SOON = 1000;

/**
 * @param {() => void} cancel
 * @returns {(done: number, runs: number) => void} what shows how many of the runs are done
 */
export function startProgress(cancel) {
  const box = byId('repeats', HTMLElement);
  const bar = byId('repeats-bar', HTMLProgressElement);
  const text = byId('repeats-text', HTMLElement);
  byId('cancel', HTMLButtonElement).addEventListener('click', cancel);
  let timer = 0;

  return (done, runs) => {
    bar.max = runs;
    bar.value = done;
    say(text, `${done} of ${runs} runs`);
    if (done === runs) {
      clearTimeout(timer);
      timer = 0;
      box.hidden = true;
      announce('repeats', '');
    } else if (!timer) {
      timer = window.setTimeout(() => {
        box.hidden = false;
        announce('repeats', `${runs} runs are under way.`);
      }, SOON);
    }
  };
}
