// What the page keeps to itself: it asks nobody else for anything, lets no foreign code in, and stores
// nothing.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Server } from './server.js';
import { expect, expectComplaints, foreign, test } from './test.js';
import { LIGHT, seeEverything, settled } from './visit.js';

/** @typedef {import('@playwright/test').Page} Page */

/** Notes what the page's policy refuses. @param {Page} page */
async function watchPolicy(page) {
  await page.addInitScript(() => {
    const refused = /** @type {string[]} */ ([]);
    Object.assign(window, { refused });
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      refused.push(`${effectiveDirective} ${blockedURI}`),
    );
  });
  return () => page.evaluate(() => /** @type {any} */ (window).refused);
}

/** The names of all that the page has stored; of files, where in its folder they are. @param {Page} page */
async function stored(page) {
  const cookies = await page.context().cookies();
  const rest = await page.evaluate(async () => {
    const names = await caches.keys();
    const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    const home = new URL('./', location.href).href;
    return [
      ...Object.keys(localStorage),
      ...Object.keys(sessionStorage),
      ...(await indexedDB.databases()).map(({ name }) => name ?? ''),
      ...names,
      ...kept.flat().map(({ url }) => url.replace(home, '')),
    ];
  });
  return [...cookies.map(({ name }) => name), ...rest];
}

test('a full visit needs nothing that the policy refuses, and stores nothing', async ({ page }) => {
  const refused = await watchPolicy(page);
  await page.goto(`./${LIGHT}`);
  await seeEverything(page);
  expect(await refused()).toEqual([]);
  expect(await stored(page)).toEqual([]);
});

test.describe('with its service worker', () => {
  test.use({ serviceWorkers: 'allow' });

  test('a full visit stores the files of its build, each once, and nothing else', async ({
    page,
  }) => {
    await page.goto(`./${LIGHT}`);
    await seeEverything(page);
    await expect(page.locator('#offline')).toHaveText('It works offline from now on.');
    const assets = readdirSync('dist/assets').map((name) => `assets/${name}`);
    const cache = expect.stringMatching(/^rangefinder /);
    expect((await stored(page)).sort()).toEqual(['', ...assets.sort(), 'licenses.txt', cache]);
  });
});

test('the policy lets no foreign code in and tells nobody anything', async ({ page }) => {
  expectComplaints(/Content Security Policy/);
  const stranger = new Server('dist');
  const address = await stranger.start();
  const refused = await watchPolicy(page);
  await page.goto(`./${LIGHT}`);
  await page.evaluate(async (url) => {
    const { body } = document;
    /** @param {string} tag @param {object} properties */
    const add = (tag, properties) => {
      const element = Object.assign(document.createElement(tag), properties);
      body.append(element);
      return element;
    };
    const attempts = [
      () => eval('1'),
      () => new Function('return 1')(),
      () => add('script', { text: '1' }),
      () => add('script', { src: url }),
      () => body.setAttribute('onclick', '1'),
      () => body.setAttribute('style', 'color: red'),
      () => add('link', { rel: 'stylesheet', href: url }),
      () => add('img', { src: url }),
      () => add('iframe', { src: url }),
      () => fetch(url),
      () => navigator.sendBeacon(url),
      () => new WebSocket(url),
      () => new Worker(URL.createObjectURL(new Blob(['']))),
      () => /** @type {HTMLFormElement} */ (add('form', { action: url })).submit(),
      () => add('base', { href: url }),
    ];
    for (const attempt of attempts) {
      // Later, because the policy does not bind what a debugger calls.
      await new Promise((resolve) => setTimeout(resolve)).then(attempt).catch(() => {});
    }
  }, address);
  await expect
    .poll(async () =>
      (await refused()).map((/** @type {string} */ text) => text.split(' ')[0]).sort(),
    )
    .toEqual([
      'base-uri',
      'connect-src',
      'connect-src',
      'connect-src',
      'form-action',
      'frame-src',
      'img-src',
      'script-src', // eval
      'script-src', // new Function
      'script-src-attr',
      'script-src-elem',
      'script-src-elem',
      'style-src-attr',
      'style-src-elem',
      'worker-src',
    ]);
  await stranger.stop();
  expect(stranger.asked).toEqual([]);
  foreign.length = 0;
});

test('a worker that asks another origin for something is noticed', async ({ page }) => {
  await page.goto(`./${LIGHT}`);
  await settled(page);
  // A page's policy does not bind its workers: only that they are its own files does.
  const [worker] = page.workers();
  await worker.evaluate(() => fetch('https://example.com/').catch(() => {}));
  expect(foreign.splice(0)).toEqual(['https://example.com/']);
  await worker.evaluate(() => void new WebSocket('wss://example.com/'));
  await expect.poll(() => foreign.splice(0)).toEqual(['wss://example.com/']);
});

test('every test is made with what notices that', () => {
  const folder = import.meta.dirname;
  const specs = readdirSync(folder).filter((name) => name.endsWith('.spec.js'));
  const texts = specs.map((name) => readFileSync(join(folder, name), 'utf8'));
  expect(texts.filter((text) => !text.includes("from './test.js'"))).toEqual([]);
});
