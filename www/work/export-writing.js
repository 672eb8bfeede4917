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

/** Fulfilled once the module has the data of the newest task. @type {Promise<unknown> | undefined} */
let ready;
/** @type {Rows | WorkerRows | undefined} */
let currentData;

/** @param {Task} task @returns {Promise<any>} */
export async function work({ name, args, data }) {
  ready ??= init();
  if (data && data !== currentData) {
    currentData = data;
    // Tasks without data wait for it as well: they are about the same data.
    ready = ready.then(async () =>
      core.use_data(data.name, await featuresOf(data), data.targets, data.unit),
    );
  }
  await ready.catch((error) => {
    // Loaded again by the next task.
    ready = currentData = undefined;
    throw error;
  });
  const write = /** @type {(...args: any[]) => unknown} */ (WRITERS[name]);
  return write(...args);
}
