// What writes code and files.

import { Background } from './background.js';
import { sent } from './sent.js';

/** @typedef {import('./export-writing.js').Writers} Writers */
/** @typedef {import('./data.js').Rows} Rows */
/** @typedef {ReturnType<typeof exportWriter>} Write */

/**
 * @param {() => Rows | undefined} data what links are about now
 * @returns what writes: a name of what, and what that takes
 */
export function exportWriter(data) {
  const start = () =>
    new Worker(new URL('./export-worker.js', import.meta.url), { type: 'module' });
  /** What the worker has. @type {Rows | undefined} */
  let given;
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
    const news = rows === given ? undefined : rows;
    given = rows;
    return worker.ask({ name, args, data: news && sent(news) });
  };
}
