// The comparison of schedules: what it says; begin, pause, cancel; and once it is done, play it epoch by epoch.

import { effect } from '@preact/signals-core';
import { announce, sayAloud } from '../page/announce.js';
import { byId, say } from '../page/dom.js';
import { duration } from '../text/sentences.js';

/** Milliseconds for which an epoch is shown while the finished comparison is played. */
const EPOCH = 120;

/** @param {import('../state.js').State} state */
export function startScheduleControls(state) {
  const play = byId('race-play', HTMLButtonElement);
  const cancel = byId('race-cancel', HTMLButtonElement);
  const bar = byId('race-bar', HTMLProgressElement);
  const { epoch, playing, standings } = state;
  const stop = () => (playing.value = false);
  const tick = () => {
    epoch.value += 1;
    if (epoch.peek() < standings.peek().epochs) return;
    epoch.value = Infinity;
    stop();
  };
  play.addEventListener('click', () => {
    const { state: now } = state.comparison.peek();
    if (playing.peek()) {
      stop();
    } else if (now === 'running') {
      announce('work', '');
      state.tasks.pause('comparison');
    } else if (now !== 'done') {
      announce('work', 'The schedules are training.');
      state.tasks.resume('comparison');
    } else {
      if (epoch.peek() >= standings.peek().epochs) epoch.value = 0;
      playing.value = true;
      tick();
    }
  });
  cancel.addEventListener('click', () => state.tasks.cancelComparison());
  effect(() => {
    if (!playing.value) return undefined;
    const timer = window.setInterval(tick, EPOCH);
    return () => clearInterval(timer);
  });
  // Others are shown whole.
  effect(() => {
    standings.value;
    epoch.value = Infinity;
    stop();
  });

  effect(() => {
    const { state: now, done, all, time, conclusion } = state.comparison.value;
    const { epochs } = standings.value;
    const part = epoch.value < epochs;
    const running = now === 'running' || playing.value;
    const begun = now === 'paused' || (now === 'done' && part);
    say(play, running ? 'Pause' : begun ? 'Resume' : now === 'done' ? 'Replay' : 'Race');
    play.disabled = now === 'idle' || all === 0;
    // Who wants less motion has the end of it already.
    play.hidden = now === 'done' && matchMedia('(prefers-reduced-motion: reduce)').matches;
    bar.max = Math.max(1, all);
    bar.value = done;
    bar.hidden = cancel.hidden = now !== 'running' && now !== 'paused';
    const texts = {
      idle: '',
      waiting: duration(time),
      running: `${done} of ${count(all)}`,
      paused: `${done} of ${count(all)} have run, paused`,
      failed: 'The race could not be run: its workers fail again and again.',
      done: part ? `epoch ${epoch.value} of ${epochs}` : count(all),
    };
    const none = state.values.value.policies === 'none' && now !== 'idle';
    const tell = now === 'failed' ? sayAloud : say;
    const text = none ? 'Nobody races: tick a policy above.' : texts[now];
    tell(byId('race-progress', HTMLElement), text);
    sayAloud(byId('race-outcome', HTMLElement), conclusion?.text ?? '');
  });
}

/** @param {number} policies */
function count(policies) {
  return `${policies} ${policies === 1 ? 'policy' : 'policies'}`;
}
