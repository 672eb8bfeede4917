// The built page in Firefox and WebKit, controlled by WebDriver: the same results and sentences.

import { expect, test } from './test.js';
import { Builder, By, Key } from 'selenium-webdriver';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { nativeLog, nativeReport } from './native.js';
import { LIGHT } from './visit.js';

/** @typedef {import("selenium-webdriver").WebDriver} WebDriver */

/** @type {Record<string, { driver?: string, capabilities: Record<string, unknown> }>} */
const BROWSERS = {
  firefox: {
    driver: process.env.GECKODRIVER_REMOTE,
    capabilities: {
      browserName: 'firefox',
      'moz:firefoxOptions': { binary: process.env.FIREFOX, args: ['-headless'] },
    },
  },
  webkit: {
    driver: process.env.SAFARIDRIVER_REMOTE,
    capabilities: { browserName: 'MiniBrowser' },
  },
};

test('the page reproduces the native results and can be operated', async ({ baseURL }) => {
  test.setTimeout(180_000);
  const { driver: server, capabilities } = BROWSERS[test.info().project.name];
  const builder = new Builder().usingServer(String(server));
  const driver = await builder.withCapabilities(capabilities).build();
  try {
    await driver.get(`${baseURL}/${LIGHT}`);
    await driver.executeScript(() => {
      for (const fold of document.querySelectorAll('.fold:not(#why), #all-schedules'))
        fold.setAttribute('open', '');
    });
    await checkResults(driver, LIGHT);
    await checkCharts(driver);

    const lower = await driver.findElement(By.css('[role=slider][aria-label^="Lower"]'));
    await lower.sendKeys(Key.ARROW_RIGHT);
    await expect.poll(() => driver.getCurrentUrl()).toContain('&lower=');

    // A link that is opened in the same page.
    const link = `${LIGHT}&optimizer=adam&output=softmax&hidden=7&start_lr=1e-4&end_lr=1&seed=3&runs=50`;
    await driver.executeScript('location.hash = arguments[0]', link);
    await expect.poll(() => text(driver, '#lesson')).toContain('Adam');
    await checkResults(driver, link);

    await checkLog(driver);
    await checkTable(driver);

    await driver.executeScript('location.hash = "#v=1&seed=x"');
    await expect.poll(() => text(driver, '#notices')).toContain('seed=x is not possible');
    // After an uncaught error the state would differ.
    await expect.poll(() => attribute(driver, 'state')).toBe('finished');
  } finally {
    await driver.quit();
  }
});

/** @param {WebDriver} driver @param {string} link @param {string[]} data */
async function checkResults(driver, link, ...data) {
  const { fingerprint, summary, truth, race } = nativeReport(link, '--truth', '--race', ...data);
  const places = [
    'sweep-fingerprint',
    'band-fingerprint',
    'check-fingerprint',
    'comparison-fingerprint',
  ];
  await expect
    .poll(() => Promise.all(places.map((id) => text(driver, `#${id}`))), { timeout: 60_000 })
    .toEqual([fingerprint, summary.fingerprint, truth.fingerprint, race.fingerprint]);
  await expect.poll(() => text(driver, '#outcome')).not.toBe('');
  expect(await driver.findElement(By.css('#notices')).isDisplayed()).toBe(false);
}

/** Checks that a log and the link with its curve give the native answer. @param {WebDriver} driver */
async function checkLog(driver) {
  const { lrs, losses } = nativeReport('#v=2&seed=3');
  const log = JSON.stringify({ lr: lrs, loss: losses });
  await driver.executeScript('location.hash = "log="');
  await expect.poll(() => driver.findElements(By.css('#log-text'))).toHaveLength(1);
  await driver.executeScript('document.getElementById("log-text").value = arguments[0]', log);
  await driver.executeScript('document.querySelector("#log-intake .primary").click()');
  const { lr } = nativeLog(log).answer;
  const shown = () =>
    driver.executeScript('return document.querySelector("#answer-lr data")?.value');
  await expect.poll(shown, { timeout: 20_000 }).toBe(String(lr));
  const digits = await text(driver, '#answer-lr');
  await driver.executeScript(() => {
    const writeText = async (/** @type {string} */ text) => Object.assign(window, { copied: text });
    Object.defineProperty(navigator, 'clipboard', { value: { writeText } });
    document.getElementById('copy')?.click();
  });
  const copied = () => driver.executeScript('return window.copied ?? ""');
  await expect.poll(copied).toContain('#v=2&log=');
  await driver.executeScript('location.hash = new URL(window.copied).hash');
  await expect.poll(() => text(driver, '#answer-holds')).toContain('From a link');
  await expect.poll(() => text(driver, '#answer-lr')).toBe(digits);
}

/** Checks that a user's table gives the native results. @param {WebDriver} driver */
async function checkTable(driver) {
  const file = fileURLToPath(new URL('../../www/data/wine.csv', import.meta.url));
  await driver.executeScript('location.hash = arguments[0]', LIGHT);
  await expect.poll(() => attribute(driver, 'source')).toBe('experiment');
  await driver.executeScript('document.getElementById("data-open").click()');
  await expect.poll(() => driver.findElements(By.css('#table-text'))).toHaveLength(1);
  await driver.executeScript(
    'document.getElementById("table-text").value = arguments[0]',
    readFileSync(file, 'utf8'),
  );
  await driver.executeScript('document.querySelector("#table-intake .primary").click()');
  const hash = async () => new URL(await driver.getCurrentUrl()).hash;
  await expect.poll(hash, { timeout: 20_000 }).toContain('data=csv:');
  await checkResults(driver, await hash(), '--data', file);
}

/** Checks that each visible chart has content. @param {WebDriver} driver */
async function checkCharts(driver) {
  const drawn = /** @type {number[]} */ (
    await driver.executeScript(() =>
      [...document.querySelectorAll('canvas')]
        .filter((canvas) => canvas.checkVisibility())
        .map((canvas) => {
          const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height);
          return new Set(new Uint32Array(pixels?.data.buffer ?? [])).size;
        }),
    )
  );
  expect(drawn.length).toBeGreaterThanOrEqual(6);
  for (const colors of drawn) expect(colors).toBeGreaterThan(10);
}

/**
 * A data attribute of the page's root. WebKit's driver sometimes fails to read the result of a script.
 * @param {WebDriver} driver
 * @param {string} name
 */
function attribute(driver, name) {
  const script = 'return document.documentElement.dataset[arguments[0]] ?? ""';
  return driver.executeScript(script, name).catch((error) => String(error));
}

/** @param {WebDriver} driver @param {string} selector */
function text(driver, selector) {
  return driver.findElement(By.css(selector)).getText();
}
