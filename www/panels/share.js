// Copies the link in the address bar, with the fingerprints of the results.

import { computed, effect, signal } from '@preact/signals-core';
import { copy } from '../page/copy.js';
import { byId, setText } from '../page/dom.js';
import { SHARE } from '../text/later-labels.js';

/** Milliseconds for which the result of a copy is shown. */
const MESSAGE_TIME = 4000;

/** @param {import('../state.js').State} state */
export function startShare(state) {
  const copied = byId('copied', HTMLElement);
  const field = byId('link', HTMLInputElement);
  /** Whether the address is shown for copying by hand. */
  const shown = signal(false);
  let timer = 0;
  /** The address of a log, which is made only for sharing. */
  const packed = signal('');
  const address = computed(() => packed.value || state.sharedAddress.value);
  byId('copy', HTMLButtonElement).addEventListener('click', async () => {
    packed.value = (await state.log.peek()?.address()) ?? '';
    shown.value = !(await copy(address.peek()));
    setText(copied, shown.value ? SHARE.byHand : SHARE.copied);
    if (shown.value) field.select();
    // Cancels the removal of an earlier message.
    clearTimeout(timer);
    timer = window.setTimeout(() => setText(copied, ''), MESSAGE_TIME);
  });
  addEventListener('hashchange', () => (shown.value = false));
  // The packed address belongs to the previous log.
  effect(() => {
    if (state.log.value) shown.value = false;
  });
  effect(() => {
    field.hidden = !shown.value;
    if (!shown.value || field.value === address.value) return;
    field.value = address.value;
    // Keeps the text selected for copying.
    if (document.activeElement === field) field.select();
  });
  effect(() => {
    const { address } = state.reading.value;
    setText(byId('address', HTMLElement), new URL(address, location.href).href);
  });
}
