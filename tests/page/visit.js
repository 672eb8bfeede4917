// Helpers for visits to the page.

import { expect } from './test.js';

/** @typedef {import('@playwright/test').Page} Page */

/** For tests of animations: by default, motion is reduced and sweeps finish at once. See playwright.config.js. */
export const MOTION = /** @type {const} */ ({ contextOptions: { reducedMotion: 'no-preference' } });

/** The smallest check and comparison, to append to the version of a link. */
export const LIGHT_EVIDENCE =
  '&truth_rates=9&truth_epochs=1&truth_runs=6&train_epochs=4&train_runs=3';

/** An experiment that finishes quickly, for tests that do not depend on its results. */
export const LIGHT = `#v=1&num_iter=20${LIGHT_EVIDENCE}`;

/** A sweep with a check and a comparison that take minutes with {@link openSlowly}, so that they wait for confirmation. */
export const WAITING =
  '#v=1&num_iter=20&runs=6&truth_rates=9&truth_epochs=20&truth_runs=12&train_epochs=20&train_runs=6';

/** Runs that take seconds with {@link openSlowly}. */
export const LONG_RUNS =
  '#v=1&num_iter=20&runs=140&truth_rates=5&truth_epochs=1&truth_runs=1&policies=none';

/** A comparison that takes seconds with {@link openSlowly}. */
export const LONG_COMPARISON =
  '#v=1&runs=12&truth_rates=5&truth_epochs=1&truth_runs=1&train_epochs=2&train_runs=3';

/**
 * Waits until the sweep, the runs, the check and the comparison have ended. On a slow machine the
 * runs wait for confirmation: this starts them.
 *
 * @param {Page} page which is open
 */
export async function settled(page) {
  const ended = () => {
    const { state, band, evidence } = document.documentElement.dataset;
    if (band === 'waiting') document.getElementById('cancel')?.click();
    return state === 'finished' && band === 'done' && evidence === 'done';
  };
  // An assertion would poll only once a second.
  await page.waitForFunction(ended, undefined, { polling: 50, timeout: 60_000 });
}

/**
 * Waits until the page can be operated: a control that is still inert cannot take the focus, and Playwright does not
 * wait for it before it presses a key.
 *
 * @param {Page} page which is open
 */
export const operable = (page) => expect(page.locator('[inert]')).toHaveCount(0);

/**
 * Opens sections of the page from the start: by default all except the diagnosis, which needs extra work.
 *
 * @param {Page} page which is not open yet
 * @param {string} [folds] selects the sections
 */
export async function openFolds(page, folds = '.fold:not(#why), #all-schedules') {
  await page.addInitScript((selector) => {
    document.addEventListener('DOMContentLoaded', () => {
      for (const fold of document.querySelectorAll(selector)) fold.setAttribute('open', '');
    });
  }, folds);
}

/** The text that is read out for the current step. @param {Page} page */
export const readout = (page) =>
  page.locator('#chart').evaluate((chart) => chart.getAttribute('aria-valuetext') ?? '');

/**
 * Opens a link to long runs and waits until some of them have finished and their progress is shown. Starts them if
 * they wait for confirmation; if a page is open, only with {@link consentToRuns} before it was opened.
 *
 * @param {Page} page
 * @param {string} link
 */
export async function beginRuns(page, link = LONG_RUNS) {
  await consentToRuns(page);
  await openSlowly(page, link);
  await someRuns(page);
  await expect(page.locator('#repeats')).toBeVisible();
}

/** Waits until some of the runs have finished. @param {Page} page */
export async function someRuns(page) {
  // Polls in the page: an assertion polls so rarely that a fast machine would finish them all in between.
  const some = () =>
    /^[1-9]\d* of /.test(document.getElementById('repeats-text')?.textContent ?? '');
  await page.waitForFunction(some, undefined, { polling: 20 });
}

/** Opens all sections and waits until they have content. @param {Page} page which has settled */
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
 * Opens a link and waits until the page has settled, with sections left closed.
 *
 * @param {Page} page
 * @param {string} link
 */
export async function openSettled(page, link = LIGHT) {
  await page.goto(`./${link}`);
  await settled(page);
}

/**
 * Opens a link without motion, waits until the page has settled and opens all sections.
 *
 * @param {Page} page
 * @param {string} link
 */
export async function openAll(page, link = LIGHT) {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openSettled(page, link);
  await unfold(page);
}

/** Opens another link like a user and waits until the page has handled it. @param {Page} page @param {string} link */
export const openLink = (page, link) =>
  page.evaluate(
    (hash) =>
      new Promise((done) => {
        // The page's own listener was added earlier, so it runs first.
        addEventListener('hashchange', () => done(undefined), { once: true });
        location.hash = hash;
      }),
    link,
  );

/** Opens all sections of an open page and returns all fingerprints. @param {Page} page */
export async function seeEverything(page) {
  await settled(page);
  await unfold(page);
  const codes = page.locator('#reproducibility code');
  await expect(codes).toHaveText(Array(await codes.count()).fill(/^[0-9a-f]{16}$/));
  return codes.allInnerTexts();
}

/**
 * Like {@link settled}, for links with more work than {@link LIGHT}: on a slow machine the check and the
 * comparison wait for confirmation, so this starts them.
 *
 * @param {Page} page
 */
export async function complete(page) {
  await settled(page);
  await page.locator('#schedules').evaluate((fold) => fold.setAttribute('open', ''));
  const held = { 'check-go': /Check it/, 'comparison-play': /Compare|Resume/ };
  for (const [id, start] of Object.entries(held)) {
    const button = page.locator(`#${id}`);
    const waits = (await button.isVisible()) && (await button.isEnabled());
    if (waits && start.test(await button.innerText())) await button.click();
    await settled(page);
  }
}

/**
 * Opens {@link LONG_COMPARISON} and waits until some schedules have run. On a slow machine it waits for confirmation.
 *
 * @param {Page} page
 * @returns the button that pauses it
 */
export async function beginComparison(page) {
  await openFolds(page);
  await openSlowly(page, LONG_COMPARISON);
  // A machine slow enough to wait for confirmation does so before the fourth schedule.
  await page.waitForFunction(
    () => {
      const progress = document.getElementById('comparison-progress')?.innerText ?? '';
      if (/^about|paused/.test(progress)) document.getElementById('comparison-play')?.click();
      return /^([4-9]|1\d) of 13 schedules/.test(progress);
    },
    undefined,
    { polling: 20, timeout: 60_000 },
  );
  return page.locator('#comparison-play');
}

/** Starts the runs whenever they wait for confirmation. @param {Page} page which is not open yet */
export async function consentToRuns(page) {
  await page.addInitScript(() => {
    const observer = new MutationObserver(() => {
      const button = document.getElementById('cancel');
      if (button?.textContent === 'Start the runs') button.click();
    });
    observer.observe(document, { childList: true, characterData: true, subtree: true });
  });
}

/** Makes the page check for silent workers ten times as often, and counts the checks. @param {Page} page */
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

/** Sets the number of workers, independent of the machine. @param {Page} page @param {number} count */
export async function setWorkers(page, count) {
  await page.addInitScript((workers) => {
    Object.defineProperty(navigator, 'hardwareConcurrency', {
      get: () => workers,
      configurable: true,
    });
  }, count);
}

/** Makes a worker that starts crash on any work, with {@link runFirstInWorkers}. */
export const CRASH_ON_WORK = `addEventListener('message', (event) => {
  if (!event.data.items?.length) return;
  event.stopImmediatePropagation();
  throw new Error('the worker breaks');
})`;

/** Runs code in each new worker before the worker's own. @param {Page} page @param {string} code */
export async function runFirstInWorkers(page, code) {
  await page.route('**/worker-*.js', async (route) => {
    const response = await route.fetch({ maxRetries: 3 });
    await route.fulfill({ response, body: `${code};${await response.text()}` });
  });
}

/** Makes a worker wait after each step. So work takes long on any machine, but little of its processor time. */
const waitAfterSteps = () => {
  // A slice of work ends after 8 milliseconds: with this clock after one step.
  let time = 0;
  performance.now = () => (time += 5);
  const wait = setTimeout;
  Object.assign(globalThis, { setTimeout: (/** @type {() => void} */ wake) => wait(wake, 5) });
};

/** Opens a link with one worker that waits after each step. @param {Page} page @param {string} link */
export async function openSlowly(page, link) {
  await setWorkers(page, 1);
  await runFirstInWorkers(page, `(${waitAfterSteps})()`);
  await page.goto(`./${link}`);
}

/** Makes the workers of an open page wait after each step. @param {Page} page */
export async function slowWorkers(page) {
  for (const worker of page.workers()) await worker.evaluate(waitAfterSteps);
}

/**
 * The processor time of the main thread's longest task during an action, in milliseconds. Unlike a task's duration it does
 * not grow when other tests use the processors.
 * @param {Page} page
 * @param {() => Promise<unknown>} action
 */
export async function longestTask(page, action) {
  const browser = page.context().browser();
  if (!browser) throw new Error('the page has no browser');
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] });
  await action();
  /** @type {{ traceEvents: { name: string, pid: number, tid: number, tdur?: number, args: { name?: string } }[] }} */
  const { traceEvents } = JSON.parse(String(await browser.stopTracing()));
  const place = (/** @type {{ pid: number, tid: number }} */ { pid, tid }) => `${pid} ${tid}`;
  const main = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(place),
  );
  // Tasks that are cut off by the ends of the trace have no time.
  const times = traceEvents.flatMap((event) =>
    event.name === 'ThreadControllerImpl::RunTask' && main.has(place(event))
      ? (event.tdur ?? [])
      : [],
  );
  if (times.length === 0) throw new Error('the trace has no tasks of the page');
  return Math.max(...times) / 1000;
}
