// The button that copies the link, and the link field for pages without access to the clipboard.

import { expect, test } from './test.js';
import { LIGHT, openFolds, settled } from './visit.js';

test.beforeEach(({ page }) => openFolds(page));

test('the link field follows setting changes while it is visible', async ({ page }) => {
  await page.addInitScript(() => {
    // As on a page that is not served over HTTPS.
    Object.defineProperty(navigator, 'clipboard', { get: () => undefined });
  });
  await page.goto(`./${LIGHT}`);
  await settled(page);
  const field = page.locator('#link');
  await expect(field).toBeHidden();
  await page.locator('#copy').click();
  const whole = /&fingerprint=[\d.]+(,[0-9a-f]{16}){4}$/;
  await expect(field).toHaveValue(whole);
  const before = await field.inputValue();
  expect(before.replace(/&fingerprint.*/, '')).toBe(page.url());

  // After a change of a control or the seed: the new link, with its fingerprints once they are known.
  for (const change of [
    () => page.getByRole('slider', { name: 'Upper bound' }).press('ArrowLeft'),
    () => page.getByRole('button', { name: 'New seed' }).click(),
  ]) {
    const url = page.url();
    await change();
    await expect(page).not.toHaveURL(url);
    await settled(page);
    const address = page.url();
    await expect(field).toHaveValue(whole);
    expect((await field.inputValue()).replace(/&fingerprint.*/, '')).toBe(address);
  }
});

test('a second press of Share shows "Copied" for the full time', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.clock.install();
  await page.goto(`./${LIGHT}`);
  const [copy, copied] = [page.locator('#copy'), page.locator('#copied')];
  await copy.click();
  await expect(copied).toHaveText('Copied');
  await page.clock.runFor(3000);
  await copy.click();
  await expect(copied).toHaveText('Copied');
  // 4.5 seconds after the first press, 1.5 after the second.
  await page.clock.runFor(1500);
  await expect(copied).toHaveText('Copied');
  await page.clock.runFor(3000);
  await expect(copied).toBeEmpty();
});
