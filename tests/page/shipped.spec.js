// What is in dist/ and where it comes from.

import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sourceFolders } from '../../scripts/crates.mjs';
import { shippedParts } from '../../scripts/licenses.mjs';
import { root } from '../../scripts/shared.mjs';
import { cardAt } from '../../scripts/card.mjs';
import { expect, test } from './test.js';

const files = readdirSync('dist', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ parentPath, name }) => join(parentPath, name));

/** @param {string} path */
const read = (path) => readFileSync(path, 'latin1');

test('no file names a folder of the machine that built it', () => {
  const folders = [root.slice(0, -1), ...sourceFolders(), '.cargo', '.rustup'];
  const found = folders.filter((folder) => files.some((file) => read(file).includes(folder)));
  expect(found).toEqual([]);
  // There are names of places, so that this can find them.
  const modules = files.filter((file) => file.endsWith('.wasm'));
  expect(modules).toHaveLength(7);
  for (const module of modules) expect(read(module)).toContain('crates/');
});

/** The scripts in the page itself: the one that requests the module of the first sweep. @param {string} html */
const inlineScripts = (html) =>
  [...html.matchAll(/<script data-module="[^"]+">([^<]*)<\/script>/g)].map(([, script]) => script);

test('the page’s script, styles and handlers are in files, but for one script', () => {
  const html = read('dist/index.html');
  expect(inlineScripts(html)).toEqual([expect.stringContaining('preloadModule')]);
  expect(html).toMatch(
    /<script async fetchpriority="high" type="module"[^>]* src="[^"]+"><\/script>/,
  );
  expect(html).not.toMatch(
    /<script(?![^>]* (src|data-module)=)|<style| style=| on\w+=|javascript:/,
  );
});

test('what other sites show of a link to the page has whole addresses, or none', () => {
  const file = readFileSync('www/card.png');
  // Behind a PNG's signature and the length and name of its first chunk.
  expect([file.readUInt32BE(16), file.readUInt32BE(20)]).toEqual([1200, 630]);
  const { tags } = cardAt('https://example.org/range finder');
  const found = Object.fromEntries(
    tags.map(({ attrs: { property, content } }) => [property, content]),
  );
  expect(found).toMatchObject({
    'og:title': 'Rangefinder: which learning rate?',
    'og:url': 'https://example.org/range%20finder/',
    'og:image': 'https://example.org/range%20finder/card.png',
  });
  expect(cardAt('').tags).toEqual([]);
  for (const wrong of ['example.org', 'javascript:alert(1)']) {
    expect(() => cardAt(wrong)).toThrow('SITE_URL');
  }
  const { SITE_URL = '' } = process.env;
  expect(read('dist/index.html').includes('og:image')).toBe(SITE_URL !== '');
});

test('the page’s policy is the strictest in which it works', () => {
  const html = read('dist/index.html');
  const [, policy] = /Content-Security-Policy"\s+content="([^"]*)"/.exec(html) ?? [];
  const [hash] = inlineScripts(html).map((script) =>
    createHash('sha256').update(script).digest('base64'),
  );
  expect(policy.split('; ')).toEqual([
    // Nothing, but for what follows.
    "default-src 'none'",
    // The page's scripts, and the core, which is compiled in the page; not eval, nor what a link can hold.
    `script-src 'self' 'sha256-${hash}' 'wasm-unsafe-eval'`,
    // The repeats' workers and the one that keeps the files.
    "worker-src 'self'",
    // The core's files.
    "connect-src 'self'",
    "style-src 'self'",
    // The icon.
    "img-src 'self'",
    // The preview of a frame for other pages.
    "frame-src 'self'",
    // What default-src does not cover: nobody may lead the page's own addresses elsewhere, nor what is typed.
    "base-uri 'none'",
    "form-action 'none'",
  ]);
});

test('no file names another way out than a request, which all other tests notice', () => {
  const ways = /WebSocket|WebTransport|EventSource|RTCPeerConnection|sendBeacon/;
  expect(files.filter((file) => ways.test(read(file)))).toEqual([]);
});

test('DEPENDENCIES.md lists what is shipped, with its license', () => {
  const lines = readFileSync('DEPENDENCIES.md', 'utf8').split('\n');
  const rows = lines.filter((line) => line.startsWith('|')).slice(2);
  const cells = rows.map((row) => row.split('|').map((cell) => cell.trim()));
  const listed = cells.map(([, name, license]) => `${name}: ${license}`);
  expect(listed).toEqual(shippedParts().map(({ name, license }) => `${name}: ${license}`));
  expect(cells.filter(([, , , why]) => !why)).toEqual([]);
});

test('the license of everything that is shipped is beside the page', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('link', { name: 'Licenses' }).click();
  await expect(page).toHaveURL(/licenses\.txt$/);
  const text = await page.locator('body').innerText();
  for (const { name, version } of shippedParts()) expect(text).toContain(`${name} ${version}`);
});

test('every package has one version, and none the address of a registry', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const npm = Object.values({ ...dependencies, ...devDependencies });
  expect(npm.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  expect(readFileSync('package-lock.json', 'utf8')).not.toContain('"resolved"');
  const manifest = readFileSync('Cargo.toml', 'utf8');
  const tables = manifest.split(/^(?=\[)/m).filter((table) => /dependencies\]/.test(table));
  const crates = tables.flatMap((table) => table.split('\n').slice(1)).filter(Boolean);
  expect(crates.length).toBeGreaterThan(10);
  expect(crates.filter((line) => !/"=\d+\.\d+\.\d+"/.test(line))).toEqual([]);
});
