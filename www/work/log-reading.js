// Reads logs, in a worker or, if none can be started, in the page.

import init, { LogReader, log_snippets, max_log_bytes, read_steps } from '../pkg-log/log.js';
import { LOG } from '../text/log-labels.js';

/**
 * @typedef {import('../pkg-log/log.js').Choices} Choices
 * @typedef {import('../page/take-in.js').InputFile} InputFile
 *
 * @typedef {{ task: 'open', bytes: Uint8Array<ArrayBuffer> } | { task: 'files', files: InputFile[], more?: boolean }
 *   | { task: 'read', choices: Partial<Choices> } | { task: 'steps', text: string } | { task: 'pack' } | { task: 'snippets' }} Task
 */

/** @type {LogReader | undefined} */
let reader;
let total = 0;
/** @type {Promise<unknown> | undefined} */
let started;
/** The previous task, for which the next one waits: results depend on the files read before. @type {Promise<unknown>} */
let previous = Promise.resolve();

/**
 * @param {Task} task
 * @returns {Promise<any>} for `files` whether they were added to the previous ones, for `read` a `ReadLog`, for
 *   `steps` their
 *   number, for `pack` the bytes or nothing, for `snippets` code that writes a log
 */
export function work(task) {
  const done = previous.then(() => execute(task));
  previous = done.catch(() => {});
  return done;
}

/** @param {Task} task */
async function execute(task) {
  started ??= init().catch((error) => {
    // Loaded again by the next task.
    started = undefined;
    throw error;
  });
  await started;
  reader ??= new LogReader();
  if (task.task === 'open') {
    total = 0;
    return reader.open(task.bytes);
  }
  if (task.task === 'files') return addFiles(reader, task.files, task.more);
  if (task.task === 'steps') return read_steps(task.text);
  if (task.task === 'pack') return reader.pack();
  if (task.task === 'snippets') return log_snippets();
  return reader.read(/** @type {Choices} */ (task.choices));
}

/**
 * @param {LogReader} reader
 * @param {InputFile[]} files
 * @param {boolean} [more] whether they are added to the previous files
 */
async function addFiles(reader, files, more) {
  const size = files.reduce((sum, { blob }) => sum + blob.size, 0);
  if (size + (more ? total : 0) > max_log_bytes()) throw new Error(LOG.tooLarge(max_log_bytes()));
  const contents = await Promise.all(files.map(({ blob }) => blob.arrayBuffer()));
  for (const [index, { name }] of files.entries()) {
    reader.add(name, new Uint8Array(contents[index]));
  }
  const added = reader.take(more);
  total = added ? total + size : size;
  return added;
}
