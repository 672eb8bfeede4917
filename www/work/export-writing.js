// Writes code and files, in a worker or, where none can be started, in the page.

import init, * as core from '../pkg-export/export.js';
import { featuresOf } from './sent.js';

/** @typedef {import('./data.js').Rows} Rows @typedef {import('./data.js').WorkerRows} WorkerRows */

/** What can be written. */
const WRITERS = {
  choices: core.export_choices,
  code: core.export_code,
  redo: core.export_redo,
  own: core.export_own,
  caption: core.export_caption,
  csv: core.export_csv,
  comparison: core.export_comparison,
  data: core.export_data,
  run: (/** @type {string} */ link) => JSON.stringify(core.export_run(link)),
  /** The report as the program writes it: that of the sweep, and of what else there is. */
  report: (/** @type {string} */ link, /** @type {object} */ more) =>
    JSON.stringify({ ...core.export_report(link), ...more }),
  json: (/** @type {unknown} */ value) => JSON.stringify(value),
};

/**
 * @typedef {typeof WRITERS} Writers
 * @typedef {{ name: keyof Writers, args: any[], data?: Rows | WorkerRows }} Task `data`: that of the link, if it
 *   has changed
 */

/** Fulfilled once the module has the newest data. @type {Promise<unknown> | undefined} */
let ready;
/** The newest data. @type {Rows | WorkerRows | undefined} */
let newest;

/** @param {Task} task @returns {Promise<any>} */
export async function work({ name, args, data }) {
  if (data && data !== newest) {
    newest = data;
    // Tasks without data wait for it as well: they are about the same data.
    ready = ready?.then(useNewest);
  }
  ready ??= init().then(useNewest);
  await ready.catch((error) => {
    // Loaded again by the next task.
    ready = undefined;
    throw error;
  });
  const write = /** @type {(...args: any[]) => unknown} */ (WRITERS[name]);
  return write(...args);
}

async function useNewest() {
  const rows = newest;
  if (rows) core.use_data(rows.name, await featuresOf(rows), rows.targets, rows.unit);
}
