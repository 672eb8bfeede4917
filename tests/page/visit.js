// A full visit.

import { expect } from './test.js';

/** @typedef {import('@playwright/test').Page} Page */

/**
 * Everything that the page can show, unfolded and finished; what it all comes to.
 *
 * @param {Page} page which is open
 */
export async function seeEverything(page) {
  const html = page.locator('html');
  await expect(html).toHaveAttribute('data-state', 'finished');
  await expect(html).toHaveAttribute('data-band', 'done', { timeout: 60_000 });
  await expect(html).toHaveAttribute('data-evidence', 'done', { timeout: 60_000 });
  for (const group of await page.locator('details').all()) {
    await group.evaluate((details) => details.setAttribute('open', ''));
  }
  await expect(page.locator('#why-outcome')).not.toBeEmpty();
  const codes = page.locator('#share code');
  await expect(codes).toHaveText(Array(await codes.count()).fill(/^[0-9a-f]{16}$/));
  return codes.allInnerTexts();
}

/** How many workers the page has, whatever the machine. @param {Page} page @param {number} count */
export async function setWorkers(page, count) {
  await page.addInitScript((workers) => {
    Object.defineProperty(navigator, 'hardwareConcurrency', { get: () => workers });
  }, count);
}
