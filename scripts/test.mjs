// npm test runs every part of the tests; npm test -- NAME runs one part.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ensureChromedriver,
  ensureChromium,
  ensureFirefox,
  ensureGeckodriver,
  ensureWebkitDriver,
} from './browsers.mjs';
import { buildPage } from './build-page.mjs';
import { withDriver, withScreen } from './drivers.mjs';
import { ensurePageTools, ensureRust, tool } from './setup.mjs';
import { Failure, heading, main, root, run, runPackage, say } from './shared.mjs';

/**
 * A part of the tests: `prepare` makes sure of its tools and returns what runs it, or undefined where
 * it cannot be run.
 *
 * @typedef {() => void | Promise<void>} Test
 * @typedef {{ title: string, prepare: () => (Test | undefined) | Promise<Test> }} Part
 */

/** @type {Record<string, Part>} */
const PARTS = {
  rust: { title: 'Rust core on this machine', prepare: rust },
  chromium: { title: 'Rust core as WebAssembly in Chromium', prepare: chromium },
  firefox: { title: 'Rust core as WebAssembly and the built page in Firefox', prepare: firefox },
  webkit: { title: 'Rust core as WebAssembly and the built page in WebKit', prepare: webkit },
  page: { title: 'Page, built and in Chromium', prepare: page },
};

await main(async () => {
  const names = chosenParts();
  heading('Set-up');
  /** @type {{ name: string, test: Test }[]} */
  const tests = [];
  for (const name of names) {
    const test = await PARTS[name].prepare();
    if (test) tests.push({ name, test });
  }
  say('Every tool is there.');
  for (const { name, test } of tests) await runPart(name, test);
  const skipped = names.filter((name) => tests.every((test) => test.name !== name));
  skipped.forEach(warn);
  heading(`All tests passed: ${tests.map(({ name }) => name).join(', ')}`);
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
 * @param {Test} test
 */
async function runPart(name, test) {
  const { title } = PARTS[name];
  heading(title);
  try {
    await test();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure(
      `${error.message}\nTests failed: ${title}. To run only this part again: npm test -- ${name}`,
    );
  }
}

/** @param {string} name of a part that could not be run */
function warn(name) {
  say(`\n!!! NOT TESTED: ${PARTS[name].title}. It cannot be installed here; CI tests it.`);
}

function rust() {
  ensureRust();
  // Luck must not decide whether a change is merged; `npm run fuzz` is for that.
  return () => run('cargo', ['test'], { PROPTEST_RNG_SEED: '1' });
}

async function chromium() {
  ensurePageTools();
  const binary = await ensureChromium();
  const driver = ensureChromedriver();
  const options = () => writeOptions('goog:chromeOptions', binary);
  return () => withDriver(driver, (url) => testCore({ CHROMEDRIVER_REMOTE: url }, options()));
}

function firefox() {
  ensurePageTools();
  const binary = ensureFirefox();
  const driver = ensureGeckodriver();
  return () =>
    withDriver(driver, (url) => {
      testCore({ GECKODRIVER_REMOTE: url }, writeOptions('moz:firefoxOptions', binary));
      testPage('firefox', { WEBDRIVER: url, FIREFOX: binary });
    });
}

function webkit() {
  ensurePageTools();
  const driver = ensureWebkitDriver();
  if (!driver && process.env.CI) {
    throw new Failure('WebKit is missing: install WebKitWebDriver and Xvfb, then try again.');
  }
  if (!driver) return undefined;
  return () =>
    withScreen((screen) =>
      withDriver(
        driver,
        (url) => {
          // To the test runner every WebKit is Safari.
          testCore({ SAFARIDRIVER_REMOTE: url });
          testPage('webkit', { WEBDRIVER: url });
        },
        screen,
      ),
    );
}

async function page() {
  ensurePageTools();
  await ensureChromium();
  return () => testPage('frames');
}

/**
 * Runs the WebAssembly tests in the browser of a driver.
 *
 * @param {NodeJS.ProcessEnv} driver
 * @param {string} [options] a file
 */
function testCore(driver, options) {
  const target = 'wasm32-unknown-unknown';
  run('cargo', ['test', '--profile', 'browser', '--target', target, '--test', 'web'], {
    ...driver,
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: tool('wasm-bindgen-test-runner'),
    WASM_BINDGEN_TEST_ONLY_WEB: '1',
    WASM_BINDGEN_TEST_TIMEOUT: '300',
    WASM_BINDGEN_TEST_WEBDRIVER_JSON: options,
  });
}

/**
 * Runs the tests of the built page.
 *
 * @param {string} project of playwright.config.js, with those that it depends on
 * @param {NodeJS.ProcessEnv} [env]
 */
function testPage(project, env) {
  buildPage();
  // Tests ask the native core, and must not wait for it to be compiled.
  run('cargo', ['build', '--release', '--example', 'report']);
  heading(`Page tests: ${project}`);
  runPackage('@playwright/test/cli.js', ['test', `--project=${project}`], env);
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
