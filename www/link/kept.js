// The user's log, kept in the entry of the tab's history, so that a reload of the page or Back shows it again. Browsers may
// store it on the device, to reopen a closed tab.

/** @typedef {import('../training-log.js').Source} Source */

/**
 * Stores the source, unless it is too large for the browser or can no longer be read.
 * @param {Source} source
 */
export async function storeSource({ files, ...others }) {
  const before = location.href;
  // Compressed, because browsers are slow to store megabytes in the history.
  const compressed = files.map(async ({ name, blob }) => {
    const packed = await pipe(blob, new CompressionStream('deflate-raw'));
    return { name, bytes: await packed.arrayBuffer() };
  });
  // A file that has been written to since it was chosen, as during training, cannot be read again.
  const stored = await Promise.all(compressed).catch(() => undefined);
  if (location.href !== before) return;
  try {
    history.replaceState(stored && { log: { ...others, files: stored } }, '');
  } catch {
    history.replaceState(null, '');
  }
}

/** @returns {Promise<Source | undefined>} the source in the present history entry */
export async function loadStoredSource() {
  const log = history.state?.log;
  if (!log) return undefined;
  /** @type {{ name: string, bytes: ArrayBuffer }[]} */
  const files = log.files;
  const read = files.map(async ({ name, bytes }) => {
    const blob = await pipe(new Blob([bytes]), new DecompressionStream('deflate-raw'));
    return { name, blob };
  });
  return { ...log, files: await Promise.all(read) };
}

/** @param {Blob} blob @param {CompressionStream | DecompressionStream} stream */
function pipe(blob, stream) {
  return new Response(blob.stream().pipeThrough(stream)).blob();
}
