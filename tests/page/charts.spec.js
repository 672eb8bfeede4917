// The charts draw the results of the core at the positions that the axes show.

import { nativeReport } from './native.js';
import { expect, test } from './test.js';
import {
  LIGHT,
  LIGHT_EVIDENCE,
  openAll,
  openFolds,
  openSettled,
  readout,
  settled,
} from './visit.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {{ x: number, y: number }} Place fractions of the plot, from its lower left corner */

/**
 * Finds the pixels of a color in a chart: their mean height in each column of pixels that has any.
 *
 * @param {Page} page
 * @param {string} chart
 * @param {string} ink the name of the color
 * @param {number} tolerance the largest difference of a channel
 * @returns {Promise<Place[]>} from left to right
 */
const drawn = (page, chart, ink, tolerance = 12) =>
  page.evaluate(([selector, name, tolerance]) => {
    const probe = document.createElement('i');
    probe.setAttribute('class', 'swatch');
    document.body.append(probe);
    probe.style.color = `var(--${name})`;
    const color = (getComputedStyle(probe).color.match(/\d+/g) ?? []).map(Number);
    probe.remove();
    const box = /** @type {HTMLElement} */ (document.querySelector(selector));
    const canvas = /** @type {HTMLCanvasElement} */ (box.querySelector('canvas'));
    const whole = canvas.getBoundingClientRect();
    const plot = /** @type {HTMLElement} */ (box.querySelector('.u-over')).getBoundingClientRect();
    const ratio = canvas.width / whole.width;
    const [left, top] = [plot.left - whole.left, plot.top - whole.top].map((one) => one * ratio);
    const [width, height] = [plot.width * ratio, plot.height * ratio];
    const { data } = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d')).getImageData(
      left,
      top,
      width,
      height,
    );
    const across = Math.floor(width);
    const places = [];
    for (let x = 0; x < across; x += 1) {
      const rows = [];
      for (let y = 0; y < Math.floor(height); y += 1) {
        const at = 4 * (y * across + x);
        const off = color.slice(0, 3).map((part, place) => Math.abs(part - data[at + place]));
        if (Math.max(...off) <= tolerance && data[at + 3] > 200) rows.push(y);
      }
      const middle = rows.reduce((sum, y) => sum + y, 0) / rows.length;
      if (rows.length > 0) places.push({ x: (x + 0.5) / width, y: 1 - (middle + 0.5) / height });
    }
    return places;
  }, /** @type {const} */ ([chart, ink, tolerance]));

/**
 * The position of a number on a logarithmic axis, from 0 to 1.
 * @param {number} value
 * @param {number} first
 * @param {number} last
 */
const along = (value, first, last) => Math.log(value / first) / Math.log(last / first);

/** The height of a curve at a place. @param {Place[]} places @param {number} x */
const heightAt = (places, x) =>
  places.reduce((one, other) => (Math.abs(other.x - x) < Math.abs(one.x - x) ? other : one)).y;

/** @param {number[]} values */
const least = (values) => values.indexOf(Math.min(...values));

test('the median loss curve matches the native losses at their rates', async ({ page }) => {
  const link = `${LIGHT}&stop_factor=off&end_lr=1000`;
  const { lrs, median } = nativeReport(link).summary;
  await openSettled(page, link);
  const line = await drawn(page, '#chart', 'line');
  const at = (/** @type {number} */ step) => along(lrs[step], 0.05, 1000);
  const lowest = least(median);
  // Not in the middle, so that a mirrored chart would fail.
  expect(Math.abs(at(lowest) - 0.5)).toBeGreaterThan(0.03);
  const [low] = [...line].sort((a, b) => a.y - b.y);
  expect(Math.abs(low.x - at(lowest))).toBeLessThan(0.02);
  // Heights are linear in the losses, whatever the range of the axis.
  const [first, last] = [heightAt(line, at(0) + 0.002), heightAt(line, at(lowest))];
  const scale = (first - last) / (median[0] - median[lowest]);
  // The drop in loss takes most of the height.
  expect(first - last).toBeGreaterThan(0.4);
  for (const [step, loss] of median.entries()) {
    const height = last + scale * (loss - median[lowest]);
    if (height > 0.95) continue;
    expect(Math.abs(heightAt(line, at(step)) - height)).toBeLessThan(0.03);
  }
});

test('in the help dialog, diverging losses do not flatten the curve', async ({ page }) => {
  const link = `#v=2&num_iter=30&data=auto_mpg&stop_factor=off${LIGHT_EVIDENCE}`;
  const { lrs, median } = nativeReport(link).summary;
  // The report has no number for an infinite loss.
  const lowest = least(median.map((/** @type {number | null} */ loss) => loss ?? Infinity));
  expect(Math.max(...median)).toBeGreaterThan(1e6 * median[0]);
  await openSettled(page, link);
  await page.locator('#help-open').click();
  await expect(page.locator('#help canvas')).toBeVisible();
  const line = await drawn(page, '#help .small-chart', 'line');
  const at = (/** @type {number} */ step) => along(lrs[step], lrs[0], lrs[lrs.length - 1]);
  expect(heightAt(line, at(0) + 0.002) - heightAt(line, at(lowest))).toBeGreaterThan(0.25);
});

test('the help dialog shows no curve where a log is requested', async ({ page }) => {
  await page.goto('./#log=');
  await page.locator('#help-open').click();
  await expect(page.locator('#help')).toContainText('Too slow:');
  await expect(page.getByText('This is your curve')).toBeHidden();
  await expect(page.locator('#help .small-chart')).toBeHidden();
});

test('the check chart has its minimum at the native best rate', async ({ page }) => {
  const link = `${LIGHT}&end_lr=1000`;
  const { truth, summary, suggestions } = nativeReport(link, '--truth');
  await openSettled(page, link);
  const line = await drawn(page, '#check-chart', 'line');
  const at = (/** @type {number} */ lr) => along(lr, 0.05, 1000);
  expect(Math.abs(at(truth.best.lr) - 0.5)).toBeGreaterThan(0.03);
  // The ring around the best rate has the same color.
  const [low] = [...line].sort((a, b) => a.y - b.y);
  expect(Math.abs(low.x - at(truth.best.lr))).toBeLessThan(0.03);
  // The suggestions in both charts are those of the median of all runs, not of the played one.
  const [all, one] = [summary, { suggestions }].map((found) => at(found.suggestions.steepest.lr));
  expect(Math.abs(all - one)).toBeGreaterThan(0.03);
  await page.locator('#others > summary').click();
  for (const chart of ['#chart', '#check-chart']) {
    // Lines are paler than their color, under the area of a zone.
    const mark = async () => (await drawn(page, chart, 'steepest', 40))[0]?.x;
    await expect.poll(async () => Math.abs((await mark()) - all)).toBeLessThan(0.02);
  }
});

test('the edge-of-stability curve matches the native values at their rates', async ({ page }) => {
  const { diagnosis, lrs } = nativeReport(LIGHT, '--sharpness');
  await openAll(page);
  const line = await drawn(page, '#why-edge', 'edge');
  const edges = /** @type {number[]} */ (diagnosis.edges);
  const at = (/** @type {number} */ step) => along(lrs[step], 0.05, 100);
  const highest = edges.indexOf(Math.max(...edges));
  expect(Math.abs(at(highest) - 0.5)).toBeGreaterThan(0.03);
  const [high] = [...line].sort((a, b) => b.y - a.y);
  expect(Math.abs(high.x - at(highest))).toBeLessThan(0.03);
  // On a logarithmic axis equal factors are equal heights.
  const heights = edges.map((_, step) => heightAt(line, at(step)));
  const lowest = least(edges);
  const scale = (heights[highest] - heights[lowest]) / Math.log(edges[highest] / edges[lowest]);
  for (const step of edges.keys()) {
    const height = heights[lowest] + scale * Math.log(edges[step] / edges[lowest]);
    expect(Math.abs(heights[step] - height)).toBeLessThan(0.06);
  }
});

/** Counts how often each chart is drawn. @param {Page} page */
async function count(page) {
  await page.addInitScript(() => {
    const drawings = /** @type {Record<string, number>} */ ({});
    Object.assign(window, { drawings });
    const clear = CanvasRenderingContext2D.prototype.clearRect;
    CanvasRenderingContext2D.prototype.clearRect = function (...args) {
      const id = this.canvas.closest('[id]')?.id ?? '';
      drawings[id] = (drawings[id] ?? 0) + 1;
      return clear.apply(this, args);
    };
  });
}

test('pointing at a curve redraws no chart and reads out once per frame', async ({ page }) => {
  const { lrs, diagnosis } = nativeReport(LIGHT, '--sharpness');
  await count(page);
  await openAll(page);
  await page.locator('#why-edge').scrollIntoViewIfNeeded();
  for (const chart of ['#chart', '#why-edge']) {
    const found = await page.evaluate(async (selector) => {
      const over = /** @type {HTMLElement} */ (document.querySelector(`${selector} .u-over`));
      const drawings = /** @type {any} */ (window).drawings;
      const frame = () => new Promise(requestAnimationFrame);
      for (const name of Object.keys(drawings)) delete drawings[name];
      let [readings, legends, frames] = [0, 0, 0];
      const watch = (/** @type {string} */ selector, /** @type {() => void} */ changed) => {
        const observer = new MutationObserver((changes) => changes.forEach(changed));
        observer.observe(/** @type {Node} */ (document.querySelector(selector)), {
          subtree: true,
          childList: true,
          characterData: true,
        });
        return observer;
      };
      const observers = [
        watch('#chart .tip', () => (readings += 1)),
        watch('#why-legend', () => (legends += 1)),
      ];
      const { left, top, width } = over.getBoundingClientRect();
      for (let move = 0; move <= 100; move += 1) {
        const clientX = left + (width * move) / 100;
        over.dispatchEvent(
          new PointerEvent('pointermove', { clientX, clientY: top + 9, bubbles: true }),
        );
        if (move % 10 !== 0) continue;
        frames += 1;
        await frame();
        await frame();
      }
      observers.forEach((observer) => observer.disconnect());
      // Where the charts mark the last step.
      const marks = [...document.querySelectorAll('#chart, #why .small-chart')].map((one) => {
        const plot = /** @type {HTMLElement} */ (one.querySelector('.u-over'));
        const from = plot.getBoundingClientRect();
        const { right } = one.querySelector('.u-cursor-x')?.getBoundingClientRect() ?? { right: 0 };
        return (right - from.left) / from.width;
      });
      return { drawings: { ...drawings }, readings, legends, frames, marks };
    }, chart);
    expect(found.drawings, chart).toEqual({});
    expect(found.legends, chart).toBe(0);
    expect(found.readings, chart).toBeGreaterThan(5);
    expect(found.readings, chart).toBeLessThanOrEqual(found.frames);
    const last = lrs.length - 1;
    await expect.poll(() => readout(page)).toMatch(`step ${last},`);
    expect(found.marks).toHaveLength(5);
    for (const mark of found.marks) {
      expect(Math.abs(mark - along(lrs[last], 0.05, 100)), chart).toBeLessThan(0.01);
    }
  }
  // The edge of stability at the step that is read out is marked on the curve.
  const chart = page.getByLabel('Loss against learning rate');
  await chart.press('Home');
  const [first] = /** @type {number[]} */ (diagnosis.edges);
  await expect
    .poll(() =>
      page.evaluate(() => {
        const [plot, mark] = ['.u-over', '.edge'].map((one) =>
          document.querySelector(`#chart ${one}`)?.getBoundingClientRect(),
        );
        return plot && mark && (mark.left - plot.left) / plot.width;
      }),
    )
    .toBeCloseTo(along(first, 0.05, 100), 2);
});

/**
 * Presses a slider, moves it down by a step and returns a function that releases it.
 * @param {Page} page
 * @param {string} label
 */
async function hold(page, label) {
  const slider = page.getByLabel(`${label}, slider`, { exact: true });
  await slider.evaluate((element) => {
    element.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    /** @type {HTMLInputElement} */ (element).stepDown();
    element.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await settled(page);
  return () =>
    slider.evaluate((element) => {
      element.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
      element.dispatchEvent(new Event('change', { bubbles: true }));
    });
}

test('holding a slider keeps the axis and shows the previous curve', async ({ page }) => {
  await openFolds(page, '#all-settings');
  await openSettled(page, `${LIGHT}&lower=1&upper=2`);
  const place = () =>
    page.locator('.handle.lower').evaluate((handle) => parseFloat(handle.style.left));
  const before = await place();
  const letGo = await hold(page, 'End learning rate');
  await expect(page).toHaveURL(/end_lr=50/);
  expect(await place()).toBe(before);
  await letGo();
  await expect.poll(place).toBeGreaterThan(before + 5);

  const picture = () =>
    page
      .locator('#chart canvas')
      .evaluate((canvas) => /** @type {HTMLCanvasElement} */ (canvas).toDataURL());
  const again = await hold(page, 'Runs');
  const haunted = await picture();
  await again();
  await expect.poll(picture).not.toBe(haunted);
});

test('pointing at one chart shows tooltips in both charts', async ({ page }) => {
  await openSettled(page);
  const [sweep, check] = ['#chart', '#check-chart'].map((one) => page.locator(`${one} .tip`));
  await expect(sweep).toBeHidden();
  for (const chart of ['#chart', '#check-chart']) {
    await page.locator(chart).scrollIntoViewIfNeeded();
    await page.locator(`${chart} .u-over`).hover({ position: { x: 200, y: 30 } });
    await expect(sweep).toContainText('median loss');
    await expect(check).toContainText('median loss');
    await page.mouse.move(0, 0);
    await expect(sweep).toBeHidden();
    await expect(check).toBeHidden();
  }
});
