// The address bar is the link; this copies it, with the fingerprints of what was computed here.

import { computed, effect, signal } from '@preact/signals-core';
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
  /** That of a log, which is made only to be shared. */
  const packed = signal('');
  const address = computed(() => packed.value || state.sharedAddress.value);
  byId('copy', HTMLButtonElement).addEventListener('click', async () => {
    packed.value = (await state.log.peek()?.address()) ?? '';
    shown.value = !(await copy(address.peek()));
    say(copied, shown.value ? SHARE.byHand : SHARE.copied);
    if (shown.value) field.select();
    // The message of an earlier press is gone, and with it what would have removed it.
    clearTimeout(timer);
    timer = window.setTimeout(() => say(copied, ''), SAID);
  });
  addEventListener('hashchange', () => (shown.value = false));
  // What was packed is that of the log before.
  effect(() => {
    if (state.log.value) shown.value = false;
  });
  effect(() => {
    field.hidden = !shown.value;
    if (!shown.value || field.value === address.value) return;
    field.value = address.value;
    // What was selected to be copied still is.
    if (document.activeElement === field) field.select();
  });
  effect(() => {
    const { address } = state.reading.value;
    say(byId('address', HTMLElement), new URL(address, location.href).href);
  });
}
