// Defaults that follow other settings until the user or the link sets them.

import { nativeReport, written } from './native.js';
import { expect, test } from './test.js';

/** @typedef {import('@playwright/test').Page} Page */

/** @param {Page} page @param {string} link */
const expectHash = (page, link) => expect(page).toHaveURL((url) => url.hash === link);

/** Waits only for the sweep: the check and the comparison take long with these settings. @param {Page} page */
const swept = (page) => expect(page.locator('html')).toHaveAttribute('data-state', 'finished');

test('range and steps follow the optimizer and the batch size until they are set', async ({
  page,
}) => {
  await page.goto('./');
  await swept(page);
  await expectHash(page, '#v=2');
  const [start, end, steps, epochs] = ['start_lr', 'end_lr', 'num_iter', 'epochs'].map((key) =>
    page.locator(`[name=${key}]`),
  );
  const optimizer = page.locator('[name=optimizer]');
  await page.evaluate(() =>
    document.querySelectorAll('details').forEach((one) => (one.open = true)),
  );
  await expect(start).toHaveValue('0.001');
  await expect(steps).toHaveValue('100');
  await expect(epochs).toHaveValue('2.1');
  await expect(start).toHaveAccessibleDescription(/it follows the optimizer and the batch size/);
  const auto = page.getByRole('button', { name: 'Start learning rate: auto' });
  await expect(auto).toBeDisabled();

  await optimizer.selectOption('adam');
  await expect(start).toHaveValue('1e-5');
  await expect(end).toHaveValue('1');
  await expectHash(page, '#v=2&optimizer=adam');
  await swept(page);
  const { fingerprint } = nativeReport('#v=2&optimizer=adam&start_lr=1e-5&end_lr=1&num_iter=100');
  await expect(page.locator('#sweep-fingerprint')).toHaveText(fingerprint);

  // A setting that was set stays.
  await start.fill('0.0002');
  await start.blur();
  await expectHash(page, '#v=2&optimizer=adam&start_lr=0.0002');
  await optimizer.selectOption('sgd');
  await expect(start).toHaveValue('0.0002');
  await expect(end).toHaveValue('100');

  // Its button or an empty field resets it.
  await auto.click();
  await expect(start).toHaveValue('0.001');
  // Not the text field, for which a phone opens its keyboard.
  await expect(page.getByRole('slider', { name: 'Start learning rate, slider' })).toBeFocused();
  await expectHash(page, '#v=2');
  await epochs.fill('29');
  await epochs.blur();
  await expect(steps).toHaveValue('1392');
  await expectHash(page, '#v=2&epochs=29');
  await epochs.fill('');
  await epochs.blur();
  await expect(steps).toHaveValue('100');
  await expectHash(page, '#v=2');
});

test('a version 1 link keeps its results, and its defaults count as set', async ({ page }) => {
  await page.goto('./#v=1');
  await swept(page);
  const link = written('#v=1');
  expect(link).toMatch(/^#v=2&start_lr=0.05&end_lr=100&epochs=1&.*&train_runs=10$/);
  await expectHash(page, link);
  await expect(page.locator('#notices')).toBeHidden();
  await expect(page.locator('#sweep-fingerprint')).toHaveText('1dcac03d9740b83c');
  await page.evaluate(() =>
    document.querySelectorAll('details').forEach((one) => (one.open = true)),
  );
  await page.locator('[name=optimizer]').selectOption('adam');
  await expect(page.locator('[name=start_lr]')).toHaveValue('0.05');
});
