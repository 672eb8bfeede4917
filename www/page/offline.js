// Registration of the service worker, with which the page opens offline after the first visit, and notice of a newer
// version.

import { byId, setText } from './dom.js';
import { OFFLINE } from '../text/labels.js';

/** Stores the page's files, and shows when they are stored and when there are newer ones. */
export async function registerServiceWorker() {
  // Vite's development server has no build to store.
  if (import.meta.env.DEV) return;
  try {
    const { serviceWorker } = navigator;
    // An active worker may have lost its files.
    serviceWorker.addEventListener('message', ({ data }) => {
      if (data === 'kept') setText(byId('offline', HTMLElement), OFFLINE);
      else byId('newer', HTMLElement).hidden = false;
    });
    await Promise.all([
      serviceWorker.ready.then(({ active }) => active?.postMessage('keep')),
      // Where the host is silent, this waits for it, even if a worker is there.
      serviceWorker.register('./offline-worker.js').then(watchForNewer),
    ]);
  } catch {
    // Without HTTPS, in a private window or in a frame there may be no service worker: then the page needs the network.
  }
}

/**
 * Sends the page's files to each worker that waits for this page to be closed; it replies if it is of another build.
 * @param {ServiceWorkerRegistration} registration
 */
function watchForNewer(registration) {
  const scripts = [...document.scripts].map(({ src }) => src);
  const styles = [...document.styleSheets].map(({ href }) => href);
  // A script in the page itself has no address.
  const files = [...scripts, ...styles].filter(Boolean);
  const postFiles = () => registration.waiting?.postMessage(files);
  postFiles();
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', postFiles);
  });
  // A page may stay open for weeks.
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) void registration.update().catch(() => {});
  });
  byId('reload', HTMLButtonElement).addEventListener('click', () => location.reload());
}
