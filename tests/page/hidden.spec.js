// A page that is hidden or frozen for a long time, and shown again.

import { expect, test } from './test.js';
import { nativeReport } from './native.js';
import {
  consentToRuns,
  LIGHT,
  lookOften,
  MOTION,
  openFolds,
  settled,
  setWorkers,
  someRuns,
} from './visit.js';

test.use(MOTION);

/** @typedef {import('@playwright/test').Page} Page */

/** Runs that take seconds. */
const LONG = '#v=1&hidden=200,200&runs=60&policies=none&truth_rates=5&truth_epochs=1&truth_runs=1';

/** Opens a link and waits until the workers have begun. @param {Page} page @param {string} link */
async function begin(page, link) {
  await consentToRuns(page);
  await page.goto(`./${link}`);
  await someRuns(page);
}

/** @param {Page} page @param {string} link */
async function expectBand(page, link) {
  await expect(page.locator('html')).toHaveAttribute('data-band', 'done', { timeout: 60_000 });
  const { summary } = nativeReport(link);
  await expect(page.locator('#band-fingerprint')).toHaveText(summary.fingerprint);
}

/** Suspends every worker until the returned function is called. @param {Page} page */
async function holdWorkers(page) {
  const workers = page.workers();
  for (const worker of workers) {
    await worker.evaluate(() => {
      const rest = self.setTimeout;
      /** @type {(() => void)[]} */
      const held = [];
      const hold = (/** @type {() => void} */ wake) => held.push(wake);
      const wake = () => {
        Object.assign(self, { setTimeout: rest });
        for (const one of held) one();
      };
      Object.assign(self, { setTimeout: hold, wake });
    });
  }
  return async () => {
    for (const worker of workers) await worker.evaluate(() => /** @type {any} */ (self).wake());
  };
}

test.beforeEach(({ page }) => openFolds(page, '#all-settings, #reproducibility'));

test('workers that pause while the page is hidden are not replaced', async ({ page }) => {
  await setWorkers(page, 2);
  await lookOften(page);
  const hide = (/** @type {boolean} */ hidden) =>
    page.evaluate((to) => {
      Object.defineProperty(document, 'hidden', { get: () => to, configurable: true });
      /** @type {any} */ (window).count.looks = 0;
    }, hidden);
  await begin(page, LONG);
  const workers = page.workers();
  expect(workers).toHaveLength(2);
  await hide(true);
  const wake = await holdWorkers(page);
  await hide(true);
  // Three times the number of checks after which a visible page replaces a silent worker.
  await expect
    .poll(() => page.evaluate(() => /** @type {any} */ (window).count.looks), { timeout: 20_000 })
    .toBeGreaterThan(120);
  expect(page.workers()).toEqual(workers);
  await hide(false);
  await wake();
  await expectBand(page, LONG);
  expect(page.workers()).toEqual(workers);

  // On a visible page, workers that are silent as long are replaced.
  const next = `${LONG}&seed=2`;
  await begin(page, next);
  await holdWorkers(page);
  await expect.poll(() => page.workers().some((one) => workers.includes(one))).toBe(false);
  await expectBand(page, next);
});

test('a sweep pauses while the page is hidden and resumes at its step', async ({ page }) => {
  await page.addInitScript(() => {
    // Browsers run no animation frames on a hidden page.
    /** @type {FrameRequestCallback[]} */
    const waiting = [];
    const state = { hidden: false, waiting };
    Object.assign(window, { state });
    const frame = window.requestAnimationFrame;
    window.requestAnimationFrame = (draw) =>
      frame((now) => {
        if (state.hidden) waiting.push(draw);
        else draw(now);
      });
  });
  await page.goto(`./${LIGHT}`);
  const [html, progress] = [page.locator('html'), page.locator('#progress')];
  await settled(page);
  await page.locator('#speed').selectOption('slow');
  await page.locator('#new-seed').click();
  await page.evaluate(() => Object.assign(/** @type {any} */ (window).state, { hidden: true }));
  // The workers continue without frames.
  await expect(html).toHaveAttribute('data-band', 'done');
  const steps = await progress.innerText();
  await expect
    .poll(() => page.evaluate(() => /** @type {any} */ (window).state.waiting.length))
    .toBeGreaterThan(1);
  await expect(html).toHaveAttribute('data-state', 'playing');
  await expect(progress).toHaveText(steps);
  // So do the answer and the check by training.
  await expect(html).toHaveAttribute('data-evidence', 'done');
  await expect(page.locator('#answer')).toHaveAttribute('data-state', /verified|changed/);

  const before = await page.evaluate(() => {
    const { state } = /** @type {any} */ (window);
    state.hidden = false;
    const { step } = { step: document.querySelector('#progress')?.textContent };
    for (const draw of state.waiting.splice(0)) draw(performance.now());
    return step;
  });
  expect(before).toBe(steps);
  await page.locator('#speed').selectOption('fast');
  await settled(page);
  await expect(page).toHaveURL(/&seed=201(&|$)/);
  const { fingerprint, race } = nativeReport(`${LIGHT}&seed=201`, '--race');
  await expect(page.locator('#sweep-fingerprint')).toHaveText(fingerprint);
  await expect(page.locator('#comparison-fingerprint')).toHaveText(race.fingerprint);
});
