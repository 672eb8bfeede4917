// Reads tables, in a worker or, if none can be started, in the page.

import init, { max_table_bytes, TableReader } from '../pkg-table/table.js';
import { numbers } from './rows.js';
import { TABLE } from '../text/table-labels.js';

/**
 * @typedef {import('../pkg-table/table.js').TableReport} TableReport
 * @typedef {import('../pkg-table/table.js').ReadData} ReadData
 * @typedef {import('../pkg-table/table.js').ColumnRoles} ColumnRoles
 *
 * @typedef {object} RoleChange another role of a column
 * @property {string} roles the text of the previous roles
 * @property {number} column
 * @property {string} use
 * @property {boolean} drop whether rows without a value are left out
 *
 * @typedef {{ task: 'file', name: string, blob: Blob } | { task: 'roles' | 'data', roles: string }
 *   | ({ task: 'change' } & RoleChange)} Task
 *
 * @typedef {import('./data.js').Rows} Rows
 * @typedef {{ dataset: ReadData, rows: Rows }} DatasetResult a data set, and its description
 */

/** Bytes between two progress reports. */
const CHUNK_SIZE = 1 << 20;

/** @type {Promise<unknown> | undefined} */
let started;
/** @type {TableReader | undefined} */
let reader;

/**
 * @param {Task} task
 * @param {(progress: number) => void} onProgress called with the part of a file that was read, from 0 to 1
 * @returns {Promise<any>} for `file` a `TableReport`, for `data` a `DatasetResult`, otherwise `ColumnRoles`
 */
export async function work(task, onProgress) {
  started ??= init().catch((error) => {
    // Loaded again by the next task.
    started = undefined;
    throw error;
  });
  await started;
  if (task.task === 'file') return read(task.name, task.blob, onProgress);
  if (!reader) throw new Error(TABLE.gone);
  if (task.task === 'roles') return reader.roles(task.roles);
  if (task.task === 'change') {
    const { roles, column, use, drop } = task;
    return reader.change(roles, column, use, drop);
  }
  const dataset = reader.describe(task.roles);
  return { dataset, rows: numbers(reader.data(task.roles)) };
}

/** @param {string} name @param {Blob} blob @param {(progress: number) => void} onProgress */
async function read(name, blob, onProgress) {
  if (blob.size > max_table_bytes()) throw new Error(TABLE.tooLarge(max_table_bytes()));
  reader?.free();
  reader = new TableReader(name);
  for (let from = 0; from < blob.size; from += CHUNK_SIZE) {
    const chunk = await blob.slice(from, from + CHUNK_SIZE).arrayBuffer();
    reader.feed(new Uint8Array(chunk));
    onProgress(Math.min(1, (from + CHUNK_SIZE) / blob.size));
  }
  return reader.finish();
}
