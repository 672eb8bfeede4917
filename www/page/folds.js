// Details elements.

import { signal } from '@preact/signals-core';
import { byId } from './dom.js';

/** Whether a details element is open. @param {string} id */
export function unfolded(id) {
  const details = byId(id, HTMLDetailsElement);
  const open = signal(details.open);
  details.addEventListener('toggle', () => (open.value = details.open));
  return open;
}

/**
 * Fills a details element when it is first opened.
 * @param {HTMLDetailsElement} fold
 * @param {HTMLElement} box in it
 * @param {(box: HTMLElement) => Promise<void>} fill
 * @param {(why: string) => string} failed the text if that fails; the next opening tries again
 */
export function fillOnce(fold, box, fill, failed) {
  let begun = false;
  fold.addEventListener('toggle', async () => {
    if (!fold.open || begun) return;
    begun = true;
    try {
      await fill(box);
    } catch (error) {
      begun = false;
      box.replaceChildren(failed(error instanceof Error ? error.message : `${error}`));
    }
  });
}
