// The one file that the user keeps on this device, in IndexedDB.

/** @typedef {import('./take-in.js').InputFile} InputFile */

const DATABASE = 'rangefinder';
const STORE = 'files';
const KEY = 'table';

/** @param {string} hash of its bytes @param {InputFile} file */
export async function storeFile(hash, file) {
  await withStore('readwrite', (store) => store.put({ hash, ...file }, KEY));
}

export async function deleteStoredFile() {
  await withStore('readwrite', (store) => store.delete(KEY));
}

/**
 * The stored file, if it has this hash.
 * @param {string} hash
 * @returns {Promise<InputFile | undefined>}
 */
export async function loadStoredFile(hash) {
  try {
    const stored = await withStore('readonly', (store) => store.get(KEY));
    return stored?.hash === hash ? { name: stored.name, blob: stored.blob } : undefined;
  } catch {
    // Some browsers have no IndexedDB in private windows or in frames.
    return undefined;
  }
}

/**
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest} operation
 * @returns {Promise<any>}
 */
async function withStore(mode, operation) {
  const opening = indexedDB.open(DATABASE, 1);
  opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore(STORE));
  const database = await promiseOf(opening);
  try {
    return await promiseOf(operation(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

/** @param {IDBRequest} request @returns {Promise<any>} */
function promiseOf(request) {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('no store')));
  });
}
