// The results of an experiment as files and images: their content, and whether they are available.

import { CHARTS, DIAGNOSIS_AXES, diagnosisLines } from './charts/diagnosis-lines.js';
import { checkFigure, comparisonFigure, linesFigure, sweepFigure } from './charts/figures.js';
import { EXPORTS } from './text/export-labels.js';

/**
 * @typedef {import('./state.js').State} State
 * @typedef {import('./work/export-writer.js').Write} Write
 * @typedef {import('./panels/export-files.js').Files} Files
 * @typedef {import('./charts/svg.js').Figure} Figure
 */

/** Columns of numbers in the form for the core. @param {ArrayLike<number>[]} columns */
export const columns = (columns) => columns.map((column) => Float64Array.from(column));

/** @param {State} state @param {Write} write @returns {Files['tables']} */
export function experimentTables(state, write) {
  const { summary, played, check, results, diagnosis } = state;
  const linkNow = () => state.reading.value.link;
  const table = (
    /** @type {string} */ name,
    /** @type {() => boolean} */ isAvailable,
    /** @type {() => Promise<string>} */ text,
    type = 'csv',
  ) => ({
    ...{ label: EXPORTS.tables[name], name: `${name}.${type}`, missing: EXPORTS.sources[name] },
    ...{ isAvailable, text },
  });
  return [
    table(
      'report',
      () => summary.value !== undefined,
      () => report(state, write),
      'json',
    ),
    table(
      'curve',
      () => played.value?.state === 'finished',
      () => {
        const { lrs = [], losses = [], smoothed = [] } = played.value?.curve ?? {};
        return write('csv', 'curve', columns([lrs, losses, smoothed]));
      },
    ),
    table(
      'band',
      () => summary.value !== undefined,
      () => {
        const { lrs = [], low = [], median = [], high = [] } = summary.value ?? {};
        return write('csv', 'band', columns([lrs, low, median, high]));
      },
    ),
    table(
      'check',
      () => check.value.evaluation !== undefined,
      () => {
        const { lrs = [], losses } = check.value.evaluation ?? {};
        const { low = [], median = [], high = [] } = losses ?? {};
        return write('csv', 'check', columns([lrs, low, median, high]));
      },
    ),
    table(
      'comparison',
      () => results.value.standings.length > 0,
      () => {
        const { standings } = results.value;
        const rows = standings.map(({ loss, accuracy, steps_to_target }) => [
          ...[loss.low, loss.median, loss.high, accuracy.median, steps_to_target.median],
        ]);
        const names = standings.map(({ policy }) => policy);
        return write('comparison', names, columns(rows));
      },
    ),
    table(
      'diagnosis',
      () => diagnosis.value.findings?.conclusion !== undefined,
      () => write('csv', 'diagnosis', inside(diagnosis.value.findings)),
    ),
    table(
      'data',
      () => true,
      () => write('data', linkNow(), state.pool.data.names ?? []),
    ),
  ];
}

/** The columns of the diagnosis. @param {import('./pkg/rangefinder.js').Diagnosis} [findings] */
function inside(findings) {
  if (!findings) return [];
  const { lrs, steps, edges, dead = [], gradient_norms, update_ratios } = findings;
  const known = edges.map((edge) => edge ?? NaN);
  return columns([lrs, steps, known, dead, ...gradient_norms, ...update_ratios]);
}

/** The report in the program's format, with the available results. @param {State} state @param {Write} write */
function report(state, write) {
  const { evaluation: check } = state.check.value;
  const summary = state.summary.value;
  const { findings } = state.diagnosis.value;
  return write('report', state.reading.value.link, {
    answer: check?.answer ?? summary?.answer,
    summary,
    truth: check,
    race: state.results.value.standings.length > 0 ? state.results.value : undefined,
    diagnosis: findings?.conclusion && findings,
  });
}

/**
 * @param {State} state
 * @param {Write} write
 * @param {import('./export.js').StyleOf} styleOf
 * @returns {Files['pictures']}
 */
export function experimentPictures(state, write, styleOf) {
  const { summary, played, check, results, diagnosis } = state;
  /**
   * @template T
   * @param {string} name
   * @param {string} of the kind of picture, for its settings in words
   * @param {() => T | undefined} found its results, once available
   * @param {(found: T) => Figure} figure
   * @returns {Files['pictures'][number]}
   */
  const picture = (name, of, found, figure) => ({
    ...{ label: EXPORTS.charts[name], name, missing: EXPORTS.sources[name] ?? EXPORTS.sources[of] },
    isAvailable: () => found() !== undefined,
    figure: () => {
      const shown = found();
      return shown && figure(shown);
    },
    settings: () => write('caption', state.reading.value.link, of, summary.value?.runs ?? 1),
  });
  const compared = /** @type {const} */ (['validation', 'training', 'accuracy', 'lr']);
  const { range, rate, pinned } = state;
  const curve = () => (played.value?.state === 'finished' ? played.value.curve : undefined);
  const standings = () => (results.value.standings.length > 0 ? results.value : undefined);
  // Not every network has ReLUs.
  const measured = (/** @type {string} */ name) => {
    const { findings } = diagnosis.value;
    return findings?.conclusion && (name !== 'dead' || findings.dead) ? findings : undefined;
  };
  return [
    picture('sweep', 'sweep', curve, (found) => {
      const all = { summary: summary.value, answer: rate.value?.lr };
      const other = { summary: pinned.value?.summary, answer: pinned.value?.rate?.lr };
      return sweepFigure(found, all, other, range.value);
    }),
    picture(
      'check',
      'check',
      () => check.value.evaluation,
      (found) => checkFigure(found, range.value, rate.value?.lr),
    ),
    ...compared.map((name) =>
      picture(name, 'comparison', standings, (found) => comparisonFigure(name, found, styleOf)),
    ),
    ...CHARTS.map((name) =>
      picture(
        name,
        'diagnosis',
        () => measured(name),
        (found) => {
          const lines = diagnosisLines(found, range.value)[name];
          return linesFigure(EXPORTS.charts[name], lines, DIAGNOSIS_AXES[name]);
        },
      ),
    ),
  ];
}
