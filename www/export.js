// Code and files to take along; loaded once a reader opens their fold. The core writes them from what is shown.

import { checkFigure, comparisonFigure, sweepFigure } from './charts/figures.js';
import { create } from './page/dom.js';
import { startExportCode } from './panels/export-code.js';
import { startExportFiles } from './panels/export-files.js';
import start, * as core from './pkg-export/export.js';
import { EXPORTS } from './text/export-labels.js';
import './styles/export.css';

/** @typedef {(schedule: string) => { name: string, ink: string, dash: number[] }} Look of a schedule in charts */

/** Data that scikit-learn has, which scripts load from there. */
const OF_SCIKIT_LEARN = ['breast_cancer', 'wine'];

/**
 * @param {import('./state.js').State} state
 * @param {HTMLElement} box to fill
 * @param {import('@preact/signals-core').ReadonlySignal<{ schedule: string }>} wish
 * @param {Look} look
 */
export async function startTaking(state, box, wish, look) {
  await start();
  const code = create('div', { id: 'export-code' });
  const files = create('div', { id: 'export-files' });
  const module = new Module(state);
  startExportCode(code, writer(state, module), wish);
  startExportFiles(files, {
    tables: tables(state, module),
    pictures: pictures(state, look),
    source: () => module.source,
  });
  box.replaceChildren(code, files);
}

/** The core's module, which has the data of the link that is shown. */
class Module {
  #given = /** @type {import('./work/data.js').Rows | undefined} */ (undefined);

  /** @param {import('./state.js').State} state */
  constructor(state) {
    this.state = state;
  }

  /** The link that is shown, whose data the module has. */
  get link() {
    const { link } = this.state.reading.value;
    const rows = this.state.pool.data;
    if (rows !== this.#given) {
      core.use_data(rows.name, rows.features, rows.targets, rows.unit);
      this.#given = rows;
    }
    return link;
  }

  /** The address that is shown, whole. */
  get source() {
    // What else the link says is not needed to find the settings again.
    const besides = { names: undefined, step: undefined, next: undefined, view: undefined };
    return new URL(this.state.with(besides).address, location.href).href;
  }
}

/**
 * @param {import('./state.js').State} state
 * @param {Module} module
 * @returns {import('./panels/export-code.js').Writer}
 */
function writer(state, module) {
  const ofScikitLearn = () => OF_SCIKIT_LEARN.includes(state.reading.value.values.data);
  const none = (/** @type {string} */ text) => ({ text });
  return {
    ...core.export_choices(),
    write(kind, framework, schedule) {
      const { link, source } = module;
      const answer = state.rate.value?.lr;
      if (kind === 'own') {
        const text = core.export_own(link, framework, source);
        return text ? { text, file: `range_test_${framework}.py` } : none(EXPORTS.noOwn);
      }
      if (kind === 'redo') {
        const text = core.export_redo(link, framework, answer, source);
        const file = `redo_${framework}.py`;
        return text
          ? { text, file, readsRun: true, readsData: !ofScikitLearn() }
          : none(EXPORTS.noRedo);
      }
      try {
        // The bounds that the card has.
        const { lower, upper } = state.zones.value;
        const rates = { ...state.rates.value, answer, lower, upper };
        const text = core.export_code(link, rates, framework, schedule, source);
        return { text, file: `${schedule}_${framework}.py` };
      } catch (error) {
        return none(EXPORTS.missing(error instanceof Error ? error.message : `${error}`));
      }
    },
    run: () => JSON.stringify(core.export_run(module.link)),
    data: () => core.export_data(module.link),
  };
}

/**
 * @param {import('./state.js').State} state
 * @param {Module} module
 * @returns {import('./panels/export-files.js').Files['tables']}
 */
function tables(state, module) {
  const hasCheck = () => state.check.value.evaluation !== undefined;
  const table = (
    /** @type {string} */ name,
    /** @type {() => boolean} */ there,
    /** @type {() => string} */ text,
    type = 'csv',
  ) => ({ label: EXPORTS.tables[name], name: `${name}.${type}`, there, text });
  const numbers = (/** @type {ArrayLike<number>[]} */ columns) =>
    columns.map((column) => Float64Array.from(column));
  return [
    table(
      'report',
      () => state.summary.value !== undefined,
      () => report(state, module),
      'json',
    ),
    table(
      'curve',
      () => state.played.value?.state === 'finished',
      () => {
        const { lrs = [], losses = [], smoothed = [] } = state.played.value?.curve ?? {};
        return core.export_csv('curve', numbers([lrs, losses, smoothed]));
      },
    ),
    table(
      'band',
      () => state.summary.value !== undefined,
      () => {
        const { lrs = [], low = [], median = [], high = [] } = state.summary.value ?? {};
        return core.export_csv('band', numbers([lrs, low, median, high]));
      },
    ),
    table('check', hasCheck, () => {
      const { lrs = [], losses } = state.check.value.evaluation ?? {};
      const { low = [], median = [], high = [] } = losses ?? {};
      return core.export_csv('check', numbers([lrs, low, median, high]));
    }),
    table(
      'comparison',
      () => state.results.value.standings.length > 0,
      () => {
        const { standings } = state.results.value;
        const rows = standings.map(({ loss, accuracy, steps_to_target }) => [
          ...[loss.low, loss.median, loss.high, accuracy.median, steps_to_target.median],
        ]);
        const names = standings.map(({ policy }) => policy);
        return core.export_comparison(names, numbers(rows));
      },
    ),
    table(
      'data',
      () => true,
      () => core.export_data(module.link),
    ),
  ];
}

/**
 * The report as the program writes it, of what is there.
 * @param {import('./state.js').State} state
 * @param {Module} module
 */
function report(state, module) {
  const { evaluation: check } = state.check.value;
  const summary = state.summary.value;
  return JSON.stringify({
    ...core.export_report(module.link),
    answer: check?.answer ?? summary?.answer,
    summary,
    truth: check,
    race: state.results.value.standings.length > 0 ? state.results.value : undefined,
  });
}

/**
 * @param {import('./state.js').State} state
 * @param {Look} look
 * @returns {import('./panels/export-files.js').Files['pictures']}
 */
function pictures(state, look) {
  const picture = (
    /** @type {string} */ name,
    /** @type {() => boolean} */ there,
    /** @type {() => import('./charts/svg.js').Figure} */ figure,
  ) => ({ label: EXPORTS.charts[name], name, there, figure });
  const compared = /** @type {const} */ (['validation', 'training', 'accuracy', 'lr']);
  const empty = { lrs: new Float64Array(), losses: new Float64Array() };
  return [
    picture(
      'sweep',
      () => state.played.value?.state === 'finished',
      () => {
        const curve = state.played.value?.curve ?? {
          ...empty,
          smoothed: empty.lrs,
          smooth: empty.lrs,
        };
        const { summary, pinned, range, rate } = state;
        const other = pinned.value?.summary;
        return sweepFigure(
          curve,
          { all: summary.value, pinned: other },
          range.value,
          rate.value?.lr,
        );
      },
    ),
    picture(
      'check',
      () => state.check.value.evaluation !== undefined,
      () => {
        const { evaluation: check } = state.check.value;
        if (!check) throw new Error(EXPORTS.notYet);
        return checkFigure(check, state.range.value, state.rate.value?.lr);
      },
    ),
    ...compared.map((name) =>
      picture(
        name,
        () => state.results.value.standings.length > 0,
        () => comparisonFigure(name, state.results.value, look),
      ),
    ),
  ];
}
