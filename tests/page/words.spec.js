// What is said on the page: of results what the core says, word for word; of the rest by words.js.

import { readFileSync } from 'node:fs';
import { percent, short, signed } from '../../www/text/numbers.js';
import { beginning, duration, inside, reading, regret } from '../../www/text/sentences.js';
import { nativeReport } from './native.js';
import { expect, test } from './test.js';
import { complete } from './visit.js';

/** Nothing here is about motion: pictures are finished at once. */
test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** What is said of the runs of each, none of which races. @type {Record<string, string>} */
const LINKS = {
  '#v=1': 'works',
  // Rates too small to learn at.
  '#v=1&start_lr=1e-10&end_lr=1e-6': 'too_small',
  '#v=1&start_lr=1e-6&end_lr=1e-3&seed=2': 'too_small',
  '#v=1&start_lr=1e-8&end_lr=1e-5&seed=7': 'too_small',
  '#v=1&output=linear&start_lr=10&end_lr=1e5': 'too_large',
  '#v=1&start_lr=10&end_lr=1000': 'start_lower',
  '#v=1&start_lr=0.001&end_lr=1': 'end_higher',
  // One noisy step.
  '#v=1&output=softmax&batch_size=1&beta=0&seed=2': 'stopped_by_noise',
};

test('what is said of a sweep and of all runs is what the report says', async ({ page }) => {
  for (const [start, code] of Object.entries(LINKS)) {
    const link = `${start}&policies=none&truth_rates=5&truth_runs=1&truth_epochs=1`;
    const { conclusion, lag, summary } = nativeReport(link);
    expect(summary.conclusion.code, link).toBe(code);
    await page.goto(`./${link}`);
    await expect(page.locator('#finding'), link).toHaveText(summary.conclusion.text);
    await expect(page.locator('#outcome'), link).toHaveText(conclusion.text);
    await expect(page.locator('#lag span'), link).toHaveText(lag?.text ?? '');
  }
});

test('where one noisy step has stopped every run, the check has the last word', async ({
  page,
}) => {
  const link =
    '#v=1&output=softmax&batch_size=1&beta=0&seed=2&truth_rates=9&truth_runs=8&truth_epochs=1' +
    '&train_epochs=1&train_runs=3';
  const { conclusion, truth } = nativeReport(link, '--truth');
  expect(truth.conclusion.code).toBe('best');
  await page.goto(`./${link}`);
  await complete(page);
  await expect(page.locator('#verdict')).toHaveText(truth.conclusion.text);
  await expect(page.locator('#outcome')).toHaveText(conclusion.text);
  await expect(page.locator('section[aria-labelledby=find-title]')).not.toContainText(
    'are too large',
  );
});

test('numbers in tables have a digit more than those in sentences', () => {
  const lines = readFileSync('tests/common/numbers.txt', 'utf8').trim().split('\n');
  expect(lines.length).toBeGreaterThan(20);
  for (const [value, , table] of lines.map((line) => line.split(' '))) {
    expect(short(Number(value)), value).toBe(table);
  }
  expect([percent(0.98765), percent(1)]).toEqual(['98.8%', '100%']);
  expect([signed(0.5), signed(-0.5), signed(0), signed(Infinity)]).toEqual([
    '+0.5',
    '−0.5',
    '0',
    'not finite',
  ]);
});

test('a sweep that begins, and a time that it will take', () => {
  const values = { start_lr: '1e-5', end_lr: '0.1' };
  expect(beginning(values, { step: 0, steps: 7, least: undefined, outcome: undefined })).toBe(
    'The rate rises from 1e-5 to 0.1 in 7 steps, one after each mini-batch.',
  );
  const times = [1, 1499, 89_000, 90_000, 150_000, NaN].map(duration);
  expect(times).toEqual([
    'about 1 second',
    'about 1 second',
    'about 89 seconds',
    'about 2 minutes',
    'about 3 minutes',
    'nobody knows how long',
  ]);
});

test('a step is read out, with what all runs did and what went on inside', () => {
  const column = (/** @type {number[]} */ ...numbers) => Float64Array.from(numbers);
  const curve = { lrs: column(0.1, 0.2), losses: column(1, 0.5), smoothed: column(1, 0.75) };
  expect(reading(curve, 1)).toBe('step 1, rate 0.2, loss 0.5, smoothed 0.75');
  const summary = /** @type {any} */ ({
    runs: 9,
    low: [0.8, 0.4],
    median: [1, 0.6],
    high: [1.5, Infinity],
  });
  expect(reading(curve, 1, { ...summary, runs: 1 })).toBe(reading(curve, 1));
  expect(reading(curve, 1, summary)).toBe(
    `${reading(curve, 1)}; all runs: median 0.6, 8 in 10 from 0.4 to ended`,
  );
  const findings = /** @type {any} */ ({
    gradient_norms: [[1], [Infinity]],
    update_ratios: [[0.25], [0.5]],
    dead: [0.125],
  });
  expect(inside(findings, 1)).toBe('');
  expect(inside(findings, 0)).toBe(
    'gradient norm by layer 1, not finite; update/weight 0.25, 0.5; dead ReLUs 12.5%',
  );
  const edge = (/** @type {number} */ edge, /** @type {number} */ step) =>
    inside({ ...findings, dead: undefined }, 0, { edge, step }).split('; ')[2];
  expect(edge(3, 0)).toBe('2/sharpness 3');
  expect(edge(Infinity, 4)).toBe('2/sharpness without end (at step 4)');
});

test('what is not known yet of a rate that trains is said to come', () => {
  const told = (/** @type {any} */ found, checking = false) =>
    regret('lower', /** @type {any} */ ({ marks: [{ name: 'lower', lr: 1, found }] }), checking);
  expect(told({ text: 'the lowest loss' })).toBe('the lowest loss');
  expect(told(undefined)).toBe('');
  expect(told(undefined, true)).toBe('…');
});
