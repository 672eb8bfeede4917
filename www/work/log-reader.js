// Creates the reader of logs.

import { Reader } from './reader.js';

/** @returns {Reader<import('./log-reading.js').Task>} */
export function logReader() {
  const start = () => new Worker(new URL('./log-worker.js', import.meta.url), { type: 'module' });
  return new Reader(start, async (task) => (await import('./log-reading.js')).work(task));
}
