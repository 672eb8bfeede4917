// The response times of the built page with two workers.

import { join } from 'node:path';
import { root } from '../scripts/shared.mjs';

/** The experiment whose band is drawn again: 48 steps of each seed. */
const NOTEBOOK = '#v=1';
const CHANGES = 100;
const VISITS = 10;

/**
 * Milliseconds of each change or visit.
 *
 * @typedef {object} Live
 * @property {number[]} band from a slider's input event until 200 seeds' band is drawn on the canvas,
 *   which the next frame shows
 * @property {number[]} check from the band until the check is shown, on a fresh visit
 * @property {number[]} comparison from the check until the comparison is shown
 * @property {number[]} longest task of the page in that time, if longer than 50
 */

/**
 * @param {import('@playwright/test').Browser} browser
 * @returns {Promise<Live>}
 */
export async function measureLive(browser) {
  const { preview } = await import('vite');
  const server = await preview({ root, logLevel: 'error', preview: { port: 4197 } });
  const url = server.resolvedUrls?.local[0] ?? '';
  try {
    const page = await open(browser, `${url}${NOTEBOOK}`);
    await page.waitForSelector('html[data-evidence=done][data-state=finished]');
    const band = await page.evaluate(moveSlider, CHANGES);
    await page.close();
    /** @type {Live} */
    const live = { band, check: [], comparison: [], longest: [] };
    while (live.check.length < VISITS) {
      const page = await open(browser, url);
      await page.waitForSelector('html[data-evidence=done]');
      const { times, longest } = await page.evaluate('seen');
      live.check.push(times.check - times.band);
      live.comparison.push(times.comparison - times.check);
      live.longest.push(longest);
      await page.close();
    }
    return live;
  } finally {
    await server.close();
  }
}

/** @param {import('@playwright/test').Browser} browser @param {string} url */
async function open(browser, url) {
  const page = await browser.newPage();
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'hardwareConcurrency', { get: () => 2 });
    const seen = { times: /** @type {Record<string, number>} */ ({}), longest: 0 };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      // Tasks before the band belong to the start of the page.
      const late = list
        .getEntries()
        .filter(({ startTime }) => startTime > (seen.times.band ?? Infinity));
      seen.longest = Math.max(seen.longest, ...late.map(({ duration }) => duration));
    }).observe({ entryTypes: ['longtask'] });
    new MutationObserver(() => {
      for (const name of ['band', 'check', 'comparison']) {
        const text = document.getElementById(`${name}-fingerprint`)?.textContent ?? '…';
        if (text.length === 16) seen.times[name] ??= performance.now();
      }
    }).observe(document, { childList: true, characterData: true, subtree: true });
  });
  await page.goto(url);
  return page;
}

/** In the page. @param {number} changes */
async function moveSlider(changes) {
  const slider = document.querySelector('[aria-label="End learning rate, slider"]');
  if (!(slider instanceof HTMLInputElement)) throw new Error('The page has no such slider.');
  const root = document.documentElement;
  const frame = () => new Promise(requestAnimationFrame);
  const times = [];
  for (let change = 0; change < changes; change += 1) {
    slider.value = String(8 + (change % 8));
    const start = performance.now();
    const drawn = new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if (root.dataset.band !== 'done') return;
        observer.disconnect();
        resolve(null);
      });
      observer.observe(root, { attributeFilter: ['data-band'] });
    });
    slider.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await drawn;
    times.push(performance.now() - start);
    // The next change starts on an idle page.
    await frame();
    await frame();
  }
  return times;
}
