// The check by training: its chart and numbers, starting and stopping it.

import { computed, effect } from '@preact/signals-core';
import { CheckChart } from '../charts/check-chart.js';
import { announce, setAndAnnounceText } from '../page/announce.js';
import { cells, DataTable } from '../page/data-table.js';
import { byId, setText } from '../page/dom.js';
import { openSignal } from '../page/folds.js';
import { keepHeight } from '../page/keep-height.js';
import { nearest } from '../page/nearest.js';
import { CELLS, PICTURE } from '../text/labels.js';
import { CHECK } from '../text/later-labels.js';
import { short, shortLoss } from '../text/numbers.js';
import { checkTip } from '../text/sentences.js';

/** Milliseconds after which the progress is shown. */
const SHOW_DELAY = 1000;

/** @param {import('../state.js').State} state */
export function startCheck(state) {
  const evaluation = computed(() => state.check.value.evaluation);
  const chart = new CheckChart(byId('check-chart', HTMLElement), (lr) => state.selectRate(lr));
  const others = openSignal('others');
  const table = new DataTable('check-numbers');
  effect(() => {
    const { lr, low, high } = state.rate.value ?? {};
    chart.show({
      check: evaluation.value,
      range: state.range.value,
      answer: lr,
      equals: low === undefined || high === undefined ? undefined : [low, high],
      others: others.value,
    });
  });
  effect(() => {
    const check = evaluation.value;
    const lr = state.selectedRate.value;
    const at = check && lr !== undefined ? nearest(check.lrs, lr) : -1;
    chart.point(check?.lrs[at], check && at >= 0 ? checkTip(check, at) : []);
  });
  effect(() => {
    const check = evaluation.value;
    setText(byId('check-about', HTMLElement), check ? PICTURE.check(check.length, check.runs) : '');
  });
  effect(() => {
    const evaluated = evaluation.value;
    byId('rmse-head', HTMLElement).hidden = !evaluated?.rmse.length;
    table.show(() => (evaluated ? rows(evaluated) : []));
  });
  const verdict = computed(() => state.check.value.conclusion?.text ?? '');
  const missing = computed(() => state.evidence.value === 'running' && verdict.value === '');
  const element = byId('verdict', HTMLElement);
  keepHeight(element, missing);
  effect(() => setText(element, verdict.value));
  startWork(state);
}

/** @param {import('../state.js').State} state */
function startWork(state) {
  const box = byId('check-work', HTMLElement);
  const button = byId('check-go', HTMLButtonElement);
  const text = byId('check-progress', HTMLElement);
  let timer = 0;
  button.addEventListener('click', () => {
    const running = state.check.peek().state === 'running';
    announce('work', running ? '' : CHECK.started);
    if (running) state.tasks.pause('check');
    else state.tasks.resume('check');
  });
  effect(() => {
    const { state: now } = state.check.value;
    const running = now === 'running';
    setText(button, running ? CHECK.stop : CHECK.start);
    const setProgress = now === 'failed' ? setAndAnnounceText : setText;
    setProgress(text, CHECK.progress[now](state.check.value));
    if (!running) {
      clearTimeout(timer);
      timer = 0;
      box.hidden = now === 'done' || now === 'idle';
    } else if (!timer) {
      timer = window.setTimeout(() => (box.hidden = false), SHOW_DELAY);
    }
  });
}

/** The grid, rate by rate. @param {import('../pkg/rangefinder.js').Check} evaluated */
function rows({ lrs, losses, rmse }) {
  const error = (/** @type {number} */ one) =>
    Number.isFinite(one) ? short(one) : CELLS.notFinite;
  const errors = rmse.map((one) => [error(one)]);
  return lrs.map((lr, index) => [
    short(lr),
    ...cells(losses, index, shortLoss),
    ...(errors[index] ?? []),
  ]);
}
