// The start of a visit: training begins before the whole page is loaded.

import { expect, expectComplaints, test } from './test.js';
import { Server } from './server.js';
import { LIGHT, MOTION } from './visit.js';

test.use(MOTION);

const CORE = '**/rangefinder_bg-*.wasm';
const MODULE = '**/first_bg-*.wasm';

/** Delays the core until the returned function is called. @param {import('@playwright/test').Page} page */
async function holdCore(page) {
  /** @type {() => void} */
  let release = () => {};
  const held = new Promise((resolve) => (release = () => resolve(undefined)));
  await page.route(CORE, async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

/** Records every state of the sweep. @param {import('@playwright/test').Page} page */
async function noteStates(page) {
  await page.addInitScript(() => {
    /** @type {(string | null | undefined)[]} */
    const states = [];
    Object.assign(window, { states });
    const note = () => {
      const { state } = document.documentElement?.dataset ?? {};
      const progress = document.getElementById('progress')?.textContent;
      if (state === 'playing' && progress) states.push(progress);
      else if (state !== states.at(-1)) states.push(state);
    };
    new MutationObserver(note).observe(document, {
      attributes: true,
      childList: true,
      subtree: true,
      characterData: true,
    });
  });
}

/** @param {import('@playwright/test').Page} page @returns {Promise<string[]>} */
const states = (page) => page.evaluate(() => Reflect.get(window, 'states'));

/** The number of pixels of the chart that are drawn. @param {import('@playwright/test').Page} page */
function drawnPixels(page) {
  return page.locator('#chart canvas').evaluate((canvas) => {
    if (!(canvas instanceof HTMLCanvasElement)) return 0;
    const { width, height } = canvas;
    const pixels = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
    return pixels.filter((value, place) => place % 4 === 3 && value > 0).length;
  });
}

test('the first sweep is drawn before the core loads, and then continues', async ({ page }) => {
  await noteStates(page);
  const release = await holdCore(page);
  await page.goto('/');
  await expect(page.locator('#chart canvas')).toBeVisible();
  const before = await drawnPixels(page);
  expect(before).toBeGreaterThan(0);
  await expect.poll(() => drawnPixels(page), 'more points').toBeGreaterThan(before);
  expect(await page.evaluate(() => performance.getEntriesByName('first step').length)).toBe(1);
  await expect(page.locator('html')).toHaveAttribute('data-state', 'loading');
  release();
  await expect(page.locator('html')).toHaveAttribute('data-state', 'finished');
  // The page continues at a later step.
  const [progress] = (await states(page)).filter((state) => /of 100 steps/.test(state ?? ''));
  if (progress) expect(Number.parseInt(progress, 10)).toBeGreaterThan(1);
});

test('a finished first sweep is not replayed', async ({ page }) => {
  await noteStates(page);
  const release = await holdCore(page);
  await page.goto('/');
  await page.waitForFunction(
    () =>
      performance.now() >
      2500 + (performance.getEntriesByName('first step')[0]?.startTime ?? Infinity),
  );
  release();
  await expect(page.locator('html')).toHaveAttribute('data-band', 'done');
  expect(await states(page)).not.toContain('playing');
  await expect(page.locator('html')).toHaveAttribute('data-state', 'finished');
  await expect(page.locator('#play')).toHaveText('Play again');
});

test('only a default link without reduced motion loads the first sweep’s module', async ({
  page,
}) => {
  /** @type {string[]} */
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  const count = () => asked.filter((url) => url.includes('first_bg-')).length;
  await page.goto('/#v=2&num_iter=20');
  await expect(page.locator('html')).toHaveAttribute('data-band', 'done');
  expect(count()).toBe(0);
  await page.goto('about:blank');
  await page.goto('/#v=2');
  await expect(page.locator('html')).toHaveAttribute('data-band', 'done');
  expect(count()).toBe(1);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('about:blank');
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('data-band', 'done');
  expect(count()).toBe(1);
});

test('the page starts without the module of the first sweep', async ({ page }) => {
  expectComplaints(/404/);
  await page.route(MODULE, (route) => route.fulfill({ status: 404, body: 'gone' }));
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('data-band', 'done');
  await expect(page.locator('html')).toHaveAttribute('data-state', 'finished');
  await expect(page.locator('#notices')).toBeHidden();
});

/** With a server that sends the second half of the page once the test resolves `whole`. */
const slowly = test.extend({
  baseURL: async ({}, use) => {
    await use(await server.start());
    await server.stop();
  },
});
const server = new Server('dist');

slowly('a slowly loading page starts after its HTML is complete', async ({ page }) => {
  /** @type {(value?: unknown) => void} */
  let send = () => {};
  server.whole = new Promise((resolve) => (send = resolve));
  const data = page.waitForResponse('**/breast_cancer-*.bin');
  await page.goto(`./${LIGHT}`, { waitUntil: 'commit' });
  await data;
  // A script that does not wait for the HTML would have loaded and run by now.
  for (let frame = 0; frame < 20; frame += 1) {
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
  expect(await page.evaluate(() => document.readyState)).toBe('loading');
  send();
  await expect(page.locator('html')).toHaveAttribute('data-band', 'done');
  await expect(page.locator('html')).toHaveAttribute('data-state', 'finished');
});

test('the page starts where its host forbids inline scripts', async ({ page }) => {
  expectComplaints(/Content Security Policy/);
  await page.route('/', async (route) => {
    const response = await route.fetch();
    const policy = "script-src 'self' 'wasm-unsafe-eval'";
    const headers = { ...response.headers(), 'content-security-policy': policy };
    await route.fulfill({ response, headers });
  });
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('data-band', 'done');
  expect(await page.evaluate(() => Reflect.get(window, 'requests'))).toBeUndefined();
  expect(await page.evaluate(() => performance.getEntriesByName('first step').length)).toBe(1);
});
