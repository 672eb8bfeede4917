// Tab reaches every control, in the order of the page, and what has the focus shows it; every target is
// large enough.

import { expect, test } from './test.js';

/** @typedef {import('@playwright/test').Page} Page */

/** @typedef {{ name: string, outline: string, contrast: number }} Stop */

/** What can be operated, where it is shown. */
const CONTROLS = 'a[href], button, input, select, summary, [tabindex="0"]';

/** The whole page, at its end and with everything unfolded. @param {Page} page */
async function openAll(page) {
  await page.addInitScript(() => {
    const nameOf = (/** @type {HTMLElement} */ element) =>
      element.id ||
      element.ariaLabel ||
      element.closest('label, a, button, summary')?.textContent?.trim();
    Object.assign(window, { nameOf });
  });
  await page.goto('./#v=1&lower=0.2&upper=5');
  await expect(page.locator('html')).toHaveAttribute('data-state', 'finished');
  await expect(page.locator('html')).toHaveAttribute('data-evidence', 'done', { timeout: 30_000 });
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  await expect(page.locator('#why-outcome')).not.toBeEmpty();
}

/**
 * Presses Tab until it has been round the page.
 *
 * @param {Page} page
 * @param {string} key
 * @returns {Promise<Stop[]>} what had the focus
 */
async function walk(page, key) {
  await page.evaluate(() => {
    const luminance = (/** @type {string} */ color) => {
      const parts = color.match(/[\d.]+/g) ?? [];
      const [r, g, b] = parts.slice(0, 3).map((part) => {
        const share = Number(part) / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const paper = luminance(getComputedStyle(document.body).backgroundColor);
    /** @type {Stop[]} */
    const stops = [];
    Object.assign(window, { stops });
    /** @param {FocusEvent} event */
    const stop = ({ target }) => {
      const element = /** @type {HTMLElement} */ (target);
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
      const ink = luminance(outlineColor);
      const [light, dark] = ink > paper ? [ink, paper] : [paper, ink];
      stops.push({
        name: /** @type {any} */ (window).nameOf(element),
        outline: `${outlineStyle} ${outlineWidth}`,
        contrast: (light + 0.05) / (dark + 0.05),
      });
    };
    removeEventListener('focusin', /** @type {any} */ (window).stop);
    addEventListener('focusin', stop);
    Object.assign(window, { stop });
  });
  /** @type {Stop[]} */
  let stops = [];
  for (let presses = 0; presses < 300; presses += 1) {
    await page.keyboard.press(key);
    stops = await page.evaluate(() => /** @type {any} */ (window).stops);
    if (stops.length > 1 && stops[stops.length - 1].name === stops[0].name) break;
  }
  return stops.slice(0, -1);
}

/**
 * The same round from its first control on, wherever it was entered.
 *
 * @param {Stop[]} stops
 * @param {string} first
 */
function from(stops, first) {
  const names = stops.map(({ name }) => name);
  const place = names.indexOf(first);
  return [...names.slice(place), ...names.slice(0, place)];
}

/** Every control that is shown and can be used, in the order of the page. @param {Page} page */
const controls = (page) =>
  page
    .locator(CONTROLS)
    .evaluateAll((elements) =>
      elements
        .filter((element) => element.checkVisibility() && !element.matches(':disabled'))
        .map((element) => /** @type {any} */ (window).nameOf(element)),
    );

const LOOKS = /** @type {const} */ ([
  { colorScheme: 'light' },
  { colorScheme: 'dark' },
  { colorScheme: 'light', forcedColors: 'active' },
  { colorScheme: 'dark', forcedColors: 'active' },
]);

test('Tab reaches every control in the order of the page, and each shows its focus', async ({
  page,
}) => {
  test.setTimeout(90_000);
  await openAll(page);
  const all = await controls(page);
  expect(all.length).toBeGreaterThan(90);
  for (const look of LOOKS) {
    await page.emulateMedia(look);
    const stops = await walk(page, 'Tab');
    expect(from(stops, all[0])).toEqual(all);
    for (const stop of stops) {
      expect(stop.outline, `${JSON.stringify(look)} ${stop.name}`).toMatch(/^solid [23]px$/);
      expect(stop.contrast, `${JSON.stringify(look)} ${stop.name}`).toBeGreaterThanOrEqual(3);
    }
  }
});

test('Shift and Tab lead back the same way', async ({ page }) => {
  await openAll(page);
  const all = await controls(page);
  const stops = await walk(page, 'Shift+Tab');
  all.reverse();
  expect(from(stops, all[0])).toEqual(all);
});

for (const width of [1280, 360]) {
  test(`every target is at least 24 pixels wide and high, ${width}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await openAll(page);
    const targets = await page.locator(CONTROLS).evaluateAll((elements) =>
      elements
        .filter((element) => element.checkVisibility())
        // A link in a sentence is as high as its line.
        .filter(
          (element) => !(element.matches('p a') && getComputedStyle(element).display === 'inline'),
        )
        .map((element) => {
          // A label around a control is part of the target.
          const { width, height } = (element.closest('label') ?? element).getBoundingClientRect();
          return {
            name: `${element.tagName} ${element.id} ${element.textContent?.trim()}`,
            width,
            height,
          };
        }),
    );
    expect(targets.length).toBeGreaterThan(90);
    expect(targets.filter(({ width, height }) => Math.min(width, height) < 24)).toEqual([]);
  });
}
