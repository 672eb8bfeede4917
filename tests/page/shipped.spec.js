// The content of dist/ and its origin.

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

test('no file contains a path of the machine that built it', () => {
  const folders = [root.slice(0, -1), ...sourceFolders(), '.cargo', '.rustup'];
  const found = folders.filter((folder) => files.some((file) => read(file).includes(folder)));
  expect(found).toEqual([]);
  // The modules contain source paths, so the search above works.
  const modules = files.filter((file) => file.endsWith('.wasm'));
  expect(modules).toHaveLength(7);
  for (const module of modules) expect(read(module)).toContain('crates/');
});

/** The inline scripts: only the one that requests the module of the first sweep. @param {string} html */
const inlineScripts = (html) =>
  [...html.matchAll(/<script data-rows="[^"]+" data-sweep="[^"]+">([^<]*)<\/script>/g)].map(
    ([, script]) => script,
  );

test('the page has one inline script and no inline styles or handlers', () => {
  const html = read('dist/index.html');
  expect(inlineScripts(html)).toEqual([expect.stringContaining('requestFirst')]);
  expect(html).toMatch(/<script type="module" fetchpriority="high"[^>]* src="[^"]+"><\/script>/);
  expect(html).not.toMatch(/<script(?![^>]* (src|data-rows)=)|<style| style=| on\w+=|javascript:/);
});

test('link preview tags have absolute addresses or are left out', () => {
  const file = readFileSync('www/card.png');
  // The size is after the PNG signature and the length and name of the first chunk.
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

test('the content security policy allows only what the page needs', () => {
  const html = read('dist/index.html');
  const [, policy] = /Content-Security-Policy"\s+content="([^"]*)"/.exec(html) ?? [];
  const [hash] = inlineScripts(html).map((script) =>
    createHash('sha256').update(script).digest('base64'),
  );
  expect(policy.split('; ')).toEqual([
    // Nothing except the following.
    "default-src 'none'",
    // The page's scripts and the compilation of the core; not eval, nor scripts in links.
    `script-src 'self' 'sha256-${hash}' 'wasm-unsafe-eval'`,
    // The workers of the runs and the service worker.
    "worker-src 'self'",
    // The WebAssembly files and data.
    "connect-src 'self'",
    "style-src 'self'",
    // The icon.
    "img-src 'self'",
    // The preview in the embed dialog.
    "frame-src 'self'",
    // Not covered by default-src: no other base for the page's addresses, and no form submission.
    "base-uri 'none'",
    "form-action 'none'",
  ]);
});

test('no file uses a network API other than requests', () => {
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

test('the linked licenses include every shipped package', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('link', { name: 'Licenses' }).click();
  await expect(page).toHaveURL(/licenses\.txt$/);
  const text = await page.locator('body').innerText();
  for (const { name, version } of shippedParts()) expect(text).toContain(`${name} ${version}`);
});

test('dependencies have exact versions, and the lock file names no registry', () => {
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
