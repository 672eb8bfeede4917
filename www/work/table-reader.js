// Creates the reader of tables.

import { Background } from './background.js';

/**
 * @param {(progress: number) => void} onProgress called with the part of a file that was read, from 0 to 1
 * @returns {Background<import('./table-reading.js').Task>}
 */
export function tableReader(onProgress) {
  const start = () => new Worker(new URL('./table-worker.js', import.meta.url), { type: 'module' });
  const runInPage = async (/** @type {import('./table-reading.js').Task} */ task) =>
    (await import('./table-reading.js')).work(task, onProgress);
  return new Background(start, runInPage, onProgress);
}
