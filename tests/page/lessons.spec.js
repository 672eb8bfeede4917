// Every number that a preset's lesson gives is in the curve that its link gives.

import { EXAMPLES } from '../../www/text/examples.js';
import { nativeReport } from './native.js';
import { expect, test } from './test.js';

/**
 * @typedef {object} Report
 * @property {number[]} lrs
 * @property {number[]} losses
 * @property {number[]} smoothed_losses
 * @property {{ kind: string, lr: number }} outcome
 * @property {{ steepest: { lr: number } }} suggestions
 * @property {{
 *   runs: number,
 *   lrs: number[],
 *   median: number[],
 *   bounds: { lower: { lr: number }, upper: { lr: number } },
 * }} summary
 */

/**
 * The step of the least smoothed loss.
 *
 * @param {Report} report
 */
const least = ({ smoothed_losses }) => smoothed_losses.indexOf(Math.min(...smoothed_losses));

/**
 * The smoothed loss at the first step whose rate is at least this.
 *
 * @param {Report} report
 * @param {number} lr
 */
const smoothedAt = ({ lrs, smoothed_losses }, lr) =>
  smoothed_losses[lrs.findIndex((one) => one >= lr)];

/** @type {Report} */
const notebook = nativeReport('#v=1');

/** DataTable that lessons write out. @type {Record<string, number>} */
const WORDS = { none: 0, three: 3, six: 6, seven: 7, ten: 10, eleven: 11 };

/** The numbers in a text, in order: digits, and the words above. @param {string} text */
function numbersIn(text) {
  const number = /(?<![\w.])\d+(?:\.\d+)?(?:e-?\d+)?|[a-z]+/gi;
  const read = (/** @type {string} */ word) =>
    /^\d/.test(word) ? Number(word) : WORDS[word.toLowerCase()];
  return Array.from(text.matchAll(number), ([word]) => read(word)).filter(
    (one) => one !== undefined,
  );
}

/** Whether a number is another one rounded, to three digits at most. @param {number} told @param {number} value */
const rounds = (told, value) =>
  [1, 2, 3].some((digits) => Number(value.toPrecision(digits)) === told);

/** @param {string} link the comparison's policies that are worse than the best, and its bound */
function raced(link) {
  const { race, summary } = nativeReport(link, '--race');
  const worse = race.standings.filter((/** @type {any} */ one) => one.verdict === 'worse').length;
  expect(race.standings.length).toBe(13);
  return { worse, epochs: race.epochs, upper: summary.bounds.upper.lr };
}

/**
 * Of each lesson what its numbers are, in their order.
 * @type {Record<string, (report: Report, told: number[]) => number[]>}
 */
const LESSONS = {
  'Breast cancer, SGD (the original notebook)': (report) => {
    const { runs, lrs, median, bounds } = report.summary;
    const turns = lrs[median.indexOf(Math.min(...median))];
    return [report.lrs.length, report.lrs[least(report)], runs, turns, bounds.upper.lr];
  },
  'A smaller upper bound': (_, told) => {
    const { worse, epochs, upper } = raced('#v=1');
    // Which part of the page is no result.
    const part = 3;
    return [epochs, upper, worse, 13, part, told[5], raced(`#v=1&upper=${told[5]}`).worse];
  },
  'Textbook range': (report, [start, end, decades, last]) => {
    const before = smoothedAt(report, start);
    expect(smoothedAt(report, end / 10 ** last) / before).toBeGreaterThan(0.9);
    expect(smoothedAt(report, 0.9 * end) / before).toBeLessThan(0.2);
    const { lrs } = report;
    const all = Math.log10(lrs[lrs.length - 1] / lrs[0]);
    expect(decades).toBe(Math.round(all));
    return [lrs[0], lrs[lrs.length - 1], all, last];
  },
  Momentum: (report, [momentum]) => {
    const plain = nativeReport('#v=1&start_lr=0.001&epochs=2&beta=0.9').summary.bounds;
    const { lower, upper } = report.summary.bounds;
    return [0.9, 1 / (1 - momentum), lower.lr, upper.lr, plain.lower.lr, plain.upper.lr];
  },
  Adam: (report) => {
    const plain = nativeReport('#v=1&start_lr=1e-5&end_lr=10&epochs=3&beta=0.9').summary.bounds;
    const { lower, upper } = report.summary.bounds;
    return [lower.lr, upper.lr, plain.lower.lr];
  },
  'Unscaled inputs': (report, [above, small]) => {
    const scaled = nativeReport('#v=1&output=softmax&start_lr=1e-8&end_lr=0.1&epochs=3&beta=0.9');
    expect(report.smoothed_losses[0]).toBeGreaterThan(above);
    expect(smoothedAt(report, 3 * small)).toBeLessThan(0.9 * report.smoothed_losses[0]);
    expect(smoothedAt(scaled, 3 * small)).toBeGreaterThan(0.95 * scaled.smoothed_losses[0]);
    for (const loss of report.losses.slice(-5)) {
      expect(Math.abs(loss - Math.log(2))).toBeLessThan(0.1);
    }
    return [above, small];
  },
  'Too few steps': (report) => {
    expect(report.smoothed_losses[5]).toBeGreaterThan(report.smoothed_losses[0]);
    const { lrs, smoothed_losses } = notebook;
    return [report.lrs.length, lrs.length, smoothed_losses[0], smoothed_losses[least(notebook)]];
  },
  'Running mean': (report) => {
    expect(least(report)).toBe(47);
    return [report, notebook].map(({ suggestions }) => suggestions.steepest.lr);
  },
  'Less smoothing': (report) => {
    expect(report.outcome.kind).toBe('diverged');
    expect(report.summary.bounds).toEqual(notebook.summary.bounds);
    const lowest = [report, notebook].map((one) => one.smoothed_losses[least(one)]);
    return [0.8, ...lowest, report.outcome.lr];
  },
  'An explosion': (report, [past]) => {
    expect(report.outcome.kind).toBe('not_finite');
    const from = report.lrs.findIndex((lr) => lr > 1.1 * past);
    expect(report.losses[from]).toBeLessThan(1);
    expect(report.losses[from + 10]).toBeGreaterThan(1e20);
    return [past];
  },
};

for (const { name, link, lesson } of EXAMPLES) {
  test(`the lesson of ${name} is true`, () => {
    const told = numbersIn(lesson);
    const values = LESSONS[name](nativeReport(link), told);
    expect(told.length, lesson).toBe(values.length);
    for (const [place, value] of values.entries()) {
      expect(rounds(told[place], value), `${told[place]} is not ${value}: ${lesson}`).toBe(true);
    }
  });
}
