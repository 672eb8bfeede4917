// Finds the browsers and their drivers, and installs missing ones if possible.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, onPath, output, run, say } from './shared.mjs';
import { cargoInstall, tool } from './setup.mjs';

const GECKODRIVER_VERSION = '0.37.1';

// Debian's Chromium and its driver always match, so they are installed together.
const CHROMIUM_PACKAGES = ['chromium', 'chromium-driver', 'fonts-liberation'];
const FIREFOX_PACKAGES = ['firefox-esr', 'fonts-liberation'];
// WebKitGTK's MiniBrowser, its driver, and a virtual screen for it.
const WEBKIT_PACKAGES = ['webkit2gtk-driver', 'xvfb', 'fonts-liberation'];

/** The path of Chromium or Chrome, which is installed if missing. */
export async function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  if (installWithApt('Chromium, in which the tests run', CHROMIUM_PACKAGES)) {
    const installed = findChromium();
    if (installed) return installed;
  }
  return ensurePlaywrightChromium();
}

/** The path of an installed Chromium or Chrome, or undefined. */
export function findChromium() {
  const programs = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  return findBrowser('CHROME', programs, [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    `${process.env.ProgramFiles}\\Google\\Chrome\\Application\\chrome.exe`,
    `${process.env['ProgramFiles(x86)']}\\Google\\Chrome\\Application\\chrome.exe`,
  ]);
}

/** Chromium without a window, for the page tests, which take a third less time with it. */
const HEADLESS_SHELL = 'chromium-headless-shell';

/** Installs a Chromium for the page tests if missing, without a window if available. */
export async function ensureHeadlessChromium() {
  await ensureChromium();
  const wanted = !process.env.CHROME && !onPath(HEADLESS_SHELL);
  // It is a package of Debian.
  if (wanted && output('apt-cache', ['show', HEADLESS_SHELL])) {
    installWithApt('Chromium without a window, in which the page is tested', [HEADLESS_SHELL]);
  }
}

/** The path of an installed Chromium, without a window if available; undefined if there is none. */
export function findHeadlessChromium() {
  return (process.env.CHROME ? undefined : onPath(HEADLESS_SHELL)) ?? findChromium();
}

/** The path of chromedriver, which is installed if missing. */
export function ensureChromedriver() {
  const driver =
    onPath('chromedriver') ??
    (installWithApt('chromedriver, which steers Chromium in the tests', CHROMIUM_PACKAGES)
      ? onPath('chromedriver')
      : undefined);
  if (driver) return driver;
  throw new Failure(
    'chromedriver is missing: install the one that matches your Chromium or Chrome from ' +
      'https://googlechromelabs.github.io/chrome-for-testing/ and put it on PATH, then try again.',
  );
}

/** The path of Firefox, which is installed if missing. */
export function ensureFirefox() {
  const firefox =
    findFirefox() ??
    (installWithApt('Firefox, in which the tests run as well', FIREFOX_PACKAGES)
      ? findFirefox()
      : undefined);
  if (firefox) return firefox;
  throw new Failure(
    'Firefox is missing: install it from https://www.mozilla.org/firefox/ ' +
      'or set FIREFOX to the path of its program, then try again.',
  );
}

/** The path of geckodriver, which is installed if missing. */
export function ensureGeckodriver() {
  const own = tool('geckodriver');
  const found = onPath('geckodriver') ?? (existsSync(own) ? own : undefined);
  if (found) return found;
  say(`Installing geckodriver ${GECKODRIVER_VERSION}, which controls Firefox in the tests.`);
  cargoInstall('geckodriver', GECKODRIVER_VERSION);
  return own;
}

/**
 * The path of WebKitGTK's driver, which is installed if missing; undefined if unavailable, as outside Linux.
 */
export function ensureWebkitDriver() {
  const find = () => (onPath('Xvfb') ? onPath('WebKitWebDriver') : undefined);
  return (
    find() ??
    (installWithApt('WebKit, in which the tests run as well', WEBKIT_PACKAGES) ? find() : undefined)
  );
}

function findFirefox() {
  return findBrowser(
    'FIREFOX',
    ['firefox', 'firefox-esr'],
    [
      '/Applications/Firefox.app/Contents/MacOS/firefox',
      `${process.env.ProgramFiles}\\Mozilla Firefox\\firefox.exe`,
    ],
  );
}

/**
 * A browser's path: from an environment variable, otherwise on PATH, otherwise a usual location.
 *
 * @param {string} variable
 * @param {string[]} programs
 * @param {string[]} places
 */
function findBrowser(variable, programs, places) {
  const chosen = process.env[variable];
  if (chosen && !existsSync(chosen)) {
    throw new Failure(`${variable} is set to ${chosen}, where there is no program.`);
  }
  return chosen || (programs.map(onPath).find(Boolean) ?? places.find((path) => existsSync(path)));
}

/** Playwright's own Chromium, for machines without apt. */
async function ensurePlaywrightChromium() {
  const { chromium } = await import('@playwright/test');
  const path = chromium.executablePath();
  if (existsSync(path)) return path;
  say('Installing Chromium, in which the tests run, with Playwright (takes a minute, once).');
  const installer = join('node_modules', '@playwright', 'test', 'cli.js');
  if (output(process.execPath, [installer, 'install', 'chromium']) === undefined) {
    throw new Failure(
      'Chromium is missing: install Chromium or Chrome ' +
        'or set CHROME to the path of its program, then try again.',
    );
  }
  return path;
}

/**
 * Installs Debian packages if no password is needed. Returns whether it worked.
 *
 * @param {string} what
 * @param {string[]} packages
 */
function installWithApt(what, packages) {
  if (!onPath('apt-get')) return false;
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  if (asRoot.length > 0 && output('sudo', ['-n', 'true']) === undefined) return false;
  say(`Installing ${what} (${packages.join(', ')}).`);
  const [command, ...prefix] = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
  try {
    run(command, [...prefix, 'update']);
    run(command, [...prefix, 'install', '-y', '--no-install-recommends', ...packages]);
    return true;
  } catch {
    return false;
  }
}
