// The controls of the sweep: play, step, reset, new seed, speed.

import { effect } from '@preact/signals-core';
import { byId, setText } from '../page/dom.js';
import { TRANSPORT } from '../text/labels.js';

/**
 * @param {import('../state.js').State} state
 * @param {() => void} newSeed
 */
export function startTransport(state, newSeed) {
  const { player } = state;
  const play = byId('play', HTMLButtonElement);
  const step = byId('step', HTMLButtonElement);
  const speed = byId('speed', HTMLSelectElement);
  play.addEventListener('click', () => {
    if (player.state === 'playing') player.pause();
    else player.play();
  });
  step.addEventListener('click', () => player.step());
  byId('reset', HTMLButtonElement).addEventListener('click', () => player.reset());
  byId('new-seed', HTMLButtonElement).addEventListener('click', newSeed);

  // With reduced motion, the default is to skip to the end.
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) speed.value = 'end';
  const setSpeed = () => player.setSpeed(speed.value);
  speed.addEventListener('change', setSpeed);
  setSpeed();

  effect(() => {
    if (!state.played.value) return;
    const { status, state: now } = state.played.value;
    const running = now === 'playing' && !state.broken.value;
    const idle = now === 'finished' ? TRANSPORT.again : TRANSPORT.play;
    setText(play, running ? TRANSPORT.pause : idle);
    step.disabled = now === 'finished';
    const progressText = now === 'finished' ? '' : TRANSPORT.progress(status.step, status.steps);
    setText(byId('progress', HTMLElement), progressText);
  });
}
