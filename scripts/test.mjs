// npm test runs every part of the tests; npm test -- NAME ... runs only these parts.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ensureChromedriver,
  ensureChromium,
  ensureFirefox,
  ensureGeckodriver,
  ensureHeadlessChromium,
  ensureWebkitDriver,
} from './browsers.mjs';
import { buildPage } from './build-page.mjs';
import { withDriver, withScreen } from './drivers.mjs';
import { ensurePageTools, ensureRust, tool } from './setup.mjs';
import { Failure, heading, main, root, run, runAside, runShown, say } from './shared.mjs';

/**
 * A part of the tests: `prepare` installs its tools and returns the function that runs it, or undefined if it
 * cannot be run.
 *
 * @typedef {() => void | Promise<void>} Test
 * @typedef {{ title: string, prepare: () => (Test | undefined) | Promise<Test> }} Part
 */

/** @type {Record<string, Part>} */
const PARTS = {
  text: { title: "The page's own texts", prepare: text },
  rust: { title: 'Rust core on this machine', prepare: rust },
  chromium: { title: 'Rust core as WebAssembly in Chromium', prepare: chromium },
  firefox: { title: 'Rust core as WebAssembly in Firefox', prepare: firefox },
  webkit: { title: 'Rust core as WebAssembly in WebKit', prepare: webkit },
  page: { title: 'Page, built, in all three', prepare: page },
};

await main(async () => {
  const names = chosenParts();
  heading('Set-up');
  /** @type {Map<string, Test>} */
  const tests = new Map();
  for (const name of names) {
    const test = await PARTS[name].prepare();
    if (test) tests.set(name, test);
  }
  say('Every tool is there.');
  const parts = (/** @type {string[]} */ ...chosen) =>
    together(chosen.map((name) => runPart(name, tests.get(name))));
  await parts('text');
  // In parallel, as each part of the core leaves a processor idle for some of its time, the native one for most of it.
  const core = parts('chromium', 'firefox', 'webkit');
  await together([parts('rust'), core.then(() => parts('page'))]);
  names.filter((name) => !tests.has(name)).forEach(warn);
  heading(`All tests passed: ${[...tests.keys()].join(', ')}`);
});

function chosenParts() {
  const all = Object.keys(PARTS);
  const chosen = process.argv.slice(2);
  const unknown = chosen.find((name) => !all.includes(name));
  if (unknown !== undefined) {
    throw new Failure(`There is no part ${unknown}: choose from ${all.join(', ')}.`);
  }
  return chosen.length > 0 ? all.filter((name) => chosen.includes(name)) : all;
}

/**
 * Waits for all of the work, then fails with the first failure in the list.
 *
 * @param {Promise<void>[]} work
 */
async function together(work) {
  for (const ended of await Promise.allSettled(work)) {
    if (ended.status === 'rejected') throw ended.reason;
  }
}

/**
 * @param {string} name
 * @param {Test} [test]
 */
async function runPart(name, test) {
  if (!test) return;
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

function text() {
  return () => run(process.execPath, ['--test', 'tests/text.test.js']);
}

function rust() {
  ensureRust();
  return async () => {
    await runShown('cargo', ['test', '--no-run']);
    // A fixed seed, so that results do not depend on luck; `npm run fuzz` uses random seeds.
    await runAside('cargo', ['test'], { PROPTEST_RNG_SEED: '1' });
  };
}

async function chromium() {
  ensurePageTools();
  const binary = await ensureChromium();
  const driver = ensureChromedriver();
  const options = () => writeOptions('goog:chromeOptions', binary, 'chromium');
  return () => withDriver(driver, (url) => testCore({ CHROMEDRIVER_REMOTE: url }, options()));
}

function firefox() {
  ensurePageTools();
  const binary = ensureFirefox();
  const driver = ensureGeckodriver();
  const options = () => writeOptions('moz:firefoxOptions', binary, 'firefox');
  return () => withDriver(driver, (url) => testCore({ GECKODRIVER_REMOTE: url }, options()));
}

function webkit() {
  ensurePageTools();
  const driver = findWebkitDriver();
  if (!driver) return undefined;
  // The test runner treats every WebKit as Safari.
  return () => withWebkit(driver, (url) => testCore({ SAFARIDRIVER_REMOTE: url }));
}

async function page() {
  ensurePageTools();
  await ensureHeadlessChromium();
  const FIREFOX = ensureFirefox();
  const geckodriver = ensureGeckodriver();
  const webkitDriver = findWebkitDriver();
  return async () => {
    await buildPage();
    heading('Page tests');
    await withDriver(geckodriver, async (firefox) => {
      const env = { FIREFOX, GECKODRIVER_REMOTE: firefox };
      if (!webkitDriver) return testPage(['firefox'], env);
      await withWebkit(webkitDriver, (webkit) =>
        testPage(['firefox', 'webkit'], { ...env, SAFARIDRIVER_REMOTE: webkit }),
      );
    });
  };
}

function findWebkitDriver() {
  const driver = ensureWebkitDriver();
  // A requested part must not be skipped silently.
  if (!driver && (process.env.CI || chosenParts().length === 1)) {
    throw new Failure('WebKit is missing: install WebKitWebDriver and Xvfb, then try again.');
  }
  return driver;
}

/**
 * @param {string} driver
 * @param {(url: string) => void | Promise<void>} work
 */
function withWebkit(driver, work) {
  return withScreen((screen) => withDriver(driver, work, screen));
}

/**
 * Runs the WebAssembly tests in the browser of a driver.
 *
 * @param {NodeJS.ProcessEnv} driver
 * @param {string} [options] a file
 */
function testCore(driver, options) {
  const target = 'wasm32-unknown-unknown';
  const features = ['--no-default-features', '--features', 'first,page,evidence,why,log'];
  const command = [
    'test',
    '--profile',
    'browser',
    '--target',
    target,
    ...features,
    '--test',
    'web',
  ];
  return runAside('cargo', command, {
    ...driver,
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: tool('wasm-bindgen-test-runner'),
    WASM_BINDGEN_TEST_ONLY_WEB: '1',
    WASM_BINDGEN_TEST_TIMEOUT: '300',
    WASM_BINDGEN_TEST_WEBDRIVER_JSON: options,
  });
}

/**
 * Runs the tests of the built page: all in Chromium, and a short version in other browsers.
 *
 * @param {string[]} others
 * @param {NodeJS.ProcessEnv} env with the addresses of their drivers
 */
function testPage(others, env) {
  const projects = [...others, 'chromium'].map((name) => `--project=${name}`);
  const cli = join(root, 'node_modules/@playwright/test/cli.js');
  return runShown(process.execPath, [cli, 'test', ...projects], env);
}

/**
 * Adds the browser's path to webdriver.json's options, in a copy.
 *
 * @param {string} browser
 * @param {string} binary
 * @param {string} name the copy's
 */
function writeOptions(browser, binary, name) {
  const options = JSON.parse(readFileSync(join(root, 'webdriver.json'), 'utf8'));
  options[browser].binary = binary;
  mkdirSync(join(root, 'target'), { recursive: true });
  const copy = join(root, 'target', `webdriver-${name}.json`);
  writeFileSync(copy, JSON.stringify(options));
  return copy;
}
