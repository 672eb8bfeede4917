// How far the truth is, if that takes long enough to ask; begin and stop.

import { sayAloud } from '../page/announce.js';
import { byId, say } from '../page/dom.js';

/** Milliseconds after which a reader wants to know. */
const SOON = 1000;

/**
 * @param {() => void} begin
 * @param {() => void} stop
 * @returns {(state: import('../work/check.js').Truth['state'], done: number, estimate: string) => void} what
 *   shows how much of it is done, from 0 to 1, or how long it would take
 */
export function startTruthWork(begin, stop) {
  const box = byId('truth-work', HTMLElement);
  const button = byId('truth-go', HTMLButtonElement);
  const text = byId('truth-progress', HTMLElement);
  let running = false;
  let timer = 0;
  button.addEventListener('click', () => (running ? stop() : begin()));

  return (state, done, estimate) => {
    running = state === 'running';
    say(button, running ? 'Stop' : 'Check it');
    const texts = {
      waiting: `by training at many constant rates: ${estimate}`,
      running: `Training at many constant rates: ${Math.floor(100 * done)}% done`,
      failed: 'The finder could not be checked: the workers fail again and again.',
      idle: '',
      done: '',
    };
    const tell = state === 'failed' ? sayAloud : say;
    tell(text, texts[state]);
    if (!running) {
      clearTimeout(timer);
      timer = 0;
      box.hidden = state === 'done' || state === 'idle';
    } else if (!timer) {
      timer = window.setTimeout(() => (box.hidden = false), SOON);
    }
  };
}
