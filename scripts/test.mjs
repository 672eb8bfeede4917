// npm test runs every part of the tests; npm test -- NAME runs one part.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ensureChromedriver,
  ensureChromium,
  ensureFirefox,
  ensureGeckodriver,
} from './browsers.mjs';
import { buildPage } from './build-page.mjs';
import { ensurePageTools, ensureRust, tool } from './setup.mjs';
import { Failure, heading, main, root, run, runPackage, say } from './shared.mjs';

/**
 * A part of the tests: `prepare` makes sure of its tools and returns what runs it.
 *
 * @typedef {{ title: string, prepare: () => (() => void) | Promise<() => void> }} Part
 */

/** @type {Record<string, Part>} */
const PARTS = {
  rust: { title: 'Rust core on this machine', prepare: rust },
  chromium: { title: 'Rust core as WebAssembly in Chromium', prepare: chromium },
  firefox: { title: 'Rust core as WebAssembly in Firefox', prepare: firefox },
  page: { title: 'Page, built and in Chromium', prepare: page },
};

await main(async () => {
  const names = chosenParts();
  heading('Set-up');
  const tests = [];
  for (const name of names) tests.push({ name, test: await PARTS[name].prepare() });
  say('Every tool is there.');
  for (const { name, test } of tests) runPart(name, test);
  heading(`All tests passed: ${names.join(', ')}`);
});

function chosenParts() {
  const all = Object.keys(PARTS);
  const [name] = process.argv.slice(2);
  if (!name) return all;
  if (all.includes(name)) return [name];
  throw new Failure(`There is no part ${name}: choose one of ${all.join(', ')}.`);
}

/**
 * @param {string} name
 * @param {() => void} test
 */
function runPart(name, test) {
  const { title } = PARTS[name];
  heading(title);
  try {
    test();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure(
      `${error.message}\nTests failed: ${title}. To run only this part again: npm test -- ${name}`,
    );
  }
}

function rust() {
  ensureRust();
  return () => run('cargo', ['test']);
}

async function chromium() {
  ensurePageTools();
  const binary = await ensureChromium();
  const CHROMEDRIVER = ensureChromedriver();
  // The test runner takes the first driver it finds, so only one may be set.
  const drivers = { CHROMEDRIVER, GECKODRIVER: undefined };
  return () => testInBrowser(drivers, 'goog:chromeOptions', binary);
}

function firefox() {
  ensurePageTools();
  const binary = ensureFirefox();
  const drivers = { GECKODRIVER: ensureGeckodriver(), CHROMEDRIVER: undefined };
  return () => testInBrowser(drivers, 'moz:firefoxOptions', binary);
}

async function page() {
  ensurePageTools();
  await ensureChromium();
  return () => {
    buildPage();
    heading('Page tests');
    runPackage('@playwright/test/cli.js', ['test']);
  };
}

/**
 * Runs the WebAssembly tests in a browser.
 *
 * @param {NodeJS.ProcessEnv} drivers
 * @param {string} browser the browser's options in webdriver.json
 * @param {string} binary
 */
function testInBrowser(drivers, browser, binary) {
  const target = 'wasm32-unknown-unknown';
  run('cargo', ['test', '--target', target, '--test', 'web'], {
    ...drivers,
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: tool('wasm-bindgen-test-runner'),
    WASM_BINDGEN_TEST_ONLY_WEB: '1',
    WASM_BINDGEN_TEST_TIMEOUT: '300',
    WASM_BINDGEN_TEST_DRIVER_TIMEOUT: '60',
    WASM_BINDGEN_TEST_WEBDRIVER_JSON: writeOptions(browser, binary),
  });
}

/**
 * Adds the browser's path to webdriver.json's options, in a copy.
 *
 * @param {string} browser
 * @param {string} binary
 */
function writeOptions(browser, binary) {
  const options = JSON.parse(readFileSync(join(root, 'webdriver.json'), 'utf8'));
  options[browser].binary = binary;
  mkdirSync(join(root, 'target'), { recursive: true });
  const copy = join(root, 'target', 'webdriver.json');
  writeFileSync(copy, JSON.stringify(options));
  return copy;
}
