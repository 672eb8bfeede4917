// What is read of a reader's log, kept with its place in the history: a reload of the page or Back shows it again. It goes with the tab.

/** @typedef {import('../training-log.js').Source} Source */

/**
 * Keeps it, if the browser lets that much be kept.
 * @param {Source} source
 */
export async function keep({ files, ...others }) {
  const before = location.href;
  const contents = await Promise.all(files.map(({ blob }) => blob.arrayBuffer()));
  const kept = files.map(({ name }, place) => ({ name, bytes: contents[place] }));
  if (location.href !== before) return;
  try {
    history.replaceState({ log: { ...others, files: kept } }, '');
  } catch {
    history.replaceState(null, '');
  }
}

/** @returns {Source | undefined} what is kept here */
export function keptSource() {
  const log = history.state?.log;
  if (!log) return undefined;
  /** @type {{ name: string, bytes: ArrayBuffer }[]} */
  const files = log.files;
  return { ...log, files: files.map(({ name, bytes }) => ({ name, blob: new Blob([bytes]) })) };
}
