// Announcements for screen readers: the start and end of work, nothing in between.

import { VERSION } from './native.js';
import { expect, test } from './test.js';
import { beginRuns, LIGHT, MOTION, openFolds, openLink, settled, WAITING } from './visit.js';

test.use(MOTION);

/** @typedef {import('@playwright/test').Page} Page */

/** Selects the live regions, whose changes screen readers read out. */
const LIVE =
  '[aria-live]:not([aria-live=off]), output:not([aria-live=off]), ' +
  '[role=status], [role=alert], [role=log], [role=timer], [role=marquee]';

/** Records the announced texts and counts value changes of the focused slider. @param {Page} page */
async function listen(page) {
  await page.addInitScript((live) => {
    const announced = { texts: /** @type {string[]} */ ([]), values: 0 };
    Object.assign(window, { announced });
    new MutationObserver((changes) => {
      const regions = new Set();
      for (const { type, target } of changes) {
        const element = target instanceof Element ? target : target.parentElement;
        if (type === 'attributes') announced.values += Number(element === document.activeElement);
        else if (element?.closest(live)) regions.add(element.closest(live));
      }
      for (const { textContent } of regions) {
        if (textContent.trim()) announced.texts.push(textContent.trim());
      }
    }).observe(document, {
      subtree: true,
      childList: true,
      characterData: true,
      attributeFilter: ['aria-valuetext', 'aria-valuenow'],
    });
  }, LIVE);
}

/** @param {Page} page @returns {Promise<{ texts: string[], values: number }>} */
const announced = (page) => page.evaluate(() => /** @type {any} */ (window).announced);

/** Clears what has been recorded. @param {Page} page */
const forget = (page) =>
  page.evaluate(() =>
    Object.assign(/** @type {any} */ (window).announced, { texts: [], values: 0 }),
  );

/** @param {Page} page @param {string} id */
const text = (page, id) => page.locator(`#${id}`).innerText();

/** Waits until a text has been announced. @param {Page} page @param {string} text */
const expectAnnounced = (page, text) =>
  expect.poll(async () => (await announced(page)).texts.join(' ')).toContain(text);

test.beforeEach(({ page }) => openFolds(page, '#all-settings'));

/** The rate of the card. @param {Page} page */
const rate = (page) => text(page, 'answer-lr');

test('the fingerprint check is announced, and the answer at most twice', async ({ page }) => {
  await listen(page);
  // The fingerprint check is announced, too.
  await page.goto(`./${LIGHT}&fingerprint=${VERSION},0123456789abcdef,-,-,-`);
  await settled(page);
  await expect(page.locator('#proof')).toContainText('differ from what the link claims');
  await expectAnnounced(page, await text(page, 'proof'));
  await expectAnnounced(page, `by training: Use a learning rate of about ${await rate(page)}`);
  // If both answers come in quick succession, only the last is announced.
  const { texts } = await announced(page);
  const answers = texts.filter((text) => text.includes('Use a learning rate'));
  expect(answers.length).toBeLessThanOrEqual(2);
});

test('replaying a sweep announces nothing', async ({ page }) => {
  await listen(page);
  await page.goto(`./${LIGHT}`);
  await settled(page);
  await page.locator('#speed').selectOption('slow');
  await expectAnnounced(page, 'by training');
  await forget(page);
  await page.locator('#play').click();
  await page.locator('#chart').focus();
  await expect(page.locator('#progress')).toHaveText(/^([6-9]|1\d) of 20 steps/);
  // The value of the focused chart does not change either.
  expect(await announced(page)).toEqual({ texts: [], values: 0 });
  await page.locator('#speed').selectOption('fast');
  await settled(page);
  expect((await announced(page)).texts).toEqual([]);
});

test('moving a slider continuously announces only the final answer', async ({ page }) => {
  await listen(page);
  await page.goto(`./${LIGHT}`);
  await settled(page);
  await expectAnnounced(page, 'by training');
  await page.locator('#settings summary', { hasText: /^Sweep/ }).click();
  await forget(page);
  // One step per frame, as a held key does, but independent of the load of the machine.
  await page.getByLabel('End learning rate, slider').evaluate(async (element) => {
    const slider = /** @type {HTMLInputElement} */ (element);
    for (let presses = 0; presses < 12; presses += 1) {
      slider.stepDown();
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise(requestAnimationFrame);
    }
  });
  await expect(page).toHaveURL(/&end_lr=0.1&/);
  await settled(page);
  const expected = (await rate(page)) || (await text(page, 'answer-title'));
  await expectAnnounced(page, expected);
  expect((await announced(page)).texts.length).toBeLessThanOrEqual(2);
});

test('the start and end of long work are announced, not its progress', async ({ page }) => {
  await listen(page);
  await beginRuns(page);
  await expectAnnounced(page, '140 runs are running.');
  await page.getByRole('button', { name: 'Stop and use the finished runs' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-band', 'done');
  // A check that waits for confirmation.
  await openLink(page, WAITING);
  await settled(page);
  await expectAnnounced(page, 'Use a learning rate of about');
  await forget(page);
  await page.locator('#check-go').click();
  await expect(page.locator('#check-progress')).toContainText('% done');
  await expectAnnounced(page, 'Training at many constant rates.');
  const before = await text(page, 'check-progress');
  await expect(page.locator('#check-progress')).not.toHaveText(before, { timeout: 30_000 });
  expect((await announced(page)).texts).toEqual(['Training at many constant rates.']);
});
