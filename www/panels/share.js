// The address bar is the link; this copies it, with the fingerprints of what was computed here.

import { effect, signal } from '@preact/signals-core';
import { copy } from '../page/copy.js';
import { byId, say } from '../page/dom.js';
import { SHARE } from '../text/later-labels.js';

/** Milliseconds for which is said what has become of a press. */
const SAID = 4000;

/** @param {import('../state.js').State} state */
export function startShare(state) {
  const copied = byId('copied', HTMLElement);
  const field = byId('link', HTMLInputElement);
  /** Whether the address is shown, to be copied by hand. */
  const shown = signal(false);
  let timer = 0;
  byId('copy', HTMLButtonElement).addEventListener('click', async () => {
    shown.value = !(await copy(state.sharedAddress.peek()));
    say(copied, shown.value ? SHARE.byHand : SHARE.copied);
    if (shown.value) field.select();
    // The message of an earlier press is gone, and with it what would have removed it.
    clearTimeout(timer);
    timer = window.setTimeout(() => say(copied, ''), SAID);
  });
  addEventListener('hashchange', () => (shown.value = false));
  effect(() => {
    field.hidden = !shown.value;
    if (!shown.value || field.value === state.sharedAddress.value) return;
    field.value = state.sharedAddress.value;
    // What was selected to be copied still is.
    if (document.activeElement === field) field.select();
  });
  effect(() => {
    const { address } = state.reading.value;
    say(byId('address', HTMLElement), new URL(address, location.href).href);
  });
}
