// The address bar is the link; this copies it, with what it comes to.

import { byId, say } from './dom.js';

/** Makes the "Copy link" button work. @param {() => string} address of the picture */
export function startShare(address) {
  const copied = byId('copied', HTMLElement);
  const field = byId('link', HTMLInputElement);
  byId('copy', HTMLButtonElement).addEventListener('click', async () => {
    field.hidden = await copy(address());
    say(copied, field.hidden ? 'Copied' : 'Copy it from here:');
    if (!field.hidden) {
      field.value = address();
      field.select();
    }
    setTimeout(() => say(copied, ''), 4000);
  });
  addEventListener('hashchange', () => (field.hidden = true));
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
