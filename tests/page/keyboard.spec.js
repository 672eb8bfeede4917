// Keyboard access: Tab reaches every control in page order, the focus is visible, and targets are large
// enough.

import { expect, test } from './test.js';
import { LIGHT, openAll } from './visit.js';

/** @typedef {import('@playwright/test').Page} Page */

/** @typedef {{ name: string, outline: string, contrast: number, cut: string[] }} Stop `cut`: what clips its outline */

/** Media settings, each with a width of the window. @type {[Parameters<Page['emulateMedia']>[0], number][]} */
const LOOKS = [
  [{ colorScheme: 'dark' }, 1280],
  [{ colorScheme: 'light', forcedColors: 'active' }, 1280],
  [{ colorScheme: 'dark', forcedColors: 'active' }, 1280],
  [{ colorScheme: 'light', forcedColors: 'none', contrast: 'more' }, 360],
];

/** Selects the controls. */
const CONTROLS = 'a[href], button, input, select, summary, [tabindex="0"]';

/** Opens the page with functions for the name of a control and the visibility of its focus. @param {Page} page */
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
    // Scrolling boxes and the window clip the outlines of controls at their edges.
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
 * Presses a key as often as it takes to go once around the page.
 *
 * @param {Page} page
 * @param {string} key
 * @param {number} count the number of controls
 * @returns {Promise<Stop[]>} the controls that had the focus
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
  // Between the last control and the first, the focus may be in the browser's own controls.
  for (let presses = 0; presses < count + 3; presses += 1) await page.keyboard.press(key);
  /** @type {Stop[]} */
  const stops = await page.evaluate(() => /** @type {any} */ (window).stops);
  const again = stops.findIndex(({ name }, place) => place > 0 && name === stops[0].name);
  return stops.slice(0, again);
}

/**
 * The names of the stops, rotated to begin with the first control.
 *
 * @param {Stop[]} stops
 * @param {string} first
 */
function from(stops, first) {
  const names = stops.map(({ name }) => name);
  const place = names.indexOf(first);
  return [...names.slice(place), ...names.slice(0, place)];
}

/** The names of all visible, enabled controls in page order. @param {Page} page */
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

test('Tab reaches every control in page order and back, with visible focus', async ({ page }) => {
  await open(page);
  const all = await controls(page);
  expect(all.length).toBeGreaterThan(90);
  const stops = await walk(page, 'Tab', all.length);
  expect(from(stops, all[0])).toEqual(all);
  expectShown(stops, 'light');
  for (const [look, width] of LOOKS) {
    await page.emulateMedia(look);
    await page.setViewportSize({ width, height: 800 });
    // After a key press, focus that a script moves is shown like keyboard focus.
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

test('returning to the window keeps the scroll position', async ({ page }) => {
  await page.goto(`./${LIGHT}`);
  await page.locator('#reproducibility > summary').press('Shift');
  await page.evaluate(() => scrollTo(0, 0));
  // The events of browsers after another window had the focus.
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
