// After a visit the page opens without a network as well.

import { say } from './dom.js';

/** Has the page's files kept. @param {HTMLElement} line which says so once they are */
export async function keepFiles(line) {
  // Vite's development server has no build to keep.
  if (import.meta.env.DEV) return;
  try {
    await navigator.serviceWorker.register('./offline-worker.js');
    await navigator.serviceWorker.ready;
    say(line, 'It works offline from now on.');
  } catch {
    // Without TLS, in a private window or in a frame there may be none: then the page needs its network.
  }
}
