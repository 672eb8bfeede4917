// Tab reaches every control, in the order of the page, and what has the focus shows it; every target is
// large enough.

import { expect, test } from './test.js';
import { LIGHT, openAll } from './visit.js';

/** @typedef {import('@playwright/test').Page} Page */

/** @typedef {{ name: string, outline: string, contrast: number, cut: string[] }} Stop `cut`: by what its outline is */

/** Each with a width of the window. @type {[Parameters<Page['emulateMedia']>[0], number][]} */
const LOOKS = [
  [{ colorScheme: 'dark' }, 1280],
  [{ colorScheme: 'light', forcedColors: 'active' }, 1280],
  [{ colorScheme: 'dark', forcedColors: 'active' }, 1280],
  [{ colorScheme: 'light', forcedColors: 'none', contrast: 'more' }, 360],
];

/** What can be operated, where it is shown. */
const CONTROLS = 'a[href], button, input, select, summary, [tabindex="0"]';

/** What of a page is told of a control: how it is called, and how its focus shows. @param {Page} page */
async function open(page) {
  await page.addInitScript(() => {
    const nameOf = (/** @type {HTMLElement} */ element) =>
      element.id ||
      element.ariaLabel ||
      element.closest('label, a, button, summary')?.textContent?.trim();
    const luminance = (/** @type {string} */ color) => {
      const parts = color.match(/[\d.]+/g) ?? [];
      const [r, g, b] = parts.slice(0, 3).map((part) => {
        const share = Number(part) / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    // Boxes that scroll, and the window, cut off what is drawn around the controls in them.
    const cuttersOf = (/** @type {HTMLElement} */ element, /** @type {number} */ room) => {
      const ring = element.getBoundingClientRect();
      const beyond = (/** @type {number[]} */ [left, top, right, bottom]) =>
        ring.left - room < left - 0.5 ||
        ring.top - room < top - 0.5 ||
        ring.right + room > right + 0.5 ||
        ring.bottom + room > bottom + 0.5;
      const cutters = beyond([0, 0, innerWidth, innerHeight]) ? ['window'] : [];
      for (let box = element.parentElement; box; box = box.parentElement) {
        const { overflowX, contain } = getComputedStyle(box);
        if (overflowX === 'visible' && contain === 'none') continue;
        const { left, top } = box.getBoundingClientRect();
        const inner = [left + box.clientLeft, top + box.clientTop];
        const edges = [...inner, inner[0] + box.clientWidth, inner[1] + box.clientHeight];
        if (beyond(edges)) cutters.push(`${box.tagName} ${box.id}`);
      }
      return cutters;
    };
    const stopAt = (/** @type {HTMLElement} */ element) => {
      const { outlineStyle, outlineWidth, outlineColor, outlineOffset } = getComputedStyle(element);
      const paper = luminance(getComputedStyle(document.body).backgroundColor);
      const ink = luminance(outlineColor);
      const [light, dark] = ink > paper ? [ink, paper] : [paper, ink];
      return {
        name: nameOf(element),
        outline: `${outlineStyle} ${outlineWidth}`,
        contrast: (light + 0.05) / (dark + 0.05),
        cut: cuttersOf(element, parseFloat(outlineOffset) + parseFloat(outlineWidth)),
      };
    };
    Object.assign(window, { nameOf, stopAt });
  });
  await openAll(page, `${LIGHT}&lower=0.2&upper=5`);
}

/**
 * Presses Tab until it has been round the page.
 *
 * @param {Page} page
 * @param {string} key
 * @param {number} count of the controls
 * @returns {Promise<Stop[]>} what had the focus
 */
async function walk(page, key, count) {
  await page.evaluate(() => {
    /** @type {Stop[]} */
    const stops = [];
    const stop = (/** @type {FocusEvent} */ { target }) =>
      stops.push(/** @type {any} */ (window).stopAt(target));
    addEventListener('focusin', stop);
    Object.assign(window, { stops });
  });
  // Between the last control and the first the focus may be the browser's.
  for (let presses = 0; presses < count + 3; presses += 1) await page.keyboard.press(key);
  /** @type {Stop[]} */
  const stops = await page.evaluate(() => /** @type {any} */ (window).stops);
  const again = stops.findIndex(({ name }, place) => place > 0 && name === stops[0].name);
  return stops.slice(0, again);
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

/** @param {Stop[]} stops @param {string} look */
function expectShown(stops, look) {
  for (const { name, outline, contrast, cut } of stops) {
    expect(outline, `${look}: ${name}`).toMatch(/^solid [23]px$/);
    expect(contrast, `${look}: ${name}`).toBeGreaterThanOrEqual(3);
    expect(cut, `${look}: ${name}`).toEqual([]);
  }
}

test('Tab reaches every control in the order of the page and back, and each shows its focus', async ({
  page,
}) => {
  await open(page);
  const all = await controls(page);
  expect(all.length).toBeGreaterThan(90);
  const stops = await walk(page, 'Tab', all.length);
  expect(from(stops, all[0])).toEqual(all);
  expectShown(stops, 'light');
  for (const [look, width] of LOOKS) {
    await page.emulateMedia(look);
    await page.setViewportSize({ width, height: 800 });
    // The focus that a script moves on shows as that which it moves on from.
    const stops = await page.locator(CONTROLS).evaluateAll((elements) =>
      elements
        .filter((element) => element.checkVisibility() && !element.matches(':disabled'))
        .map((element) => {
          element.focus();
          return /** @type {any} */ (window).stopAt(element);
        }),
    );
    expect(stops.map(({ name }) => name)).toEqual(all);
    expectShown(stops, JSON.stringify(look));
  }
  const back = await walk(page, 'Shift+Tab', all.length);
  all.reverse();
  expect(from(back, all[0])).toEqual(all);
});

test('who comes back to the page finds it where it was', async ({ page }) => {
  await page.goto(`./${LIGHT}`);
  await page.locator('#reproducibility > summary').press('Shift');
  await page.evaluate(() => scrollTo(0, 0));
  // As browsers do it when another window had the focus.
  await page.evaluate(() => {
    dispatchEvent(new Event('blur'));
    document.activeElement?.dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
  });
  expect(await page.evaluate(() => scrollY)).toBe(0);
});

test('every target is at least 24 pixels wide and high', async ({ page }) => {
  await open(page);
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
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
  }
});
