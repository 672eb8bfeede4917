// Reads tables, in a worker or, if none can be started, in the page.

import init, { max_table_bytes, TableReader } from '../pkg-table/table.js';
import { numbers } from './rows.js';
import { TABLE } from '../text/table-labels.js';

/**
 * @typedef {import('../pkg-table/table.js').TableReport} TableReport
 * @typedef {import('../pkg-table/table.js').ReadData} ReadData
 *
 * @typedef {object} Changed another role of a column
 * @property {string} roles the previous roles
 * @property {number} column
 * @property {string} use
 * @property {boolean} drop whether rows without a value are left out
 *
 * @typedef {{ task: 'file', name: string, blob: Blob } | { task: 'data', roles: string }
 *   | ({ task: 'change' } & Changed)} Task
 *
 * @typedef {import('./data.js').Rows} Rows
 * @typedef {{ made: ReadData, rows: Rows }} Made a data set
 */

/** Bytes between two progress reports. */
const PORTION = 1 << 20;

/** @type {Promise<unknown> | undefined} */
let started;
/** @type {TableReader | undefined} */
let reader;

/**
 * @param {Task} task
 * @param {(share: number) => void} progress called with the share of a file that was read
 * @returns {Promise<any>} for `file` a `TableReport`, for `data` a `Made`, for `change` the roles
 */
export async function work(task, progress) {
  started ??= init();
  await started;
  if (task.task === 'file') return read(task.name, task.blob, progress);
  if (!reader) throw new Error(TABLE.gone);
  if (task.task === 'change') {
    const { roles, column, use, drop } = task;
    return reader.change(roles, column, use, drop);
  }
  const made = reader.describe(task.roles);
  return { made, rows: numbers(reader.data(task.roles)) };
}

/** @param {string} name @param {Blob} blob @param {(share: number) => void} progress */
async function read(name, blob, progress) {
  if (blob.size > max_table_bytes()) throw new Error(TABLE.tooLarge(max_table_bytes()));
  reader?.free();
  reader = new TableReader(name);
  for (let from = 0; from < blob.size; from += PORTION) {
    const portion = await blob.slice(from, from + PORTION).arrayBuffer();
    reader.feed(new Uint8Array(portion));
    progress(Math.min(1, (from + PORTION) / blob.size));
  }
  return reader.finish();
}
