// Play, step, reset, new seed, speed.

import { byId, say } from '../page/dom.js';
import { SPEEDS } from '../work/player.js';

/**
 * Makes the buttons work.
 * @param {import('../work/player.js').Player} player
 * @param {() => void} newSeed
 * @returns {(state: import('../work/player.js').State, status: import('../work/player.js').Status) => void} what
 *   shows how far the sweep is
 */
export function startTransport(player, newSeed) {
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

  // Who wants less motion sees the finished picture, and may choose otherwise.
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) speed.value = 'end';
  const setSpeed = () => (player.speed = SPEEDS[speed.value]);
  speed.addEventListener('change', setSpeed);
  setSpeed();

  return (state, status) => {
    say(play, state === 'playing' ? 'Pause' : 'Play');
    step.disabled = state === 'finished';
    say(byId('progress', HTMLElement), `${status.step} of ${status.steps} steps`);
  };
}
