// The service worker: keeps the files of one build, so that the page opens without a network. The next
// build's worker has a cache of its own and waits until no page of this one is open, which so never lacks
// a file.

/**
 * @typedef {Event & { waitUntil: (work: Promise<unknown>) => void }} Phase of a worker's life
 * @typedef {Event & { request: Request, respondWith: (answer: Promise<Response>) => void }} Asking
 * @typedef {{ clients: { claim: () => Promise<void> } }} Own what only service workers have
 */

/** Milliseconds that the network gets where something else can be shown. */
const PATIENCE = 3000;

/** The files and the hashes of their bytes: scripts/offline.mjs writes them here. @type {Record<string, string>} */
const FILES = {};
const HOME = new URL('./', location.href).href;
const PAGE = [HOME, `${HOME}index.html`];
const LICENSES = `${HOME}licenses.txt`;
/** Other pages of the origin may have caches too. */
const OURS = `rangefinder ${HOME} `;
/** The page's hash is the build's: it names all else, by names with hashes. */
const CACHE = OURS + FILES['./'];

addEventListener('install', (event) => /** @type {Phase} */ (event).waitUntil(keep()));
addEventListener('activate', (event) => /** @type {Phase} */ (event).waitUntil(begin()));
addEventListener('message', (event) =>
  /** @type {MessageEvent & Phase} */ (event).waitUntil(assure(event)),
);
addEventListener('fetch', (event) => {
  const asking = /** @type {Asking} */ (event);
  const { request } = asking;
  const { origin, pathname } = new URL(request.url);
  const address = origin + pathname;
  if (request.mode !== 'navigate') asking.respondWith(kept(request));
  else if (PAGE.includes(address)) asking.respondWith(newest(request, shown(HOME)));
  else if (address === LICENSES) asking.respondWith(newest(request, shown(LICENSES)));
});

/** All files or none: a mixture of two builds, while a new one is put up, is refused by its hashes. */
async function keep() {
  const requests = Object.entries(FILES).map(([name, integrity]) => {
    // What has a name without a hash may be old where it is the browser's own copy.
    const cache = name.startsWith('assets/') ? 'default' : 'no-cache';
    return new Request(name, { integrity, cache });
  });
  await (await caches.open(CACHE)).addAll(requests);
}

async function begin() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(OURS) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  // The page that is open came before its worker.
  const { clients } = /** @type {Own} */ (/** @type {unknown} */ (self));
  await clients.claim();
}

/**
 * Tells the page that asks once it can do without its network. Whatever else is at this origin may have
 * deleted what was kept.
 * @param {MessageEvent} asking
 */
async function assure({ source }) {
  const copies = await Promise.all(Object.keys(FILES).map((name) => ownCopyOf(name)));
  if (copies.includes(undefined)) await keep();
  source?.postMessage('kept');
}

/**
 * What the network has now; or the other, where that is missing or silent or has something else.
 * @param {Request} request
 * @param {Promise<Response | undefined>} instead
 */
async function newest(request, instead) {
  const other = await instead;
  // A copy that the browser still thinks fresh may ask for files of a build that is gone.
  const answer = fetch(request, { cache: 'no-cache' });
  if (!other) return answer;
  // Where the host leads elsewhere the browser follows: only it may see where to.
  const fit = answer.then((now) => (now.ok || now.type === 'opaqueredirect' ? now : other));
  /** @type {Promise<Response>} */
  const late = new Promise((resolve) => setTimeout(() => resolve(other), PATIENCE));
  return Promise.race([fit, late]).catch(() => other);
}

/** The page or the licenses as they were. @param {string} address */
async function shown(address) {
  const copy = await ownCopyOf(address);
  // Where the host had led elsewhere, the browser would refuse the copy for that.
  return copy && new Response(copy.body, copy);
}

/** A file, of whichever build: its name has its hash. @param {Request} request */
async function kept(request) {
  return (await copyOf(request)) ?? fetch(request);
}

/** What this build keeps under a name or an address. @param {RequestInfo} asked */
function ownCopyOf(asked) {
  return copyOf(asked, { cacheName: CACHE });
}

/** What is kept, by whomever. @param {RequestInfo} asked @param {{ cacheName?: string }} [where] */
function copyOf(asked, where) {
  // What cannot be read is as good as none.
  return caches.match(asked, { ignoreVary: true, ...where }).catch(() => undefined);
}
