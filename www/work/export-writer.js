// Starts the writer of code and files.

import { Background } from './background.js';
import { forWorker } from './sent.js';

/** @typedef {import('./export-writing.js').Writers} Writers */
/** @typedef {import('./data.js').Rows} Rows */
/** @typedef {ReturnType<typeof exportWriter>} Write */

/**
 * @param {() => Rows | undefined} data the present data
 * @returns a function that writes: takes the name of a writer and its arguments
 */
export function exportWriter(data) {
  const start = () =>
    new Worker(new URL('./export-worker.js', import.meta.url), { type: 'module' });
  /** The data of the worker. @type {Rows | undefined} */
  let sentData;
  /** @type {Background<import('./export-writing.js').Task>} */
  const worker = new Background(start, async (task) => {
    const { work } = await import('./export-writing.js');
    return work({ ...task, data: data() });
  });
  /**
   * @template {keyof Writers} Name
   * @param {Name} name
   * @param {Parameters<Writers[Name]>} args
   * @returns {Promise<Awaited<ReturnType<Writers[Name]>>>}
   */
  return function write(name, ...args) {
    const rows = data();
    const newData = rows === sentData ? undefined : rows;
    sentData = rows;
    return worker.request({ name, args, data: newData && forWorker(newData) });
  };
}
