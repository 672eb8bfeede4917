// Privacy: the page requests nothing from other origins, runs no foreign code and stores no user data.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Server } from './server.js';
import { expect, expectComplaints, foreign, test } from './test.js';
import { LIGHT, seeEverything, settled } from './visit.js';

/** @typedef {import('@playwright/test').Page} Page */

/** Records the violations of the page's policy. @param {Page} page */
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

/** The names of everything that the page has stored; of files, their relative paths. @param {Page} page */
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

test('a full visit causes no policy violation and stores nothing', async ({ page }) => {
  const refused = await watchPolicy(page);
  await page.goto(`./${LIGHT}`);
  await seeEverything(page);
  expect(await refused()).toEqual([]);
  expect(await stored(page)).toEqual([]);
});

test.describe('with the service worker', () => {
  test.use({ serviceWorkers: 'allow' });

  test('a full visit stores only the files of its build, each once', async ({ page }) => {
    await page.goto(`./${LIGHT}`);
    await seeEverything(page);
    await expect(page.locator('#offline')).toHaveText('It works offline from now on.');
    const assets = readdirSync('dist/assets').map((name) => `assets/${name}`);
    const cache = expect.stringMatching(/^rangefinder /);
    expect((await stored(page)).sort()).toEqual(['', ...assets.sort(), 'licenses.txt', cache]);
  });
});

test('the policy blocks foreign code and requests to other origins', async ({ page }) => {
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
      // In another task, because the policy does not apply to code called by a debugger.
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

test('requests of a worker to another origin are detected', async ({ page }) => {
  await page.goto(`./${LIGHT}`);
  await settled(page);
  // The policy of the page does not apply inside its workers; it only restricts them to the page's own files.
  const [worker] = page.workers();
  await worker.evaluate(() => fetch('https://example.com/').catch(() => {}));
  expect(foreign.splice(0)).toEqual(['https://example.com/']);
  await worker.evaluate(() => void new WebSocket('wss://example.com/'));
  await expect.poll(() => foreign.splice(0)).toEqual(['wss://example.com/']);
});

test('every spec file uses the test that detects foreign requests', () => {
  const folder = import.meta.dirname;
  const specs = readdirSync(folder).filter((name) => name.endsWith('.spec.js'));
  const texts = specs.map((name) => readFileSync(join(folder, name), 'utf8'));
  expect(texts.filter((text) => !text.includes("from './test.js'"))).toEqual([]);
});
