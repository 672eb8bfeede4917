// The frames of the built page while two workers train wide layers for seconds.

import { root } from '../scripts/shared.mjs';

/** Seconds of work for two workers. */
const WIDE = '#v=1&hidden=64,64&epochs=30&runs=200';
const RUNS = 5;

/**
 * Milliseconds while the runs are made.
 *
 * @typedef {object} Frames
 * @property {number[]} intervals between frames
 * @property {number[]} work of the page's own code in each frame
 * @property {number[]} tasks of the page that took longer than 50
 */

/**
 * @param {import('@playwright/test').Browser} browser
 * @yields {Frames} of each run
 */
export async function* measureFrames(browser) {
  const { preview } = await import('vite');
  const server = await preview({ root, logLevel: 'error', preview: { port: 4197 } });
  const url = server.resolvedUrls?.local[0] ?? '';
  try {
    for (let run = 0; run < RUNS; run += 1) {
      const page = await browser.newPage();
      await page.addInitScript(watch);
      await page.goto(url);
      await page.waitForSelector('html[data-evidence=done][data-band=done]');
      yield await page.evaluate(train, WIDE);
      await page.close();
    }
  } finally {
    await server.close();
  }
}

/** In the page, before its code: records while the runs are made. */
function watch() {
  Object.defineProperty(navigator, 'hardwareConcurrency', { get: () => 2 });
  /** @type {Frames} */
  const seen = { intervals: [], work: [], tasks: [] };
  Object.assign(window, { seen });
  const running = () => document.documentElement.dataset.band === 'running';
  const request = window.requestAnimationFrame;
  let [last, busy] = [0, 0];
  window.requestAnimationFrame = (draw) =>
    request((now) => {
      const start = performance.now();
      draw(now);
      busy += performance.now() - start;
    });
  const frame = (/** @type {number} */ now) => {
    if (running() && last) {
      seen.intervals.push(now - last);
      seen.work.push(busy);
    }
    last = running() ? now : 0;
    busy = 0;
    request(frame);
  };
  request(frame);
  new PerformanceObserver((list) => {
    if (running()) seen.tasks.push(...list.getEntries().map(({ duration }) => duration));
  }).observe({ entryTypes: ['longtask'] });
}

/**
 * In the page: opens a link and waits for its runs. The page waits by itself, as being asked takes time from frames.
 * @param {string} link
 * @returns {Promise<Frames>}
 */
function train(link) {
  return new Promise((resolve) => {
    const root = document.documentElement;
    const { seen } = /** @type {any} */ (window);
    for (const list of Object.values(seen)) list.length = 0;
    new MutationObserver((_, observer) => {
      // A slow machine asks before it begins them.
      if (root.dataset.band === 'waiting') document.getElementById('cancel')?.click();
      if (root.dataset.band !== 'done') return;
      observer.disconnect();
      resolve(seen);
    }).observe(root, { attributeFilter: ['data-band'] });
    location.hash = link;
  });
}
