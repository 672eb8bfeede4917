// What the page says of results is what the core says, word for word. Its own texts: see tests/text.test.js.

import { nativeReport } from './native.js';
import { expect, test } from './test.js';
import { complete } from './visit.js';

/** What is said of the runs of each, none of which is a comparison. @type {Record<string, string>} */
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
  expect(truth.conclusion.code).toBe('no_suggestion');
  await page.goto(`./${link}`);
  await complete(page);
  await expect(page.locator('#verdict')).toHaveText(truth.conclusion.text);
  await expect(page.locator('#answer')).toHaveAttribute('data-state', 'verified');
  await expect(page.locator('#outcome')).toHaveText(conclusion.text);
});
