// The results of the sweep and of all runs, in words.

import { effect } from '@preact/signals-core';
import { byId, setText } from '../page/dom.js';
import { beginning } from '../text/sentences.js';

/** @param {import('../state.js').State} state */
export function startOutcome(state) {
  const [lag, remedy] = byId('lag', HTMLElement).children;
  effect(() => {
    if (!state.played.value) return;
    const { status, report } = state.played.value;
    const outcome = report ? report.conclusion?.text : beginning(state.values.value, status);
    setText(byId('outcome', HTMLElement), outcome ?? '');
    setText(byId('finding', HTMLElement), state.summary.value?.conclusion.text ?? '');
    lag.textContent = report?.lag?.text ?? '';
    const beta = report?.shorter_beta;
    if (!(remedy instanceof HTMLAnchorElement)) return;
    remedy.hidden = beta === undefined;
    // A link to the same sweep with less smoothing.
    if (beta !== undefined) remedy.href = state.with({ beta: String(beta) }).address;
  });
}
