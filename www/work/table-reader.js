// Creates the reader of tables.

import { Background } from './background.js';

/**
 * @param {(share: number) => void} onProgress called with the share of a file that was read
 * @returns {Background<import('./table-reading.js').Task>}
 */
export function tableReader(onProgress) {
  const start = () => new Worker(new URL('./table-worker.js', import.meta.url), { type: 'module' });
  const alone = async (/** @type {import('./table-reading.js').Task} */ task) =>
    (await import('./table-reading.js')).work(task, onProgress);
  return new Background(start, alone, onProgress);
}
