// The address bar is the link; this copies it, with what it comes to.

import { byId, say } from '../page/dom.js';

/** Milliseconds for which is said what has become of a press. */
const SAID = 4000;

/**
 * Makes the "Copy link" button work.
 * @param {() => string} address of the picture
 * @returns to be called when the address is another
 */
export function startShare(address) {
  const copied = byId('copied', HTMLElement);
  const field = byId('link', HTMLInputElement);
  let timer = 0;
  const showLink = () => {
    if (field.hidden || field.value === address()) return;
    field.value = address();
    // What was selected to be copied still is.
    if (document.activeElement === field) field.select();
  };
  byId('copy', HTMLButtonElement).addEventListener('click', async () => {
    field.hidden = await copy(address());
    say(copied, field.hidden ? 'Copied' : 'Copy it from here:');
    showLink();
    if (!field.hidden) field.select();
    // The message of an earlier press is gone, and with it what would have removed it.
    clearTimeout(timer);
    timer = window.setTimeout(() => say(copied, ''), SAID);
  });
  addEventListener('hashchange', () => (field.hidden = true));
  return showLink;
}

/**
 * Whether it worked: a page that is not served over HTTPS may not, and a reader may forbid it.
 * @param {string} text
 */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
