// Sentences about results are those of the core, word for word. tests/text.test.js tests the page's own.

import { nativeReport } from './native.js';
import { expect, test } from './test.js';
import { complete } from './visit.js';

/** The code of the conclusion about the runs of each link. @type {Record<string, string>} */
const LINKS = {
  '#v=1': 'works',
  // Rates too small to learn at.
  '#v=1&start_lr=1e-10&end_lr=1e-6': 'too_small',
  '#v=1&start_lr=1e-6&end_lr=1e-3&seed=2': 'too_small',
  '#v=1&start_lr=1e-8&end_lr=1e-5&seed=7': 'too_small',
  '#v=1&output=linear&start_lr=10&end_lr=1e5': 'too_large',
  '#v=1&start_lr=10&end_lr=1000': 'start_lower',
  '#v=1&start_lr=0.001&end_lr=1': 'end_higher',
  // One noisy step stops every run.
  '#v=1&output=softmax&batch_size=1&beta=0&seed=2': 'stopped_by_noise',
};

test('the sentences about a sweep and all runs match the native report', async ({ page }) => {
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

test('if one noisy step stops every run, the check decides the answer', async ({ page }) => {
  const link =
    '#v=1&output=softmax&batch_size=1&beta=0&seed=2&truth_rates=9&truth_runs=8&truth_epochs=1' +
    '&train_epochs=1&train_runs=3';
  const { conclusion, truth } = nativeReport(link, '--truth');
  expect(truth.conclusion.code).toBe('no_suggestion');
  await page.goto(`./${link}`);
  await complete(page);
  await expect(page.locator('#verdict')).toHaveText(truth.conclusion.text);
  await expect(page.locator('#answer')).toHaveAttribute('data-state', 'verified');
  await expect(page.locator('#outcome')).toHaveText(conclusion.text);
});
