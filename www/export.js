// The section "Code and files", loaded when it is opened. The core writes them from the shown results.

import { experimentPictures, experimentTables } from './export-results.js';
import { create } from './page/dom.js';
import { startExportCode } from './panels/export-code.js';
import { startExportFiles } from './panels/export-files.js';
import { EXPORTS } from './text/export-labels.js';
import { rateOf } from './work/card.js';
import { exportWriter } from './work/export-writer.js';
import './styles/export.css';

/** @typedef {(schedule: string) => { name: string, ink: string, dash: number[] }} StyleOf of a schedule in charts */

/**
 * @param {import('./state.js').State} state
 * @param {HTMLElement} box to fill
 * @param {import('@preact/signals-core').ReadonlySignal<{ schedule: string }>} request
 * @param {StyleOf} styleOf
 */
export async function startExports(state, box, request, styleOf) {
  const write = exportWriter(() => state.pool.data);
  const choices = await write('choices');
  const source = () => sourceOf(state);
  const code = create('div', { id: 'export-code' });
  const files = create('div', { id: 'export-files' });
  startExportCode(code, { ...choices, ...codeOf(state, write, source) }, request);
  startExportFiles(files, {
    tables: experimentTables(state, write),
    pictures: experimentPictures(state, write, styleOf),
    source,
  });
  box.replaceChildren(code, files);
}

/** The complete shown address. @param {import('./state.js').State} state */
function sourceOf(state) {
  // The other keys are not needed for the settings.
  const besides = { names: undefined, step: undefined, next: undefined, view: undefined };
  return new URL(state.with(besides).address, location.href).href;
}

/**
 * The rates of the answer card, which are also those of the comparison, and their source.
 * @param {import('./state.js').State} state
 * @returns {[import('./pkg/rangefinder.js').Rates, 'range_test' | 'check']}
 */
function ratesFor(state) {
  const found = rateOf(state.check.value.answer);
  return [state.answerRates.value, found ? 'check' : 'range_test'];
}

/**
 * @param {import('./state.js').State} state
 * @param {import('./work/export-writer.js').Write} write
 * @param {() => string} source
 * @returns {Pick<import('./panels/export-code.js').Writer, 'write' | 'run' | 'data'>}
 */
function codeOf(state, write, source) {
  const linkNow = () => state.reading.value.link;
  /** @type {import('./panels/export-code.js').Writer['write']} */
  const code = async (kind, framework, schedule) => {
    const [link, address] = [linkNow(), source()];
    if (kind === 'own') {
      const text = await write('own', link, framework, address);
      return { text, file: `range_test_${framework}.py` };
    }
    if (kind === 'redo') {
      const { origin } = state.pool.data;
      const answer = state.rate.value?.lr;
      const { text, reads_file } = await write('redo', link, framework, answer, address, origin);
      return { text, file: `redo_${framework}.py`, readsRun: true, readsData: reads_file };
    }
    const [rates, from] = ratesFor(state);
    try {
      const text = await write('code', link, rates, from, framework, schedule, address);
      return { text, file: `${schedule}_${framework}.py` };
    } catch (error) {
      return { text: EXPORTS.missing(error instanceof Error ? error.message : `${error}`) };
    }
  };
  return {
    write: code,
    run: () => write('run', linkNow()),
    data: () => write('data', linkNow(), state.pool.data.names ?? []),
  };
}
