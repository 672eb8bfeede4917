// Creates the reader of logs.

import { Background } from './background.js';

/** @returns {Background<import('./log-reading.js').Task>} */
export function logReader() {
  const start = () => new Worker(new URL('./log-worker.js', import.meta.url), { type: 'module' });
  return new Background(start, async (task) => (await import('./log-reading.js')).work(task));
}
