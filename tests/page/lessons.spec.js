// Every number that a preset's lesson gives is in the curve that its link gives.

import { PRESETS } from '../../www/presets.js';
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

/** @type {Record<string, (report: Report) => void>} */
const LESSONS = {
  'The notebook': (report) => {
    expect(report.lrs[least(report)]).toBeCloseTo(30, -1);
    const { lrs, median, bounds } = report.summary;
    expect(lrs[median.indexOf(Math.min(...median))]).toBeCloseTo(5.2, 1);
    expect(bounds.upper.lr).toBeCloseTo(10, 0);
  },
  'A lower ceiling': () => {
    const worse = (/** @type {string} */ link) => {
      const { race, summary } = nativeReport(link, '--race');
      expect(race.standings.length).toBe(13);
      expect(summary.bounds.upper.lr).toBeCloseTo(10, 0);
      return race.standings.filter((/** @type {any} */ one) => one.verdict === 'worse').length;
    };
    expect(worse('#v=1')).toBe(7);
    expect(worse('#v=1&upper=2')).toBe(0);
  },
  'Textbook range': (report) => {
    const start = smoothedAt(report, 1e-9);
    expect(smoothedAt(report, 0.01) / start).toBeGreaterThan(0.9);
    expect(smoothedAt(report, 9) / start).toBeLessThan(0.2);
  },
  Momentum: (report) => {
    const plain = nativeReport('#v=1&start_lr=0.001&epochs=2&beta=0.9').summary.bounds;
    const { lower, upper } = report.summary.bounds;
    expect(lower.lr).toBeCloseTo(0.011, 3);
    expect(upper.lr).toBeCloseTo(2.7, 1);
    expect(plain.lower.lr).toBeCloseTo(0.055, 3);
    expect(plain.upper.lr).toBeCloseTo(13, 0);
  },
  Adam: (report) => {
    const plain = nativeReport('#v=1&start_lr=1e-5&end_lr=10&epochs=3&beta=0.9').summary.bounds;
    const { lower, upper } = report.summary.bounds;
    expect(lower.lr).toBeCloseTo(0.001, 3);
    expect(upper.lr).toBeCloseTo(0.24, 2);
    expect(plain.lower.lr).toBeCloseTo(0.04, 2);
  },
  'Unscaled inputs': (report) => {
    const scaled = nativeReport('#v=1&output=softmax&start_lr=1e-8&end_lr=0.1&epochs=3&beta=0.9');
    expect(report.smoothed_losses[0]).toBeGreaterThan(100);
    expect(smoothedAt(report, 3e-5)).toBeLessThan(0.9 * report.smoothed_losses[0]);
    expect(smoothedAt(scaled, 3e-5)).toBeGreaterThan(0.95 * scaled.smoothed_losses[0]);
    for (const loss of report.losses.slice(-5)) {
      expect(Math.abs(loss - Math.log(2))).toBeLessThan(0.1);
    }
  },
  'Too few steps': (report) => {
    expect(report.lrs.length).toBe(6);
    expect(report.smoothed_losses[5]).toBeGreaterThan(report.smoothed_losses[0]);
    expect(notebook.smoothed_losses[0]).toBeCloseTo(0.2, 1);
    expect(notebook.smoothed_losses[least(notebook)]).toBeCloseTo(0.11, 2);
  },
  'Running mean': (report) => {
    expect(report.suggestions.steepest.lr).toBeCloseTo(6, 0);
    expect(notebook.suggestions.steepest.lr).toBeCloseTo(2, 1);
    expect(least(report)).toBe(47);
  },
  'Less smoothing': (report) => {
    expect(report.smoothed_losses[least(report)]).toBeCloseTo(0.04, 2);
    expect(report.outcome.kind).toBe('diverged');
    expect(report.outcome.lr).toBeCloseTo(58, 0);
    expect(report.summary.bounds).toEqual(notebook.summary.bounds);
  },
  'An explosion': (report) => {
    expect(report.outcome.kind).toBe('not_finite');
    const from = report.lrs.findIndex((lr) => lr > 1.1);
    expect(report.losses[from]).toBeLessThan(1);
    expect(report.losses[from + 10]).toBeGreaterThan(1e20);
  },
};

for (const { name, link } of PRESETS) {
  test(`the lesson of ${name} is true`, () => LESSONS[name](nativeReport(link)));
}
