// Details elements.

import { signal } from '@preact/signals-core';
import { byId } from './dom.js';

/** Whether a details element is open. @param {string} id */
export function openSignal(id) {
  const details = byId(id, HTMLDetailsElement);
  const open = signal(details.open);
  details.addEventListener('toggle', () => (open.value = details.open));
  return open;
}

/**
 * Fills a details element when it is first opened.
 * @param {HTMLDetailsElement} details
 * @param {HTMLElement} box in it
 * @param {(box: HTMLElement) => Promise<void>} fill
 * @param {(why: string) => string} failureText the text if that fails; the next opening tries again
 */
export function fillOnce(details, box, fill, failureText) {
  let hasStarted = false;
  details.addEventListener('toggle', async () => {
    if (!details.open || hasStarted) return;
    hasStarted = true;
    try {
      await fill(box);
    } catch (error) {
      hasStarted = false;
      box.replaceChildren(failureText(error instanceof Error ? error.message : `${error}`));
    }
  });
}
