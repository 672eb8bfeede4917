// After a visit the page opens without a network as well.

import { OFFLINE } from '../text/labels.js';
import { say } from './dom.js';

/** Has the page's files kept. @param {HTMLElement} line which says so once they are */
export async function keepFiles(line) {
  // Vite's development server has no build to keep.
  if (import.meta.env.DEV) return;
  try {
    const { serviceWorker } = navigator;
    await serviceWorker.register('./offline-worker.js');
    const { active } = await serviceWorker.ready;
    // That there is a worker does not mean that its files are still there.
    serviceWorker.addEventListener('message', () => say(line, OFFLINE));
    active?.postMessage('keep');
  } catch {
    // Without TLS, in a private window or in a frame there may be none: then the page needs its network.
  }
}
