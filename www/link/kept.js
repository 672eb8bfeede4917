// The user's log, kept in the entry of the tab's history, so that a reload of the page or Back shows it again. It is
// gone when the tab is closed.

/** @typedef {import('../training-log.js').Source} Source */

/**
 * Stores the source, unless it is too large for the browser.
 * @param {Source} source
 */
export async function storeSource({ files, ...others }) {
  const before = location.href;
  // Compressed, because browsers are slow to store megabytes in the history.
  const compressed = files.map(({ blob }) => pipe(blob, new CompressionStream('deflate-raw')));
  const contents = await Promise.all(compressed.map(async (blob) => (await blob).arrayBuffer()));
  const stored = files.map(({ name }, index) => ({ name, bytes: contents[index] }));
  if (location.href !== before) return;
  try {
    history.replaceState({ log: { ...others, files: stored } }, '');
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
