// axe-core finds no violations in any state of the page, in light and dark.

import { expectClean } from './axe.js';
import { nativeReport, VERSION } from './native.js';
import { expect, expectComplaints, test } from './test.js';
import {
  beginComparison,
  beginRuns,
  LIGHT,
  MOTION,
  openFolds,
  openSlowly,
  settled,
  unfold,
  WAITING,
} from './visit.js';

test.use(MOTION);

/** @typedef {import('@playwright/test').Page} Page */

/** @param {Page} page @param {string} state */
const expectState = (page, state) =>
  expect(page.locator('html')).toHaveAttribute('data-state', state);

test('no axe violations while the page loads or fails to load', async ({ page }) => {
  expectComplaints(/ERR_FAILED/, /could not be loaded/);
  /** @type {() => void} */
  let fail = () => {};
  const held = new Promise((resolve) => (fail = () => resolve(undefined)));
  await page.route('**/*.wasm', async (route) => {
    await held;
    await route.abort();
  });
  await page.goto('./');
  await expectState(page, 'loading');
  await expectClean(page, 'loading');
  await page.evaluate(() => document.getAnimations().forEach((animation) => animation.finish()));
  await expect(page.locator('#slow')).toBeVisible();
  await expectClean(page, 'loading for long');
  fail();
  await expect(page.locator('#notices')).toBeVisible();
  await expectClean(page, 'not loaded');
});

test('no axe violations during a sweep or with all sections open', async ({ page }) => {
  await openFolds(page, '#all-settings');
  await page.addInitScript(() => {
    // As on a page that is not served over HTTPS.
    Object.defineProperty(navigator, 'clipboard', { get: () => undefined });
  });
  await page.goto(`./${LIGHT}`);
  await settled(page);
  await page.locator('#speed').selectOption('slow');
  await page.locator('#play').click();
  await expectState(page, 'playing');
  await expectClean(page, 'playing');
  await page.locator('#play').click();
  await expectState(page, 'paused');
  await expectClean(page, 'paused');
  await page.locator('#speed').selectOption('fast');
  await page.locator('#play').click();
  await settled(page);
  await page.locator('#copy').click();
  await expect(page.locator('#link')).toBeVisible();
  await expectClean(page, 'finished, link to copy');
  await unfold(page);
  await expectClean(page, 'everything unfolded');
  await page.setViewportSize({ width: 320, height: 256 });
  await expectClean(page, 'everything unfolded, narrow');
});

test('no axe violations in the table section, which fits 320 pixels', async ({ page }) => {
  await page.goto(`./${LIGHT}`);
  await settled(page);
  await page.locator('#data-open').click();
  await expect(page.locator('#table-text')).toBeVisible();
  await expectClean(page, 'asked for a table');
  await page.locator('#table-text').fill('x');
  await page.locator('#table-intake .primary').click();
  await expect(page.locator('#answer-title')).toHaveText('No table');
  await expectClean(page, 'no table');
  const rows = Array.from({ length: 30 }, (_, row) => `${row % 7 || ''},${row * row},${row % 3}`);
  await page.locator('#table-text').fill(['a,b,class', ...rows].join('\n'));
  await page.locator('#table-intake .primary').click();
  await page.waitForFunction(() => location.hash.includes('data=csv:'));
  await settled(page);
  await page.locator('#table-about summary').click();
  await expectClean(page, 'a table');
  await page.setViewportSize({ width: 320, height: 640 });
  await expectClean(page, 'a table, narrow');
  const wide = await page.locator('#own-data').evaluate((section) => section.scrollWidth);
  expect(wide).toBeLessThanOrEqual(320);
});

test('no axe violations in the list of examples and the help dialog', async ({ page }) => {
  await page.goto(`./${LIGHT}`);
  await settled(page);
  await page.locator('#presets > button').click();
  await expect(page.locator('#preset-list')).toBeVisible();
  await expectClean(page, 'examples');
  await page.keyboard.press('Escape');
  await page.locator('#help-open').click();
  await expect(page.locator('#help canvas')).toBeVisible();
  await expectClean(page, 'help');
  await page.keyboard.press('Escape');
  await expect(page.locator('#help')).toBeHidden();
  await expect(page.locator(':focus')).toHaveId('help-open');
});

test('no axe violations for each sweep outcome, invalid links and invalid fields', async ({
  page,
}) => {
  await openFolds(page, '#others, #all-settings');
  await page.goto(`./${LIGHT}&output=softmax&end_lr=1e4`);
  await expect(page.locator('#outcome')).toContainText('4 times its minimum');
  await settled(page);
  await expectClean(page, 'diverged');
  await page.goto(`./${LIGHT}&start_lr=1e30&end_lr=1e31`);
  await expect(page.locator('#outcome')).toContainText('no longer a finite number');
  await settled(page);
  await expectClean(page, 'not finite');
  await page.goto(`./${LIGHT}&start_lr=1e-8&end_lr=1e-6`);
  await expect(page.locator('#finding')).toContainText('too small to learn anything');
  await settled(page);
  await expectClean(page, 'not sure');
  await page.goto(`./${LIGHT}&seed=x&bach_size=12`);
  await expect(page.locator('#notices')).toBeVisible();
  await settled(page);
  await expectClean(page, 'a bad link');
  await page.locator('#settings summary', { hasText: /^Sweep/ }).click();
  await page.locator('#start_lr').fill('0,05');
  await page.locator('#lower-rate').fill('fast');
  await page.locator('#lower-rate').blur();
  await expect(page.locator('#lower-problem')).not.toBeEmpty();
  await expectClean(page, 'bad fields');
});

test('no axe violations during long runs', async ({ page }) => {
  await openFolds(page);
  await beginRuns(page);
  await expectClean(page, 'long repeats');
});

test('no axe violations while evidence waits or a check runs', async ({ page }) => {
  await openFolds(page);
  await openSlowly(page, WAITING);
  await settled(page);
  await expectClean(page, 'a check and a comparison that wait');
  await page.locator('#check-go').click();
  await expect(page.locator('#check-progress')).toContainText('% done');
  await expectClean(page, 'the check under way');
});

test('no axe violations while a comparison runs or is paused', async ({ page }) => {
  const play = await beginComparison(page);
  await play.click();
  await expect(page.locator('#comparison-progress')).toContainText('paused');
  await expectClean(page, 'a comparison paused');
  await play.click();
  await expect(play).toHaveText('Pause');
  await expectClean(page, 'a comparison under way');
});

test('no axe violations with fingerprint results or without canvas and workers', async ({
  page,
}) => {
  await openFolds(page, '#reproducibility');
  const { fingerprint } = nativeReport(LIGHT);
  const proof = page.locator('#proof');
  await page.goto(`./${LIGHT}&fingerprint=${VERSION},${fingerprint},-,-,-`);
  await expect(proof).toContainText('Reproduced bit for bit');
  await expectClean(page, 'proved');
  await page.goto(`./${LIGHT}&fingerprint=${VERSION},0123456789abcdef,-,-,-`);
  await expect(proof).toContainText('differ from what the link claims');
  await expectClean(page, 'not proved');
  await page.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = () => null;
    Reflect.deleteProperty(globalThis, 'Worker');
  });
  await page.reload();
  await expect(page.locator('#no-charts')).toBeVisible();
  await expect(page.locator('#no-workers')).toBeVisible();
  await settled(page);
  await expectClean(page, 'without charts and workers');
});
