// The focus is never lost: if its control disappears, a neighbor gets it.

import { expect, test } from './test.js';
import {
  beginComparison,
  beginRuns,
  LIGHT,
  LONG_COMPARISON,
  openAll,
  openFolds,
  openSettled,
  openSlowly,
  operable,
  settled,
  WAITING,
} from './visit.js';

/** @typedef {import('@playwright/test').Page} Page */

/** Controls that can be pressed with a key without leaving the page. */
const BUTTONS = 'button, summary, input[type=checkbox], a[href^="#"], [role=slider]';

/** Records in each frame whether the focus was lost, and which element had it. @param {Page} page */
async function watchFocus(page) {
  await page.evaluate(() => {
    const falls = /** @type {string[]} */ ([]);
    Object.assign(window, { falls });
    let last = '';
    const look = () => {
      const { activeElement, body } = document;
      if (activeElement && activeElement !== body) {
        last = `${activeElement.tagName} ${activeElement.id} ${activeElement.textContent}`;
      } else if (last) {
        falls.push(last);
        last = '';
      }
      requestAnimationFrame(look);
    };
    look();
  });
}

/**
 * Focuses a control when it becomes visible, and presses a key.
 * @param {import('@playwright/test').Locator} control
 * @param {string} [key]
 */
async function take(control, key) {
  await expect(control).toBeVisible({ timeout: 60_000 });
  await control.focus();
  if (key) await control.press(key);
}

/** Checks that the focus was never lost to the body. @param {Page} page */
async function expectKept(page) {
  await twoFrames(page);
  expect(await page.evaluate(() => /** @type {any} */ (window).falls)).toEqual([]);
}

/** @param {Page} page */
const twoFrames = (page) =>
  page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
  });

test.beforeEach(({ page }) => openFolds(page));

test('the focus moves to a neighbor of each control that disappears', async ({ page }) => {
  await openAll(page);
  await watchFocus(page);
  const focused = page.locator(':focus');
  // A notice that is dismissed.
  await page.locator('#own-rate').fill('quick');
  await page.keyboard.press('Tab');
  await take(page.locator('#notices button'), 'Enter');
  await expect(page.locator('#notices')).toBeHidden();
  await expect(focused).toHaveText(/Examples/);
  // The last step.
  await page.locator('#reset').press('Enter');
  for (let step = 0; step < 20; step += 1) await page.locator('#step').press('Enter');
  await expect(page.locator('#step')).toBeDisabled();
  await expect(focused).toHaveId('play');
  // A bound that is reset to that of the runs.
  await page.locator('.handle.lower').press('ArrowRight');
  await take(page.locator('#lower-auto'));
  // The address is updated with a delay.
  await expect(page).toHaveURL(/&lower=/);
  await page.goBack();
  await expect(page.locator('#lower-auto')).toBeHidden();
  await expect(focused).toHaveId('lower-rate');
  // A schedule that is removed from the comparison.
  await settled(page);
  await take(page.locator('[data-schedule=triangular]'));
  await page.evaluate(() =>
    /** @type {HTMLElement} */ (document.querySelector('input[value=triangular]')).click(),
  );
  await expect(page.locator('[data-schedule=triangular]')).toHaveCount(0);
  await expect(focused).toHaveAttribute('data-schedule', /./);
  // The link to less smoothing.
  await take(page.locator('#lag a'), 'Enter');
  await expect(page.locator('#settings [name=beta]')).toHaveValue('0.8');
  await settled(page);
  await expect(page.locator('#lag a')).toBeHidden();
  await expect(focused).toHaveText(/Other suggestions/);
  await expectKept(page);
});

test('after a click outside all controls the focus stays on the body', async ({ page }) => {
  await openSettled(page);
  await page.locator('#play').focus();
  await page.locator('h1').click();
  await page.locator('#play').evaluate((element) => element.setAttribute('hidden', ''));
  await twoFrames(page);
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
});

test('the focus is not lost when runs or a comparison stop or end', async ({ page }) => {
  const focused = page.locator(':focus');
  await beginRuns(page);
  await watchFocus(page);
  await take(page.locator('#cancel'), 'Enter');
  await expect(page.locator('html')).toHaveAttribute('data-band', 'done');
  await expect(page.locator('#cancel')).toHaveText('Resume');
  await expectKept(page);

  const play = await beginComparison(page);
  await watchFocus(page);
  await take(page.locator('#comparison-cancel'), 'Enter');
  await expect(page.locator('#comparison-cancel')).toBeHidden();
  await expect(focused).toHaveId('comparison-play');
  // With reduced motion a finished comparison has nothing to play.
  await play.press('Enter');
  await settled(page);
  await expect(play).toBeHidden();
  await expect(focused).toHaveText(/Which schedule/);
  await expectKept(page);
});

test('the focus moves to the copy button when a check ends', async ({ page }) => {
  await openSlowly(page, '#v=1&runs=6&truth_rates=9&truth_epochs=2&truth_runs=1&policies=none');
  const go = page.locator('#check-go');
  // Polls in the page: an assertion polls so rarely that a fast machine would finish in between.
  const stopped = () => {
    const go = document.getElementById('check-go');
    if (go?.checkVisibility() && go.textContent === 'Stop') go.click();
    return go?.checkVisibility() && go.textContent === 'Check it';
  };
  await page.waitForFunction(stopped, undefined, { polling: 20, timeout: 30_000 });
  await watchFocus(page);
  await expect(go).toHaveText('Check it');
  await go.press('Enter');
  await expect(page.locator('#check-fingerprint')).toHaveText(/^[0-9a-f]{16}$/, {
    timeout: 60_000,
  });
  await expect(page.locator('#check-work')).toBeHidden();
  await expect(page.locator(':focus')).toHaveId('copy-lr');
  await expectKept(page);
});

/** How to bring the page into each state. @type {[string, (page: Page) => Promise<unknown>][]} */
const STATES = [
  ['settled', (page) => openAll(page, `${LIGHT}&lower=0.2&upper=5`)],
  [
    'busy',
    async (page) => {
      await openSlowly(page, LONG_COMPARISON);
      await operable(page);
    },
  ],
  [
    'waiting',
    async (page) => {
      await openSlowly(page, WAITING);
      await settled(page);
    },
  ],
  [
    'refusing',
    async (page) => {
      await page.goto(`./${LIGHT}&seed=x`);
      await expect(page.locator('#notices')).toBeVisible();
    },
  ],
];

for (const [name, open] of STATES) {
  test(`no control loses the focus when pressed on a ${name} page`, async ({ page }) => {
    await open(page);
    await watchFocus(page);
    let pressed = 0;
    for (const control of await page.locator(BUTTONS).elementHandles()) {
      // Buttons and summaries accept both keys.
      const key = await control.evaluate((element) => {
        if (!(element instanceof HTMLElement)) return undefined;
        element.focus();
        if (element !== document.activeElement) return undefined;
        return element.matches('a, [role=slider]') ? 'Enter' : 'Space';
      });
      if (!key) continue;
      await page.keyboard.press(key);
      const { id, fold, dialog } = await control.evaluate((one) => ({
        id: one instanceof Element && one.id,
        fold: one instanceof Element && one.matches('.fold > summary'),
        dialog: document.querySelector('dialog[open]') !== null,
      }));
      if (id === 'log-open') {
        await expect(page.locator('#log-files')).toBeFocused();
        await page.goBack();
        await expect(page.locator('#training-log')).toBeHidden();
      }
      if (id === 'data-open') {
        await expect(page.locator('#table-file')).toBeFocused();
        await page.goBack();
        await expect(page.locator('#own-data')).toBeHidden();
      }
      // Close opened dialogs and reopen closed sections, because they contain controls.
      if (dialog) await page.keyboard.press('Escape');
      if (fold) await page.keyboard.press(key);
      await twoFrames(page);
      pressed += 1;
    }
    // Some controls are hidden while work runs.
    expect(pressed).toBeGreaterThan(15);
    await expectKept(page);
  });
}
