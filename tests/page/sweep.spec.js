// The sweep on the built page in a real browser: links, settings, playback and history.

import { nativeReport, written } from './native.js';
import { expect, test } from './test.js';
import {
  LIGHT,
  LIGHT_EVIDENCE,
  MOTION,
  openFolds,
  operable,
  readout,
  setWorkers,
} from './visit.js';

test.use(MOTION);

/** @typedef {import('@playwright/test').Page} Page */

/** @param {Page} page */
const finished = async (page) => {
  await expect(page.locator('html')).toHaveAttribute('data-state', 'finished');
  await operable(page);
};

/** @param {Page} page */
const lastRow = (page) => page.locator('#log tbody tr').last().locator('th, td');

/** @param {Page} page */
const fingerprint = (page) => page.locator('#sweep-fingerprint').innerText();

test.beforeEach(({ page }) => openFolds(page, '#others, #all-settings, #tables, #reproducibility'));

test('the notebook’s sweep starts automatically and matches the native report', async ({
  page,
}) => {
  const native = nativeReport('#v=1');
  await page.goto('./#v=1');
  await finished(page);
  await expect(page.locator('#outcome')).toHaveText(native.conclusion.text);
  await expect(page.locator('#log tbody tr')).toHaveCount(48);
  await expect(lastRow(page)).toContainText(['47', '93.53918', native.losses[47].toFixed(4)]);
  const rates = await page.locator('#log tbody tr td:nth-child(2)').allInnerTexts();
  expect(rates.slice(0, 4)).toEqual(['0.05000', '0.05869', '0.06890', '0.08088']);
  expect(rates.slice(-3)).toEqual(['67.88261', '79.68490', '93.53918']);
  await expect(page.locator('#sweep-fingerprint')).toHaveText(native.fingerprint);
  await expect(page).toHaveURL((url) => url.hash === native.link);
});

test('a shared link gives the same curve as in native Rust', async ({ page }) => {
  const link =
    '#v=1&seed=7&hidden=16,8&activation=gelu&optimizer=adamw&start_lr=1e-5&end_lr=10&num_iter=80' +
    LIGHT_EVIDENCE;
  await page.goto(`./${link}`);
  await finished(page);
  await expect(page.locator('#sweep-fingerprint')).toHaveText(nativeReport(link).fingerprint);
  await expect(page).toHaveURL((url) => url.hash === written(link));
  await expect(page.getByLabel('Hidden layers')).toHaveValue('16,8');
});

test('of two links opened in quick succession the second is shown', async ({ page }) => {
  await page.goto(`./${LIGHT}`);
  await finished(page);
  await page.evaluate(async () => {
    const opened = new Promise((done) => addEventListener('hashchange', done, { once: true }));
    location.hash = '#v=1&seed=7';
    await opened;
    // Block the page until its update of the address is due before the event of the second link.
    setTimeout(() => (location.hash = '#v=1&seed=8'), 100);
    const due = performance.now() + 200;
    while (performance.now() < due);
  });
  await expect(page.getByLabel('Seed', { exact: true })).toHaveValue('8');
  await expect(page).toHaveURL((url) => url.hash === written('#v=1&seed=8'));
});

test('a link that changes while the page starts is opened', async ({ page }) => {
  await page.addInitScript(() => {
    const observer = new MutationObserver(() => {
      // The form is filled in, and no sweep is playing yet.
      if (!document.querySelector('[name=seed]')) return;
      observer.disconnect();
      location.hash = '#v=1&seed=7';
    });
    observer.observe(document, { childList: true, subtree: true });
  });
  await page.goto('./');
  await finished(page);
  await expect(page.getByLabel('Seed', { exact: true })).toHaveValue('7');
  await expect(page.locator('#sweep-fingerprint')).toHaveText(
    nativeReport('#v=1&seed=7').fingerprint,
  );
});

test('invalid parts of a link are reported, and the rest is used', async ({ page }) => {
  await page.goto(`./#v=1&seed=x&bach_size=12&hidden=8${LIGHT_EVIDENCE}`);
  const notices = page.locator('#notices');
  await expect(notices).toContainText('seed=x is not possible');
  await expect(notices).toContainText('bach_size is not a setting');
  await finished(page);
  await expect(page.locator('#sweep-fingerprint')).toHaveText(
    nativeReport('#v=1&hidden=8').fingerprint,
  );
});

test('an invalid setting is reported, and its text and the results stay', async ({ page }) => {
  await page.goto(`./${LIGHT}`);
  await finished(page);
  const before = await fingerprint(page);
  await openGroup(page, 'Sweep');
  const start = page.getByLabel('Start learning rate', { exact: true });
  await start.fill('0,05');
  await start.blur();
  await expect(page.locator('#notices')).toContainText('start_lr=0,05 is not possible');
  await expect(start).toHaveAttribute('aria-invalid', 'true');
  await expect(start).toHaveValue('0,05');
  await expect(page.locator('#sweep-fingerprint')).toHaveText(before);
  await start.fill('0.01');
  await start.blur();
  await expect(page.locator('#notices')).toBeHidden();
  await expect(page).toHaveURL(/#v=2&start_lr=0.01&/);
  await finished(page);
  await expect(page.locator('#sweep-fingerprint')).toHaveText(
    nativeReport(`${LIGHT}&start_lr=0.01`).fingerprint,
  );
});

test('a conflict of two settings is reported at the one that was changed', async ({ page }) => {
  await page.goto(`./${LIGHT}&lower=5`);
  await finished(page);
  await openGroup(page, 'Runs and bounds');
  const [lower, upper, hidden] = ['lower', 'upper', 'hidden'].map((key) =>
    page.locator(`[name=${key}]`),
  );
  await upper.fill('1');
  await upper.blur();
  await expect(upper).toHaveAttribute('aria-invalid', 'true');
  await expect(page.locator('#upper-error')).toContainText('lower=5 with upper=1');
  await expect(lower).toHaveAttribute('aria-invalid', 'false');
  // Other settings still apply. An empty field means no hidden layers.
  await hidden.fill('');
  await hidden.blur();
  await expect(hidden).toHaveValue('none');
  await expect(page).toHaveURL(/&hidden=none(&|$)/);
  await expect(upper).toHaveValue('1');
  await expect(upper).toHaveAttribute('aria-invalid', 'true');
  // An unpaired surrogate is reported like other invalid texts.
  await hidden.evaluate((element) => {
    /** @type {HTMLInputElement} */ (element).value = '\ud800';
    element.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await expect(page.locator('#hidden-error')).toContainText('is not possible');
  await lower.fill('');
  await lower.blur();
  await expect(page.locator('#hidden-error')).toContainText('is not possible');
  await expect(page.locator('#upper-error')).toBeEmpty();
  await expect(page).toHaveURL(/&upper=1(&|$)/);
});

test('Back skips changes by controls and returns to the opened link', async ({ page }) => {
  await page.goto(`./${LIGHT}`);
  await page.locator('#presets > button').click();
  await page.getByRole('link', { name: 'Adam' }).click();
  const adam = new URL(page.url()).hash;
  await finished(page);
  for (const size of ['24', '48']) {
    await page.getByLabel('Batch size', { exact: true }).fill(size);
    await expect(page).toHaveURL(new RegExp(`&batch_size=${size}(&|$)`));
  }
  await page.getByRole('button', { name: 'New seed' }).click();
  await expect(page).toHaveURL(/&seed=201(&|$)/);
  await page.reload();
  await page.goBack();
  await expect(page).toHaveURL((url) => url.hash === adam);
  await expect(page.getByLabel('Batch size', { exact: true })).toHaveValue('12');
  await page.goBack();
  await expect(page).toHaveURL((url) => url.hash === written(LIGHT));
  await page.goForward();
  await page.goForward();
  await expect(page).toHaveURL(/&batch_size=48(&|$)/);
  await expect(page.getByLabel('Seed', { exact: true })).toHaveValue('201');
});

test('pausing, stepping and resetting give the same curve', async ({ page }) => {
  await page.goto(`./${LIGHT}`);
  await finished(page);
  const played = await fingerprint(page);
  await page.getByRole('button', { name: 'Rewind' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-state', 'paused');
  await expect(page.locator('#log tbody tr')).toHaveCount(0);
  for (let step = 1; step <= 3; step += 1) {
    await page.getByRole('button', { name: 'Step', exact: true }).click();
    await expect(page.locator('#log tbody tr')).toHaveCount(step);
  }
  await page.getByLabel('Speed').selectOption({ label: '5 batches a second' });
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(page.locator('#log tbody tr').nth(3)).toBeAttached();
  await page.locator('#transport').getByRole('button', { name: 'Pause' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-state', 'paused');
  const steps = await page.locator('#log tbody tr').count();
  expect(steps).toBeLessThan(20);
  await page.getByLabel('Speed').selectOption({ label: 'as fast as possible' });
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await finished(page);
  await expect(page.locator('#sweep-fingerprint')).toHaveText(played);
});

test('a sweep can be controlled and read with the keyboard', async ({ page }) => {
  await page.goto(`./${LIGHT}`);
  await finished(page);
  const first = await fingerprint(page);
  await tabTo(page, 'Rewind');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-state', 'paused');
  await tabTo(page, 'Play');
  await page.keyboard.press('Space');
  await finished(page);
  await expect(page.locator('#sweep-fingerprint')).toHaveText(first);
  await tabTo(page, 'New seed');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/&seed=201(&|$)/);
  await finished(page);
  expect(await fingerprint(page)).not.toBe(first);
  await tabTo(page, 'Loss against learning rate');
  await page.keyboard.press('Home');
  await expect.poll(() => readout(page)).toMatch(/^step 0,/);
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => readout(page)).toMatch(/^step 1,/);
  await page.keyboard.press('End');
  await expect.poll(() => readout(page)).toMatch(/^step 19,/);
});

test('a non-finite loss ends the sweep, and the next link works', async ({ page }) => {
  await page.goto(`./#v=1&start_lr=1e30&end_lr=1e31${LIGHT_EVIDENCE}`);
  await finished(page);
  await expect(page.locator('#outcome')).toContainText('no longer a finite number');
  await page.goto(`./#v=1${LIGHT_EVIDENCE}`);
  await expect(page.locator('#outcome')).toHaveText(nativeReport('#v=1').conclusion.text);
});

test('a sweep that diverges reports the step', async ({ page }) => {
  const link = `#v=1&output=softmax&end_lr=1e4${LIGHT_EVIDENCE}`;
  const { outcome, conclusion } = nativeReport(link);
  expect(outcome.kind).toBe('diverged');
  await page.goto(`./${link}`);
  await finished(page);
  await expect(page.locator('#outcome')).toContainText(`stopped at step ${outcome.step},`);
  await expect(page.locator('#outcome')).toHaveText(conclusion.text);
});

test('every preset opens without notices', async ({ page }) => {
  // The test does not wait for checks and comparisons.
  await setWorkers(page, 1);
  await page.goto('./');
  await finished(page);
  const presets = page.locator('#preset-list a');
  const count = await presets.count();
  expect(count).toBeGreaterThanOrEqual(7);
  await page.getByLabel('Speed').selectOption({ label: 'as fast as possible' });
  for (let index = 0; index < count; index += 1) {
    await page.locator('#presets > button').click();
    await presets.nth(index).click();
    await expect(page.locator('#preset-list')).toBeHidden();
    await expect(presets.nth(index)).toHaveAttribute('aria-current', 'true');
    await finished(page);
    await expect(page.locator('#notices')).toBeHidden();
  }
  await page.goBack();
  await expect(presets.nth(count - 2)).toHaveAttribute('aria-current', 'true');
});

test('the page does not scroll horizontally on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`./${LIGHT}`);
  await finished(page);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
});

/**
 * Opens a group of settings.
 *
 * @param {Page} page
 * @param {string} name
 */
async function openGroup(page, name) {
  const summary = page.locator('#settings summary', { hasText: new RegExp(`^${name}`) });
  await summary.click();
}

/**
 * Presses Tab until the control with this name has the focus.
 *
 * @param {Page} page
 * @param {string} name
 */
async function tabTo(page, name) {
  for (let presses = 0; presses < 100; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    });
    if (focused.startsWith(name)) return;
  }
  throw new Error(`Tab does not lead to ${name}`);
}
