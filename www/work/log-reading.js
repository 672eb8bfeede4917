// Reads logs, in a worker or, where none can be started, in the page.

import init, { LogReader, log_snippets, max_log_bytes, unpack_log } from '../pkg-log/log.js';
import { LOG } from '../text/log-labels.js';

/**
 * @typedef {import('../pkg-log/log.js').Choices} Choices
 * @typedef {import('../page/take-in.js').Taken} Taken
 *
 * @typedef {{ task: 'files', files: Taken[], more: boolean } | { task: 'read', choices: Partial<Choices> }
 *   | { task: 'pack' } | { task: 'snippets' } | { task: 'unpack', bytes: Uint8Array }} Task
 */

/** @type {Promise<unknown> | undefined} */
let started;
/** @type {LogReader | undefined} */
let reader;
let total = 0;

/**
 * @param {Task} task
 * @returns {Promise<any>} of `read` a `ReadLog`, of `pack` the bytes or
 *   nothing, of `snippets` code that writes a log, of `unpack` a `LogReport`
 */
export async function work(task) {
  started ??= init();
  await started;
  if (task.task === 'unpack') return unpack_log(task.bytes);
  if (task.task === 'files') return take(task.files, task.more);
  if (task.task === 'pack') return reader?.pack();
  if (task.task === 'snippets') return log_snippets();
  return reader?.read(/** @type {Choices} */ (task.choices));
}

/** @param {Taken[]} files @param {boolean} more whether they come to those that are there */
async function take(files, more) {
  const all = files.reduce((sum, { blob }) => sum + blob.size, more ? total : 0);
  if (all > max_log_bytes()) throw new Error(LOG.tooLarge(max_log_bytes()));
  const contents = await Promise.all(files.map(({ blob }) => blob.arrayBuffer()));
  if (!more || !reader) {
    reader?.free();
    reader = new LogReader();
  }
  for (const [place, { name }] of files.entries()) {
    reader.add(name, new Uint8Array(contents[place]));
  }
  total = all;
}
