// Registration of the service worker, with which the page opens offline after the first visit.

import { OFFLINE } from '../text/labels.js';
import { say } from './dom.js';

/** Stores the page's files. @param {HTMLElement} line the element that says when they are stored */
export async function keepFiles(line) {
  // Vite's development server has no build to store.
  if (import.meta.env.DEV) return;
  try {
    const { serviceWorker } = navigator;
    await serviceWorker.register('./offline-worker.js');
    const { active } = await serviceWorker.ready;
    // An active worker may have lost its files.
    serviceWorker.addEventListener('message', () => say(line, OFFLINE));
    active?.postMessage('keep');
  } catch {
    // Without HTTPS, in a private window or in a frame there may be no service worker: then the page needs the network.
  }
}
