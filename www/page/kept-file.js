// The one file that the user keeps on this device, in IndexedDB.

/** @typedef {import('./take-in.js').Taken} Taken */

const DATABASE = 'rangefinder';
const STORE = 'files';
const KEY = 'table';

/** @param {string} hash of its bytes @param {Taken} file */
export async function keep(hash, file) {
  await inStore('readwrite', (store) => store.put({ hash, ...file }, KEY));
}

export async function forget() {
  await inStore('readwrite', (store) => store.delete(KEY));
}

/**
 * The kept file, if it has this hash.
 * @param {string} hash
 * @returns {Promise<Taken | undefined>}
 */
export async function kept(hash) {
  try {
    const found = await inStore('readonly', (store) => store.get(KEY));
    return found?.hash === hash ? { name: found.name, blob: found.blob } : undefined;
  } catch {
    // Some browsers have no IndexedDB in private windows or in frames.
    return undefined;
  }
}

/**
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest} work
 * @returns {Promise<any>}
 */
async function inStore(mode, work) {
  const opening = indexedDB.open(DATABASE, 1);
  opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore(STORE));
  const database = await done(opening);
  try {
    return await done(work(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

/** @param {IDBRequest} request @returns {Promise<any>} */
function done(request) {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('no store')));
  });
}
