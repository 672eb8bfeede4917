// The comparison of schedules: its conclusion; starting, pausing and canceling it; and replaying it epoch by epoch.

import { computed, effect } from '@preact/signals-core';
import { announce, setAndAnnounceText } from '../page/announce.js';
import { byId, setText } from '../page/dom.js';
import { openSignal } from '../page/folds.js';
import { keepHeight } from '../page/keep-height.js';
import { RUNS, TRANSPORT } from '../text/labels.js';
import { SCHEDULES } from '../text/later-labels.js';

/** Milliseconds per epoch while the finished comparison is replayed. */
const EPOCH = 120;

/** @param {import('../state.js').State} state */
export function startScheduleControls(state) {
  const play = byId('comparison-play', HTMLButtonElement);
  const cancel = byId('comparison-cancel', HTMLButtonElement);
  const bar = byId('comparison-bar', HTMLProgressElement);
  const open = openSignal('schedules');
  const { epoch, playing, results } = state;
  const stop = () => (playing.value = false);
  const tick = () => {
    epoch.value += 1;
    if (epoch.peek() < results.peek().epochs) return;
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
      announce('work', SCHEDULES.started);
      state.tasks.resume('comparison');
    } else {
      if (epoch.peek() >= results.peek().epochs) epoch.value = 0;
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
  // Other results are shown completely.
  effect(() => {
    results.value;
    epoch.value = Infinity;
    stop();
  });

  const missing = computed(
    () => state.evidence.value === 'running' && state.comparison.value.state !== 'done',
  );
  for (const id of ['comparison-outcome', 'results-box']) {
    keepHeight(byId(id, HTMLElement), missing);
  }

  effect(() => {
    const view = state.comparison.value;
    const { state: now, done, all } = view;
    const { progress } = SCHEDULES;
    const { epochs, conclusion } = results.value;
    const isPartial = epoch.value < epochs;
    const running = now === 'running' || playing.value;
    const hasStarted = now === 'paused' || (now === 'done' && isPartial);
    const { start, replay } = SCHEDULES;
    const label = hasStarted ? RUNS.resume : now === 'done' ? replay : start;
    setText(play, running ? TRANSPORT.pause : label);
    play.disabled = now === 'idle' || all === 0;
    // Not with reduced motion: the end is already shown.
    play.hidden = now === 'done' && matchMedia('(prefers-reduced-motion: reduce)').matches;
    bar.max = Math.max(1, all);
    bar.value = done;
    const isTraining = view.check === 'done' && (now === 'running' || now === 'paused');
    bar.hidden = cancel.hidden = !isTraining;
    const none = state.values.value.policies === 'none' && now !== 'idle';
    const setProgress = now === 'failed' ? setAndAnnounceText : setText;
    const progressText =
      now === 'done' && isPartial ? SCHEDULES.epoch(epoch.value, epochs) : progress[now](view);
    const text = none ? SCHEDULES.none : progressText;
    setProgress(byId('comparison-progress', HTMLElement), text);
    const outcome = now === 'done' ? conclusion.text : '';
    setText(byId('comparison-outcome', HTMLElement), outcome);
    // Announced only while the section is open.
    announce('comparison', open.value ? outcome : '');
  });
}
