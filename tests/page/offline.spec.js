// The page without its server, and while a new build replaces it.

import { cpSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeOfflineWorker } from '../../scripts/offline.mjs';
import { nativeReport } from './native.js';
import { Server } from './server.js';
import { expect, expectComplaints, foreign, test as watched } from './test.js';
import { LIGHT, lookOften, openFolds, seeEverything, settled } from './visit.js';

/** @typedef {import('@playwright/test').Page} Page */

/** The server of the running test. @type {Server} */
let server;

const test = watched.extend({
  serviceWorkers: 'allow',
  baseURL: async ({}, use, info) => {
    const site = info.outputPath('site');
    cpSync('dist', site, { recursive: true });
    server = new Server(site);
    await use(await server.start());
    await server.stop();
  },
});

/** @param {Page | import('@playwright/test').FrameLocator} page */
const line = (page) => page.locator('#offline');
const PROMISE = 'It works offline from now on.';

/** @param {Page} page */
const cacheNames = (page) => page.evaluate(() => caches.keys());

/** Clears the browser's HTTP cache, so that only the service worker has copies. @param {Page} page */
async function dropCopies(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.clearBrowserCache');
}

test('after one visit the page and other links work without a server', async ({
  page,
  context,
}) => {
  await page.goto(`./${LIGHT}`);
  const seen = await seeEverything(page);
  await expect(line(page)).toHaveText(PROMISE);
  await server.stop();
  await dropCopies(page);

  await page.reload();
  expect(await seeEverything(page)).toEqual(seen);
  await expect(line(page)).toHaveText(PROMISE);
  await page.close();

  const link = `${LIGHT}&seed=7&optimizer=adam&start_lr=1e-5&end_lr=10`;
  const next = await context.newPage();
  await next.goto(`./index.html${link}`);
  const [sweep, band] = await seeEverything(next);
  const native = nativeReport(link);
  expect([sweep, band]).toEqual([native.fingerprint, native.summary.fingerprint]);
});

test('a table stored on the device opens without a server', async ({ page }) => {
  await page.goto(`./${LIGHT}&data=`);
  await expect(line(page)).toHaveText(PROMISE);
  const rows = Array.from({ length: 60 }, (_, row) => `${row % 7},${(row * row) % 11},${row % 2}`);
  await page.locator('#table-text').fill(`a,b,label\n${rows.join('\n')}\n`);
  await page.locator('#table-intake .primary').click();
  await page.waitForFunction(() => location.hash.includes('data=csv:'));
  await page.locator('#table-about summary').click();
  await page.locator('#table-keep').check();
  await expect(page.locator('#table-keep')).toHaveAttribute('aria-busy', 'false');
  const seen = await seeEverything(page);
  await server.stop();
  await dropCopies(page);
  await page.reload();
  await page.waitForFunction(() => document.documentElement.dataset.source === 'experiment');
  expect(await seeEverything(page)).toEqual(seen);
  await expect(page.locator('#table-about summary')).toContainText('60 rows');
  // Built-in data work as well.
  await page.locator('#data').selectOption('wine');
  await page.waitForFunction(() => location.hash.includes('data=wine'));
  await settled(page);
  await expect(page.locator('#lesson')).toContainText('Wine');
});

test('the page opens if its host returns errors or does not respond', async ({ page }) => {
  await page.goto(`./${LIGHT}`);
  await expect(line(page)).toHaveText(PROMISE);
  await dropCopies(page);
  for (const status of [404, 500, 0]) {
    server.status = status;
    await page.reload({ timeout: 30_000 });
    await settled(page);
    await expect(line(page)).toHaveText(PROMISE);
  }
});

test('the licenses are available offline, and a newer text is shown online', async ({ page }) => {
  await page.goto(`./${LIGHT}`);
  await settled(page);
  await expect(line(page)).toHaveText(PROMISE);
  const link = page.getByRole('link', { name: 'Licenses' });
  const text = page.locator('body');
  const own = readFileSync(join(server.folder, 'licenses.txt'), 'utf8').replace('\ufeff', '');
  writeFileSync(join(server.folder, 'licenses.txt'), 'of the next build');
  await link.click();
  await expect(text).toHaveText('of the next build');
  await page.goBack();
  await dropCopies(page);
  // The licenses of this build were not opened before.
  for (const fail of [() => (server.status = 500), () => server.stop()]) {
    await fail();
    await link.click();
    await expect(text).toContainText('MIT License');
    // The host does not send the encoding.
    expect(await text.evaluate((body) => body.textContent)).toBe(own);
    await page.goBack();
    await settled(page);
  }
});

test('a redirect by the host is followed, and the page opens offline', async ({ page }) => {
  server.redirects = { '': 'index.html' };
  await page.goto(`./${LIGHT}`);
  await expect(line(page)).toHaveText(PROMISE);
  await page.goto(`./${LIGHT}`);
  await expect(page).toHaveURL(/index[.]html/);
  await server.stop();
  await page.goto(`./${LIGHT}`);
  await settled(page);
  await expect(page).toHaveURL(/where[/]#/);
});

test('deleted offline copies are restored before offline use is promised', async ({ page }) => {
  await page.goto(`./${LIGHT}`);
  const seen = await seeEverything(page);
  await expect(line(page)).toHaveText(PROMISE);

  // Another page of the origin deletes the caches and stores something else; a file of the build is missing.
  await page.evaluate(async () => {
    for (const name of await caches.keys()) await caches.delete(name);
    const other = await caches.open('another');
    await other.put('./', new Response('something else'));
  });
  await dropCopies(page);
  const icon = iconOf(server.folder);
  const bytes = readFileSync(icon);
  rmSync(icon);
  await page.reload();
  await settled(page);
  await expect(line(page)).toBeEmpty();

  writeFileSync(icon, bytes);
  await page.reload();
  await expect(line(page)).toHaveText(PROMISE);
  await server.stop();
  await dropCopies(page);
  await page.reload();
  expect(await seeEverything(page)).toEqual(seen);
});

test('an open page works during an update, announces it and loads it on reload', async ({
  page,
  context,
}) => {
  await lookOften(page);
  await openFolds(page);
  await page.goto(`./${LIGHT}`);
  await settled(page);
  await expect(line(page)).toHaveText(PROMISE);
  const [before, ...others] = await cacheNames(page);
  expect(others).toEqual([]);

  // The files of the new build are stored beside the old ones, and its service worker waits.
  const newer = page.locator('#newer');
  await expect(newer).toBeHidden();
  server.folder = nextBuild(server.folder);
  expect(await install(page)).toBe('installed');
  await expect(newer).toBeVisible();
  await dropCopies(page);

  // A worker dies: the page notices it and starts another of its own build.
  await page.workers()[0].evaluate(() => self.close());
  await page.getByRole('button', { name: 'New seed' }).click();
  const native = nativeReport(`${LIGHT}&seed=201`);
  await expect(page.locator('#sweep-fingerprint')).toHaveText(native.fingerprint);
  await expect(page.locator('#band-fingerprint')).toHaveText(native.summary.fingerprint, {
    timeout: 30_000,
  });
  expect(await cacheNames(page)).toEqual([before, expect.any(String)]);

  const second = await context.newPage();
  await second.goto(`./${LIGHT}`);
  await expect(second.locator('h1')).toHaveText('Next build');
  await settled(second);
  await second.close();
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(page.locator('h1')).toHaveText('Next build');
  // The reloaded page is of the new build.
  await expect(line(page)).toHaveText(PROMISE);
  await expect(newer).toBeHidden();
  await page.close();

  const third = await context.newPage();
  // A page that is closing may still count as open and keep the old build for one more visit.
  await expect
    .poll(async () => {
      await third.goto('about:blank');
      await third.goto(`./${LIGHT}`);
      return cacheNames(third);
    })
    .toHaveLength(1);
  expect(await cacheNames(third)).not.toContain(before);
  await server.stop();
  await third.reload();
  await expect(third.locator('h1')).toHaveText('Next build');
  await settled(third);
});

test('a file that does not match the build prevents offline use', async ({ page }) => {
  writeFileSync(iconOf(server.folder), '<svg xmlns="http://www.w3.org/2000/svg" />');
  await page.goto(`./${LIGHT}`);
  expect(await install(page)).toBe('redundant');
  await settled(page);
  await expect(line(page)).toBeEmpty();
});

test('without the offline script the page works and promises no offline use', async ({ page }) => {
  expectComplaints(/ERR_FAILED/);
  await page.route('**/offline-*.js', (route) => route.abort());
  const missing = page.waitForEvent('requestfailed');
  await page.goto(`./${LIGHT}`);
  await missing;
  await settled(page);
  await expect(page.locator('html')).toHaveAttribute('data-state', 'finished');
  await expect(page.locator('#notices')).toBeHidden();
  await expect(line(page)).toBeEmpty();
});

test('with full storage the page works and promises no offline use', async ({
  page,
  context,
  baseURL,
}) => {
  const complaints = listen(page);
  const session = await context.newCDPSession(page);
  const origin = new URL(baseURL ?? '').origin;
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 100_000 });
  await page.goto(`./${LIGHT}`);
  expect(await install(page)).toBe('redundant');
  await settled(page);
  await expect(page.locator('#notices')).toBeHidden();
  await expect(line(page)).toBeEmpty();
  expect(complaints).toEqual([]);

  await session.send('Storage.overrideQuotaForOrigin', { origin });
  await page.reload();
  await expect(line(page)).toHaveText(PROMISE);

  // Storage that becomes full later, after the caches were deleted, is handled alike.
  await page.evaluate(async () => {
    for (const name of await caches.keys()) await caches.delete(name);
  });
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 100_000 });
  await page.reload();
  await settled(page);
  await expect(line(page)).toBeEmpty();
  expect(complaints).toEqual([]);
});

test('with denied storage the page works, promises no offline use and logs nothing', async ({
  page,
}) => {
  const complaints = listen(page);
  await page.addInitScript(() => {
    const deny = {
      get: () => {
        throw new DOMException('Access is denied for this document.', 'SecurityError');
      },
    };
    Object.defineProperty(Navigator.prototype, 'serviceWorker', deny);
    for (const name of ['caches', 'localStorage', 'sessionStorage', 'indexedDB']) {
      Object.defineProperty(window, name, deny);
    }
    Object.defineProperty(Document.prototype, 'cookie', deny);
  });
  await page.goto(`./${LIGHT}`);
  await settled(page);
  await expect(page.locator('#notices')).toBeHidden();
  await expect(line(page)).toBeEmpty();
  expect(complaints).toEqual([]);
});

test('the page works in a cross-origin frame, offline too', async ({ page, baseURL }) => {
  const host = new Server(server.folder);
  // With an icon, because the browser would request one.
  const html = `<link rel="icon" href="data:," /><iframe src="${baseURL}${LIGHT}"></iframe>`;
  writeFileSync(join(host.folder, 'host.html'), html);
  await page.goto(`${await host.start()}host.html`);
  const frame = page.frameLocator('iframe');
  await expect(frame.locator('html')).toHaveAttribute('data-evidence', 'done', { timeout: 60_000 });
  await expect(line(frame)).toHaveText(PROMISE);
  await server.stop();
  await page.reload();
  await expect(frame.locator('#sweep-fingerprint')).toHaveText(nativeReport(LIGHT).fingerprint);
  await host.stop();
  // Only the host page itself, loaded twice, is of another origin.
  expect(foreign.splice(0).filter((url) => !url.endsWith('host.html'))).toEqual([]);
});

test('without service workers the page works and promises no offline use', async ({
  page,
  baseURL,
}) => {
  // A frame in a page with an opaque origin is not a secure context.
  await page.setContent(`<iframe src="${baseURL}${LIGHT}"></iframe>`);
  const frame = page.frameLocator('iframe');
  await expect(frame.locator('html')).toHaveAttribute('data-evidence', 'done', { timeout: 60_000 });
  expect(await frame.locator('html').evaluate(() => 'serviceWorker' in navigator)).toBe(false);
  await expect(frame.locator('#sweep-fingerprint')).toHaveText(nativeReport(LIGHT).fingerprint);
  await expect(line(frame)).toBeEmpty();
});

/** Records the console messages and errors of a page. @param {Page} page */
function listen(page) {
  const complaints = /** @type {string[]} */ ([]);
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => complaints.push(message.text()));
  return complaints;
}

/** Installs the service worker that the server has now, and returns its state. @param {Page} page */
function install(page) {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.register('./offline-worker.js');
    const installing = registration.installing ?? (await registration.update()).installing;
    if (!installing) return 'redundant';
    await new Promise((resolve) => installing.addEventListener('statechange', resolve));
    return installing.state;
  });
}

/** The icon: the file of a build that affects the page least. @param {string} folder */
function iconOf(folder) {
  const assets = join(folder, 'assets');
  const [icon] = readdirSync(assets).filter((name) => name.endsWith('.svg'));
  return join(assets, icon);
}

/** Copies a build, with other file names and another heading. @param {string} folder */
function nextBuild(folder) {
  const copy = `${folder}-next`;
  cpSync(folder, copy, { recursive: true });
  const assets = readdirSync(join(copy, 'assets'));
  const renamed = (/** @type {string} */ name) => name.replace(/(?=[.]\w+$)/, 'next');
  const texts = [
    'index.html',
    ...assets.filter((name) => /[.](js|css)$/.test(name)).map((name) => `assets/${name}`),
  ];
  for (const text of texts) {
    let content = readFileSync(join(copy, text), 'utf8');
    for (const name of assets) content = content.replaceAll(name, renamed(name));
    content = content.replace('<h1>Rangefinder</h1>', '<h1>Next build</h1>');
    writeFileSync(join(copy, text), content);
  }
  for (const name of assets)
    renameSync(join(copy, 'assets', name), join(copy, 'assets', renamed(name)));
  writeOfflineWorker(copy);
  return copy;
}
