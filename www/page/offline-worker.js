// The service worker: stores the files of one build, so that the page opens without a network. The worker of the next
// build has its own cache and waits until no page of this build is open, so that open pages never lack a file.

/**
 * @typedef {Event & { waitUntil: (work: Promise<unknown>) => void }} LifecycleEvent
 * @typedef {Event & { request: Request, respondWith: (response: Promise<Response>) => void }} RequestEvent
 * @typedef {{ clients: { claim: () => Promise<void> } }} WorkerScope what only service workers have
 */

/** Milliseconds to wait for the network if a stored copy can be shown. */
const NETWORK_TIMEOUT = 3000;

/** The files and the hashes of their bytes: scripts/offline.mjs writes them here. @type {Record<string, string>} */
const FILES = {};
const HOME = new URL('./', location.href).href;
const PAGE = [HOME, `${HOME}index.html`];
const LICENSES = `${HOME}licenses.txt`;
/** The prefix of our caches: other pages of the origin may have caches too. */
const PREFIX = `rangefinder ${HOME} `;
/** The cache of this build, named by the page's hash: the page names all other files, by their hashes. */
const CACHE = PREFIX + FILES['./'];

addEventListener('install', (event) =>
  /** @type {LifecycleEvent} */ (event).waitUntil(storeFiles()),
);
addEventListener('activate', (event) =>
  /** @type {LifecycleEvent} */ (event).waitUntil(activate()),
);
addEventListener('message', (event) => {
  const message = /** @type {MessageEvent & LifecycleEvent} */ (event);
  if (message.data === 'keep') message.waitUntil(ensureFiles(message));
  else checkForNewer(message);
});
addEventListener('fetch', (event) => {
  const fetchEvent = /** @type {RequestEvent} */ (event);
  const { request } = fetchEvent;
  const { origin, pathname } = new URL(request.url);
  const address = origin + pathname;
  if (request.mode !== 'navigate') fetchEvent.respondWith(cacheFirst(request));
  else if (PAGE.includes(address)) fetchEvent.respondWith(networkFirst(request, storedPage(HOME)));
  else if (address === LICENSES)
    fetchEvent.respondWith(networkFirst(request, storedPage(LICENSES)));
});

/** Stores all files or none: the hashes reject a mixture of two builds during a deployment. */
async function storeFiles() {
  const requests = Object.entries(FILES).map(([name, integrity]) => {
    // The browser's own copy of a file without a hash in its name may be outdated.
    const cache = name.startsWith('assets/') ? 'default' : 'no-cache';
    return new Request(name, { integrity, cache });
  });
  await (await caches.open(CACHE)).addAll(requests);
}

async function activate() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  // The open page was loaded before its worker.
  const { clients } = /** @type {WorkerScope} */ (/** @type {unknown} */ (self));
  await clients.claim();
}

/**
 * Replies to a page once it can work offline. Other pages of this origin may have deleted the stored files.
 * @param {MessageEvent} message
 */
async function ensureFiles({ source }) {
  const copies = await Promise.all(Object.keys(FILES).map((name) => ownCopyOf(name)));
  if (copies.includes(undefined)) await storeFiles();
  source?.postMessage('kept');
}

/**
 * Replies to a page if this build lacks one of its files, as a newer one does.
 * @param {MessageEvent<string[]>} message
 */
function checkForNewer({ source, data }) {
  const own = Object.keys(FILES).map((name) => HOME + name);
  if (!data.every((address) => own.includes(address))) source?.postMessage('newer');
}

/**
 * The response of the network, or `fallback` if the network has none, is silent or has another file.
 * @param {Request} request
 * @param {Promise<Response | undefined>} fallback
 */
async function networkFirst(request, fallback) {
  const stored = await fallback;
  // A copy that the browser considers fresh may need files of a build that is gone. A navigation preload would have
  // that copy.
  const response = fetch(request, { cache: 'no-cache' });
  if (!stored) return response;
  // The browser follows a redirect of the host: only it can see the target.
  const usable = response.then((now) => (now.ok || now.type === 'opaqueredirect' ? now : stored));
  /** @type {Promise<Response>} */
  const timeout = new Promise((resolve) => setTimeout(() => resolve(stored), NETWORK_TIMEOUT));
  return Promise.race([usable, timeout]).catch(() => stored);
}

/** The stored page or licenses. @param {string} address */
async function storedPage(address) {
  const copy = await ownCopyOf(address);
  // A new response: browsers refuse a stored one that was redirected.
  return copy && new Response(copy.body, copy);
}

/** A file of any build: its name has its hash. @param {Request} request */
async function cacheFirst(request) {
  return (await copyOf(request)) ?? fetch(request);
}

/** The copy of this build under a name or an address. @param {RequestInfo} request */
function ownCopyOf(request) {
  return copyOf(request, { cacheName: CACHE });
}

/** A stored copy of any cache, or of one. @param {RequestInfo} request @param {{ cacheName?: string }} [options] */
function copyOf(request, options) {
  // An unreadable copy counts as none.
  return caches.match(request, { ignoreVary: true, ...options }).catch(() => undefined);
}
