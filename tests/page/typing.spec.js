// Typed texts: they stay while they apply or have an error, and no longer.

import { nativeReport } from './native.js';
import { expect, test } from './test.js';
import { LIGHT, openFolds, openSettled, settled } from './visit.js';

/** @typedef {import('@playwright/test').Page} Page */

/** @param {Page} page @param {string} key the key of a setting in the form */
const field = (page, key) => page.locator(`[name=${key}]`);

/** Types a text and leaves the field. @param {import('@playwright/test').Locator} box @param {string} text */
async function type(box, text) {
  await box.fill(text);
  await box.blur();
}

/** Opens another link like a user. @param {Page} page @param {string} link */
const openLink = (page, link) => page.evaluate((hash) => (location.hash = hash), link);

/** @param {number} value */
const short = (value) => String(Number(value.toPrecision(3)));

/**
 * Opens a link, waits until the page has settled and opens every group of settings.
 * @param {Page} page
 * @param {string} [link]
 */
async function open(page, link) {
  await openSettled(page, link);
  await page.evaluate(() => {
    for (const group of document.querySelectorAll('#settings details'))
      group.setAttribute('open', '');
  });
}

test.beforeEach(({ page }) => openFolds(page));

test('a rate field follows other controls after an edit is undone', async ({ page }) => {
  const { base_lr, max_lr } = nativeReport(LIGHT, '--check').answer;
  const found = { lower: short(base_lr), upper: short(max_lr) };
  await open(page, `${LIGHT}&lower=0.2&upper=5&lr=1`);
  for (const id of ['lower', 'upper', 'own']) {
    await page.locator(`#${id}-rate`).focus();
    for (const key of ['End', '5', 'Backspace', 'Tab']) await page.keyboard.press(key);
  }
  // Lower by 0.02 decades.
  const moved = { lower: '0.191', upper: '4.77' };
  for (const name of /** @type {const} */ (['lower', 'upper'])) {
    const rate = page.locator(`#${name}-rate`);
    await page.locator(`.handle.${name}`).press('ArrowLeft');
    await expect(rate).toHaveValue(moved[name]);
    await page.locator(`#${name}-auto`).click();
    await expect(rate).toHaveValue(found[name]);
    await type(field(page, name), '1');
    await expect(rate).toHaveValue('1');
    await type(field(page, name), 'auto');
    await expect(rate).toHaveValue(found[name]);
    // An empty field means the bound of the runs, which applies already.
    await type(rate, '');
    await expect(rate).toHaveValue(found[name]);
  }
  await openLink(page, `${LIGHT}&lower=0.3&upper=7&lr=2`);
  await expect(page.locator('#lower-rate')).toHaveValue('0.3');
  await expect(page.locator('#upper-rate')).toHaveValue('7');
  await expect(page.locator('#own-rate')).toHaveValue('2');
  await page.goBack();
  await expect(page.locator('#own-rate')).toHaveValue('1');
});

test('an edit that is undone before leaving the field changes nothing', async ({ page }) => {
  const { base_lr, max_lr } = nativeReport(LIGHT, '--check').answer;
  const found = { lower: short(base_lr), upper: short(max_lr) };
  await open(page);
  const address = page.locator('#address');
  const before = await address.innerText();
  const boxes = ['lower', 'upper', 'own'].map((id) => page.locator(`#${id}-rate`));
  const fields = ['lower', 'upper', 'lr', 'hidden', 'end_lr'].map((key) => field(page, key));
  for (const box of [...boxes, ...fields]) {
    const text = await box.inputValue();
    await box.focus();
    for (const key of ['End', '5', 'Backspace', 'Tab']) await page.keyboard.press(key);
    await expect(address).toHaveText(before);
    await expect(box).toHaveValue(text);
  }
  // For a moment after a change, the bounds before it stay.
  await settled(page);
  // The shown bounds are still those of the answer, not the user's own.
  for (const name of /** @type {const} */ (['lower', 'upper'])) {
    await expect(page.locator(`#${name}-rate`)).toHaveValue(found[name]);
    await expect(field(page, name)).toHaveValue('auto');
    await expect(page.locator(`#${name}-auto`)).toBeHidden();
  }
  // The original text after a rejected one sets no bound; a different rate does.
  const rate = page.locator('#lower-rate');
  await type(rate, 'slow');
  await expect(page.locator('#lower-problem')).toContainText('lower=slow is not possible');
  await type(rate, found.lower);
  await expect(page.locator('#lower-problem')).toBeEmpty();
  await expect(address).toHaveText(before);
  await type(rate, '0.05');
  await expect(address).toContainText('&lower=0.05&');
});

test('a rejected move of a handle is reported each time', async ({ page }) => {
  // A bound that cannot move any further.
  const link = `${LIGHT}&end_lr=1e38&lower=9.99e37&upper=1e38`;
  await open(page, link);
  const notices = page.locator('#notices');
  const push = async () => {
    await page.locator('.handle.upper').press('ArrowRight');
    await expect(notices).toContainText('upper=1.01e+38 is not possible');
  };
  await push();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(notices).toBeHidden();
  await push();
  await openLink(page, `${link}&seed=2`);
  await expect(notices).toBeHidden();
  await settled(page);
  await push();
});

test('an invalid text and its error stay while other settings change', async ({ page }) => {
  await open(page);
  const [start, lr] = [field(page, 'start_lr'), page.locator('#own-rate')];
  const stays = async () => {
    await expect(start).toHaveValue('0,05');
    await expect(start).toHaveAttribute('aria-invalid', 'true');
    await expect(page.locator('#start_lr-error')).toContainText('start_lr=0,05 is not possible');
    await expect(lr).toHaveValue('quick');
    await expect(page.locator('#own-problem')).toContainText('lr=quick is not possible');
  };
  await type(start, '0,05');
  await type(lr, 'quick');
  await stays();
  await page.locator('#new-seed').click();
  await expect(page).toHaveURL(/seed=201&/);
  await stays();
  await page.getByRole('checkbox', { name: 'triangular2', exact: true }).uncheck();
  await expect(page).toHaveURL(/policies=/);
  await stays();
  await page.locator('.handle.lower').press('ArrowRight');
  await expect(page).toHaveURL(/lower=/);
  await stays();
  await type(field(page, 'batch_size'), '24');
  await expect(page).toHaveURL(/batch_size=24&/);
  await stays();
  await expect(page.locator('#notices li')).toHaveCount(2);
  // Setting the same values with other controls replaces both texts.
  await page.getByLabel('Start learning rate, slider').press('Home');
  await expect(page).toHaveURL(/start_lr=1e-10&/);
  await expect(start).not.toHaveValue('0,05');
  await expect(start).toHaveAttribute('aria-invalid', 'false');
  await expect(page.locator('#start_lr-error')).toBeEmpty();
  await type(field(page, 'lr'), '2');
  await expect(lr).toHaveValue('2');
  await expect(page.locator('#own-problem')).toBeEmpty();
  await expect(page.locator('#notices')).toBeHidden();
});

test('a new seed or another link replaces invalid texts', async ({ page }) => {
  await open(page);
  const seed = field(page, 'seed');
  await type(seed, 'seven');
  await expect(page.locator('#seed-error')).toContainText('seed=seven is not possible');
  await page.locator('#new-seed').click();
  await expect(seed).toHaveValue('201');
  await expect(page.locator('#seed-error')).toBeEmpty();
  await expect(page.locator('#notices')).toBeHidden();

  await type(field(page, 'hidden'), 'wide');
  await type(page.locator('#lower-rate'), 'slow');
  await openLink(page, `${LIGHT}&lower=0.3`);
  await expect(field(page, 'hidden')).toHaveValue('10,10');
  await expect(page.locator('#lower-rate')).toHaveValue('0.3');
  await expect(page.locator('.error:not(:empty)')).toHaveCount(0);
  await expect(page.locator('[aria-invalid=true]')).toHaveCount(0);
  await expect(page.locator('#notices')).toBeHidden();
});

for (const [by, choose] of /** @type {[string, (page: Page) => Promise<void>][]} */ ([
  ['the form', (page) => type(field(page, 'lower'), '1')],
  ['its handle', (page) => page.locator('.handle.lower').press('Home')],
])) {
  test(`an invalid text does not return after a choice by ${by}`, async ({ page }) => {
    await open(page, `${LIGHT}&lower=0.5&upper=20`);
    const table = page.locator('#lower-rate');
    await type(table, '50');
    await expect(page.locator('#lower-problem')).toContainText('lower=50 with upper=20');
    await choose(page);
    await expect(page.locator('#lower-problem')).toBeEmpty();
    await expect(table).not.toHaveValue(/^(50|0.5)$/);
    const chosen = await field(page, 'lower').inputValue();
    await type(field(page, 'upper'), '90');
    await expect(page).toHaveURL(/upper=90/);
    await expect(page).toHaveURL(new RegExp(`&lower=${chosen}&upper=90`));
    await expect(table).toHaveValue(chosen);
  });
}
