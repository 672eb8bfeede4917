// What many tests do on a visit.

import { expect } from './test.js';

/** @typedef {import('@playwright/test').Page} Page */

/** For tests of what moves: to all others a sweep is at its end as soon as it is there. See playwright.config.js. */
export const MOTION = /** @type {const} */ ({ contextOptions: { reducedMotion: 'no-preference' } });

/** A check and a comparison as light as can be, behind the defaults of a version. */
export const LIGHT_EVIDENCE =
  '&truth_rates=9&truth_epochs=1&truth_runs=3&train_epochs=4&train_runs=3';

/** Everything on the page, in a moment: for tests that are not about what it comes to. */
export const LIGHT = `#v=1&num_iter=20${LIGHT_EVIDENCE}`;

/** A sweep of a moment, and a check and a comparison of minutes, for which the page asks. */
export const WAITING =
  '#v=1&hidden=64,64&num_iter=20&runs=6&truth_rates=129&truth_runs=80&truth_epochs=100&train_epochs=100&train_runs=80';

/** A comparison of seconds for one worker. */
export const LONG_COMPARISON =
  '#v=1&hidden=40,40&runs=12&truth_rates=5&truth_runs=1&train_epochs=19';

/**
 * Waits until the sweep, the runs, the check and the comparison have ended. A slow machine asks before it does
 * the runs: they are begun.
 *
 * @param {Page} page which is open
 */
export async function settled(page) {
  const ended = () => {
    const { state, band, evidence } = document.documentElement.dataset;
    if (band === 'waiting') document.getElementById('cancel')?.click();
    return state === 'finished' && band === 'done' && evidence === 'done';
  };
  // An assertion would look but once a second.
  await page.waitForFunction(ended, undefined, { polling: 50, timeout: 60_000 });
}

/**
 * Has folds of the page open from the start: all but the look inside the network, which is work of its own.
 *
 * @param {Page} page which is not open yet
 * @param {string} [folds] others
 */
export async function openFolds(page, folds = '.fold:not(#why), #all-schedules') {
  await page.addInitScript((selector) => {
    document.addEventListener('DOMContentLoaded', () => {
      for (const fold of document.querySelectorAll(selector)) fold.setAttribute('open', '');
    });
  }, folds);
}

/** The step that is read out. @param {Page} page */
export const readout = (page) =>
  page.locator('#chart').evaluate((chart) => chart.getAttribute('aria-valuetext') ?? '');

/**
 * Waits until some of the runs have finished. It looks in the page: an assertion would look so seldom that a fast machine
 * has finished them all meanwhile.
 * @param {Page} page
 */
export async function someRuns(page) {
  const some = () => /^[1-9]/.test(document.getElementById('repeats-text')?.textContent ?? '');
  await page.waitForFunction(some, undefined, { polling: 20 });
}

/** Opens whatever is folded, and waits until it is filled. @param {Page} page which has settled */
export async function unfold(page) {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  const filled = () =>
    document.getElementById('why-outcome')?.textContent &&
    ['band', 'check', 'epoch', 'why'].every((id) =>
      document.querySelector(`#${id}-numbers tbody tr`)?.checkVisibility(),
    );
  await page.waitForFunction(filled, undefined, { polling: 50 });
}

/**
 * The page at its end, with what is folded left so.
 *
 * @param {Page} page
 * @param {string} link
 */
export async function openSettled(page, link = LIGHT) {
  await page.goto(`./${link}`);
  await settled(page);
}

/**
 * The whole page at its end, at once.
 *
 * @param {Page} page
 * @param {string} link
 */
export async function openAll(page, link = LIGHT) {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openSettled(page, link);
  await unfold(page);
}

/** Opens another link as a reader does, and waits until the page has taken it. @param {Page} page @param {string} link */
export const openLink = (page, link) =>
  page.evaluate(
    (hash) =>
      new Promise((done) => {
        // The page has listened for longer than this.
        addEventListener('hashchange', () => done(undefined), { once: true });
        location.hash = hash;
      }),
    link,
  );

/** The fingerprints of everything on an open page. @param {Page} page */
export async function seeEverything(page) {
  await settled(page);
  await unfold(page);
  const codes = page.locator('#reproducibility code');
  await expect(codes).toHaveText(Array(await codes.count()).fill(/^[0-9a-f]{16}$/));
  return codes.allInnerTexts();
}

/**
 * The same with the check and the comparison of a link that is not so {@link LIGHT}: a slow machine asks before
 * it begins them.
 *
 * @param {Page} page
 */
export async function complete(page) {
  await settled(page);
  const check = page.locator('#check-go');
  if ((await check.isVisible()) && (await check.innerText()) === 'Check it') await check.click();
  const play = page.locator('#comparison-play');
  await page.locator('#schedules').evaluate((fold) => fold.setAttribute('open', ''));
  const wait = (await play.isEnabled()) && /Compare|Resume/.test(await play.innerText());
  if (wait) await play.click();
  await settled(page);
}

/**
 * Opens {@link LONG_COMPARISON} and waits until some schedules have run. A slow machine asks before it begins.
 *
 * @param {Page} page
 * @returns the button that pauses it
 */
export async function beginComparison(page) {
  await setWorkers(page, 1);
  await openFolds(page);
  await page.goto(`./${LONG_COMPARISON}`);
  // By the fourth a machine that is so slow as to ask has asked.
  await page.waitForFunction(
    () => {
      const told = document.getElementById('comparison-progress')?.innerText ?? '';
      if (/^about|paused/.test(told)) document.getElementById('comparison-play')?.click();
      return /^([4-9]|1\d) of 13 schedules/.test(told);
    },
    undefined,
    { polling: 20, timeout: 60_000 },
  );
  return page.locator('#comparison-play');
}

/** Begins the runs, if the page asks before it does. @param {Page} page which is not open yet */
export async function consentToRuns(page) {
  await page.addInitScript(() => {
    const observer = new MutationObserver(() => {
      const button = document.getElementById('cancel');
      if (button?.textContent === 'Start the runs') button.click();
    });
    observer.observe(document, { childList: true, characterData: true, subtree: true });
  });
}

/** Lets the page look ten times as often at who has fallen silent, and counts it. @param {Page} page */
export async function lookOften(page) {
  await page.addInitScript(() => {
    const repeat = window.setInterval;
    const count = { looks: 0 };
    Object.assign(window, {
      count,
      setInterval: (/** @type {() => void} */ work, /** @type {number} */ pause) =>
        repeat(() => {
          count.looks += 1;
          work();
        }, pause / 10),
    });
  });
}

/** How many workers the page has, whatever the machine. @param {Page} page @param {number} count */
export async function setWorkers(page, count) {
  await page.addInitScript((workers) => {
    Object.defineProperty(navigator, 'hardwareConcurrency', { get: () => workers });
  }, count);
}

/** Collects the milliseconds of the page's tasks that take longer than 50. @param {Page} page */
export function watchTasks(page) {
  return page.evaluateHandle(() => {
    const tasks = /** @type {number[]} */ ([]);
    new PerformanceObserver((list) => {
      tasks.push(...list.getEntries().map(({ duration }) => duration));
    }).observe({ entryTypes: ['longtask'] });
    return tasks;
  });
}
