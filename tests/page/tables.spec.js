// The tables with the numbers of the charts: long tables do not block the page, and no text is a
// non-number.

import { loggedLoss, percent, short, signed } from '../../www/text/numbers.js';
import { nativeReport, written } from './native.js';
import { expect, test } from './test.js';
import { LIGHT, openAll, openFolds, openLink, readout, settled } from './visit.js';

/** @typedef {import('@playwright/test').Page} Page */

/** The largest number of steps, with little other work. */
const LONG =
  '#v=1&num_iter=10000&runs=8&policies=none&truth_rates=5&truth_epochs=1&truth_runs=1&stop_factor=off';

/** Counts the most rows that each table gets in one task. @param {Page} page */
async function watchRows(page) {
  await page.addInitScript(() => {
    const most = /** @type {Record<string, number>} */ ({});
    Object.assign(window, { most });
    document.addEventListener('DOMContentLoaded', () => {
      for (const table of document.querySelectorAll('table')) {
        const name = table.id || table.closest('[id]')?.id || '';
        most[name] = 0;
        // The observer gets all changes of a task at once.
        new MutationObserver((changes) => {
          const added = changes
            .flatMap(({ addedNodes }) => [...addedNodes])
            .filter((node) => node instanceof HTMLElement && node.matches('tr'));
          most[name] = Math.max(most[name], added.length);
        }).observe(table, { subtree: true, childList: true });
      }
    });
  });
}

/** @param {Page} page @returns {Promise<Record<string, number>>} */
const mostRows = (page) => page.evaluate(() => /** @type {any} */ (window).most);

test.beforeEach(({ page }) => openFolds(page));

test('a table of 10,000 rows is written in small batches and is complete', async ({ page }) => {
  const { summary, lrs } = nativeReport(LONG);
  await watchRows(page);
  await page.goto(`./${LONG}`);
  await settled(page);
  await page.locator('#band-numbers > summary').click();
  for (const id of ['log', 'band-numbers']) {
    await expect(page.locator(`#${id} tbody tr`)).toHaveCount(10_000, { timeout: 60_000 });
    expect((await mostRows(page))[id], id).toBeGreaterThan(50);
    expect((await mostRows(page))[id], id).toBeLessThanOrEqual(100);
  }
  const cells = page.locator('#band-numbers tbody tr').last().locator('th, td');
  const text = (/** @type {number | null} */ value) => (value === null ? 'ended' : short(value));
  const { low, median, high } = summary;
  await expect(cells).toHaveText([
    '9999',
    short(lrs[9999]),
    text(median[9999]),
    `${text(low[9999])} to ${text(high[9999])}`,
  ]);
  // The newest row of the log is in view.
  await page.locator('#log-box').scrollIntoViewIfNeeded();
  await expect(page.locator('#log tbody tr').last()).toBeInViewport();

  // It is complete in print, too.
  await page.emulateMedia({ media: 'print' });
  await expect(cells.first()).toBeVisible();
  expect(
    await cells.first().evaluate((cell) => cell.getBoundingClientRect().height),
  ).toBeGreaterThan(5);
});

test('the log has rows only while its section is open, and shows the newest', async ({ page }) => {
  await page.goto(`./${LIGHT}`);
  await settled(page);
  const [section, rows] = [page.locator('#tables'), page.locator('#log tbody tr')];
  await expect(rows).toHaveCount(20);
  await section.locator('> summary').click();
  await expect(rows).toHaveCount(0);
  await openLink(page, `${LIGHT}&seed=2`);
  await settled(page);
  await expect(rows).toHaveCount(0);
  await section.locator('> summary').click();
  await expect(rows).toHaveCount(20);
  const { lrs, losses } = nativeReport(`${LIGHT}&seed=2`);
  const cells = rows.last().locator('th, td');
  await expect(cells).toContainText(['19', lrs[19].toFixed(5), losses[19].toFixed(4)]);
  await page.locator('#log-box').scrollIntoViewIfNeeded();
  await expect(rows.last()).toBeInViewport();
});

test('rows outside the viewport are in the accessibility tree and in find-in-page', async ({
  playwright,
  launchOptions,
  baseURL,
}) => {
  // As with a screen reader.
  const args = [...(launchOptions.args ?? []), '--force-renderer-accessibility'];
  const browser = await playwright.chromium.launch({ ...launchOptions, args });
  const page = await browser.newPage({ baseURL, reducedMotion: 'reduce' });
  await openFolds(page);
  const session = await page.context().newCDPSession(page);
  const link = `${LIGHT}&stop_factor=off`.replace('num_iter=20', 'num_iter=300');
  await page.goto(`./${link}`);
  await settled(page);
  await page.locator('#band-numbers > summary').click();
  for (const id of ['log', 'band-numbers']) {
    await expect(page.locator(`#${id} tbody tr`)).toHaveCount(300);
  }
  const rows = async () => {
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const found = nodes.filter(({ ignored, role }) => !ignored && role?.value === 'rowheader');
    return found.map(({ name }) => Number(name?.value)).filter((step) => step >= 10);
  };
  // In the log and in the band.
  const steps = Array.from({ length: 290 }, (_, place) => place + 10);
  const both = [...steps, ...steps].sort((a, b) => a - b);
  await expect.poll(async () => (await rows()).sort((a, b) => a - b)).toEqual(both);
  const last = page.locator('#log tbody tr').last().locator('td').last();
  const text = await last.textContent();
  expect(await page.evaluate((loss) => /** @type {any} */ (window).find(loss), text)).toBe(true);
  await browser.close();
});

test('an unfinished table is replaced when another link opens', async ({ page }) => {
  await page.goto(`./${LONG.replace('10000', '3000')}`);
  await settled(page);
  const rows = page.locator('#band-numbers tbody tr');
  const next = `${LIGHT}&seed=4`;
  const { summary } = nativeReport(next);
  // Open another link while rows are being added.
  await page.evaluate((link) => {
    const details = /** @type {HTMLDetailsElement} */ (document.getElementById('band-numbers'));
    new MutationObserver((_, observer) => {
      if (details.querySelectorAll('tbody tr').length < 1000) return;
      observer.disconnect();
      location.hash = link;
    }).observe(details, { subtree: true, childList: true });
    details.open = true;
  }, next);
  await expect(page).toHaveURL((url) => url.hash === written(next));
  await settled(page);
  await expect(rows).toHaveCount(20);
  await expect(rows.first()).toContainText(short(summary.median[0]));
  await expect(page.locator('#log tbody tr')).toHaveCount(20);
});

test('non-finite values are formatted as "not finite"', () => {
  for (const text of [short, percent, signed, loggedLoss]) {
    for (const value of [NaN, Infinity, -Infinity]) expect(text(value)).toBe('not finite');
  }
});

const FEW = `${LIGHT}&runs=12`;

/** Experiments with infinite, zero, missing or constant results. */
const ODD = [
  FEW,
  // Updates too small to change a weight: all differences are 0.
  `${FEW}&start_lr=1e-30&end_lr=1e-29`,
  `${FEW}&start_lr=1e-10&end_lr=1e-8&upper=1e-9&lower=1e-10&lr=1e-10`,
  // No finite values from some step on, or from the first.
  `${FEW}&start_lr=1e30&end_lr=1e31&stop_factor=off`,
  `${FEW}&start_lr=1e36&end_lr=1e38`,
  `${FEW}&hidden=40,40&output=linear&start_lr=1&end_lr=1e10&stop_factor=off&lower=1&upper=1e9&lr=1e10`,
  `${FEW}&scaler=none&output=softmax&start_lr=1e-8&end_lr=1e6&stop_factor=off&lower=1e-6&upper=1e6`,
  // Only dead units; no hidden layers; few rows, runs, seeds or steps.
  `${FEW}&scaler=none&hidden=1`,
  `${FEW}&hidden=none&batch_size=1024&beta=0`,
  `${LIGHT}&runs=1&truth_runs=1&train_runs=1`,
  `${LIGHT}&runs=2`.replace('num_iter=20', 'num_iter=2'),
  `${FEW}&batch_size=2&output=sigmoid2&optimizer=adam&start_lr=1&end_lr=1000&beta=0&seed=17`,
  `${FEW}&policies=none&validation=0.5&measure=validation`,
];

/** Invalid numbers in any text, attribute or input of the page. @param {Page} page */
const texts = (page) =>
  page.evaluate(() => {
    const none = /Infinity|NaN|undefined|null|\[object/g;
    const around = (/** @type {RegExpMatchArray} */ { index = 0, input = '' }) =>
      input.slice(Math.max(index - 40, 0), index + 30);
    const texts = [document.body.textContent ?? ''];
    for (const element of document.querySelectorAll('body *')) {
      texts.push(...[...element.attributes].map(({ name, value }) => `${name}=${value}`));
      if (element instanceof HTMLInputElement) texts.push(element.value);
    }
    return texts.flatMap((text) => [...text.matchAll(none)].map(around));
  });

test('nothing on the page is Infinity, NaN, undefined or null', async ({ page }) => {
  const chart = page.getByLabel('Loss against learning rate');
  await openAll(page);
  for (const link of ODD) {
    await openLink(page, link);
    await settled(page);
    await expect(page.locator('#why-outcome'), link).not.toBeEmpty();
    for (const key of ['Home', 'End']) {
      await chart.press(key);
      await expect.poll(() => readout(page)).toMatch(/^step \d+,/);
      expect(await texts(page), link).toEqual([]);
    }
  }
});
