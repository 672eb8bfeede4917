// The service worker: stores the files of one build, so that the page opens without a network. The worker of the next
// build has its own cache and waits until no page of this build is open, so that open pages never lack a file.

/**
 * @typedef {Event & { waitUntil: (work: Promise<unknown>) => void }} Phase of a worker's life
 * @typedef {Event & { request: Request, respondWith: (answer: Promise<Response>) => void }} Asking
 * @typedef {{ clients: { claim: () => Promise<void> } }} Own what only service workers have
 */

/** Milliseconds to wait for the network if a stored copy can be shown. */
const PATIENCE = 3000;

/** The files and the hashes of their bytes: scripts/offline.mjs writes them here. @type {Record<string, string>} */
const FILES = {};
const HOME = new URL('./', location.href).href;
const PAGE = [HOME, `${HOME}index.html`];
const LICENSES = `${HOME}licenses.txt`;
/** The prefix of our caches: other pages of the origin may have caches too. */
const OURS = `rangefinder ${HOME} `;
/** The cache of this build, named by the page's hash: the page names all other files, by their hashes. */
const CACHE = OURS + FILES['./'];

addEventListener('install', (event) => /** @type {Phase} */ (event).waitUntil(keep()));
addEventListener('activate', (event) => /** @type {Phase} */ (event).waitUntil(begin()));
addEventListener('message', (event) => {
  const asking = /** @type {MessageEvent & Phase} */ (event);
  if (asking.data === 'keep') asking.waitUntil(assure(asking));
  else compare(asking);
});
addEventListener('fetch', (event) => {
  const asking = /** @type {Asking} */ (event);
  const { request } = asking;
  const { origin, pathname } = new URL(request.url);
  const address = origin + pathname;
  if (request.mode !== 'navigate') asking.respondWith(kept(request));
  else if (PAGE.includes(address)) asking.respondWith(newest(request, shown(HOME)));
  else if (address === LICENSES) asking.respondWith(newest(request, shown(LICENSES)));
});

/** Stores all files or none: the hashes reject a mixture of two builds during a deployment. */
async function keep() {
  const requests = Object.entries(FILES).map(([name, integrity]) => {
    // The browser's own copy of a file without a hash in its name may be outdated.
    const cache = name.startsWith('assets/') ? 'default' : 'no-cache';
    return new Request(name, { integrity, cache });
  });
  await (await caches.open(CACHE)).addAll(requests);
}

async function begin() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(OURS) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  // The open page was loaded before its worker.
  const { clients } = /** @type {Own} */ (/** @type {unknown} */ (self));
  await clients.claim();
}

/**
 * Tells the asking page when it can work offline. Other pages of this origin may have deleted the stored files.
 * @param {MessageEvent} asking
 */
async function assure({ source }) {
  const copies = await Promise.all(Object.keys(FILES).map((name) => ownCopyOf(name)));
  if (copies.includes(undefined)) await keep();
  source?.postMessage('kept');
}

/**
 * Tells the asking page if this build lacks one of its files, as a newer one does.
 * @param {MessageEvent<string[]>} asking
 */
function compare({ source, data }) {
  const own = Object.keys(FILES).map((name) => HOME + name);
  if (!data.every((address) => own.includes(address))) source?.postMessage('newer');
}

/**
 * The response of the network, or `instead` if the network has none, is silent or has another file.
 * @param {Request} request
 * @param {Promise<Response | undefined>} instead
 */
async function newest(request, instead) {
  const other = await instead;
  // A copy that the browser considers fresh may need files of a build that is gone. A navigation preload would have
  // that copy.
  const answer = fetch(request, { cache: 'no-cache' });
  if (!other) return answer;
  // The browser follows a redirect of the host: only it can see the target.
  const fit = answer.then((now) => (now.ok || now.type === 'opaqueredirect' ? now : other));
  /** @type {Promise<Response>} */
  const late = new Promise((resolve) => setTimeout(() => resolve(other), PATIENCE));
  return Promise.race([fit, late]).catch(() => other);
}

/** The stored page or licenses. @param {string} address */
async function shown(address) {
  const copy = await ownCopyOf(address);
  // A new response: browsers refuse a stored one that was redirected.
  return copy && new Response(copy.body, copy);
}

/** A file of any build: its name has its hash. @param {Request} request */
async function kept(request) {
  return (await copyOf(request)) ?? fetch(request);
}

/** The copy of this build under a name or an address. @param {RequestInfo} asked */
function ownCopyOf(asked) {
  return copyOf(asked, { cacheName: CACHE });
}

/** A stored copy of any cache, or of one. @param {RequestInfo} asked @param {{ cacheName?: string }} [where] */
function copyOf(asked, where) {
  // An unreadable copy counts as none.
  return caches.match(asked, { ignoreVary: true, ...where }).catch(() => undefined);
}
