// How long a reader waits: from a slider's input event until 200 seeds' band is drawn on the canvas,
// which the next frame shows.

import { join } from 'node:path';
import { root } from '../scripts/shared.mjs';

const CHANGES = 100;

/**
 * Milliseconds of each change, on the built page with two workers.
 *
 * @param {import('@playwright/test').Browser} browser
 * @returns {Promise<number[]>}
 */
export async function measureLive(browser) {
  const { preview } = await import('vite');
  const server = await preview({ root, logLevel: 'error', preview: { port: 4197 } });
  try {
    const page = await browser.newPage();
    await page.addInitScript(() => {
      Object.defineProperty(navigator, 'hardwareConcurrency', { get: () => 2 });
    });
    await page.goto(server.resolvedUrls?.local[0] ?? '');
    await page.waitForSelector('html[data-band=done][data-state=finished]');
    return await page.evaluate(moveSlider, CHANGES);
  } finally {
    await server.close();
  }
}

/** In the page. @param {number} changes */
async function moveSlider(changes) {
  const slider = document.querySelector('[aria-label="To learning rate, slider"]');
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
    // What comes next begins on a page at rest.
    await frame();
    await frame();
  }
  return times;
}
