// Missing or failing parts: the page does without them or reports them.

import { short } from '../../www/text/numbers.js';
import { expect, expectComplaints, test } from './test.js';
import {
  CRASH_ON_WORK,
  LIGHT,
  openFolds,
  runFirstInWorkers,
  settled,
  setWorkers,
} from './visit.js';
import { nativeReport } from './native.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Route} Route */

/** `(module (func (export "break") unreachable))` @type {number[]} */
const TRAP = [
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  // A function type without parameters and results, and a function of this type.
  ...[0x01, 0x04, 0x01, 0x60, 0x00, 0x00, 0x03, 0x02, 0x01, 0x00],
  ...[0x07, 0x09, 0x01, 0x05, 0x62, 0x72, 0x65, 0x61, 0x6b, 0x00, 0x00],
  ...[0x0a, 0x05, 0x01, 0x03, 0x00, 0x00, 0x0b],
];

/** Checks that the page without workers gives the same results. @param {Page} page */
async function worksAlone(page) {
  await setWorkers(page, 4);
  // Too much work for a single share.
  const link = `${LIGHT}&runs=30&hidden=24,24`;
  const { summary, truth, race } = nativeReport(link, '--truth', '--race');
  await page.goto(`./${link}`);
  await expect(page.locator('#no-workers')).toBeVisible({ timeout: 20_000 });
  await expect(page.locator('#comparison-fingerprint')).toHaveText(race.fingerprint, {
    timeout: 30_000,
  });
  await expect(page.locator('#check-fingerprint')).toHaveText(truth.fingerprint);
  await expect(page.locator('#band-fingerprint')).toHaveText(summary.fingerprint);
  await expect(page.locator('#notices')).toBeHidden();
  await page.locator('#why > summary').click();
  await expect(page.locator('#why-outcome')).toContainText('2 over the sharpness', {
    timeout: 30_000,
  });
  // It still responds, and drops outdated work.
  await page.getByRole('slider', { name: 'Upper bound' }).press('ArrowLeft');
  await expect(page).toHaveURL(/&upper=/);
  await expect(page.locator('html')).toHaveAttribute('data-evidence', 'done');
  await expect(page.locator('#comparison-fingerprint')).not.toHaveText(race.fingerprint);
}

test.beforeEach(({ page }) => openFolds(page));

test('the page does the work if the worker script fails to load', async ({ page }) => {
  await page.route('**/worker-*.js', (route) => route.abort());
  await worksAlone(page);
});

test('the page does the work if workers are forbidden', async ({ page }) => {
  await page.addInitScript(() => {
    Object.assign(window, {
      Worker: class {
        constructor() {
          throw new DOMException('no workers here', 'SecurityError');
        }
      },
    });
  });
  await worksAlone(page);
});

/** Crashes all running workers with an error. @param {Page} page */
async function endWorkers(page) {
  for (const worker of page.workers()) {
    await worker.evaluate(() => {
      setTimeout(() => {
        throw new Error('the worker breaks');
      });
    });
  }
}

test('new runs complete after earlier runs have failed', async ({ page }) => {
  const html = page.locator('html');
  await setWorkers(page, 1);
  await page.goto(`./${LIGHT}`);
  await settled(page);
  // From now on workers start, but crash on any work.
  await runFirstInWorkers(page, CRASH_ON_WORK);
  await endWorkers(page);
  await page.goto(`./${LIGHT}&seed=2`);
  await expect(html).toHaveAttribute('data-band', 'failed');
  const notices = page.locator('#notices');
  await expect(notices).toContainText('The runs could not be completed.');
  // The notice stays until the runs are repeated, even if other settings change.
  await page.getByLabel('triangular2').uncheck();
  await expect(page).toHaveURL(/policies=/);
  await expect(notices).toContainText('The runs could not be completed.');
  await page.unrouteAll();
  await page.locator('#new-seed').click();
  await expect(notices).toBeHidden();
  const next = `${LIGHT}&seed=3`;
  await page.goto(`./${next}`);
  await settled(page);
  const { summary } = nativeReport(next);
  await expect(page.locator('#band-fingerprint')).toHaveText(summary.fingerprint);
  await expect(page.locator('#no-workers')).toBeHidden();
});

test('after a check has failed, "Compare" repeats it, and the comparison follows', async ({
  page,
}) => {
  await setWorkers(page, 1);
  await page.goto(`./${LIGHT}`);
  await settled(page);
  await runFirstInWorkers(page, CRASH_ON_WORK);
  await endWorkers(page);
  // The runs stay; the check has one more rate to train.
  const rate = page.locator('#own-rate');
  await rate.fill('0.7');
  await rate.blur();
  const progress = page.locator('#comparison-progress');
  await expect(page.locator('#check-progress')).toContainText('could not be completed');
  await expect(progress).toContainText('could not be completed');
  await page.unrouteAll();
  await page.locator('#comparison-play').click();
  await settled(page);
  const { race } = nativeReport(new URL(page.url()).hash, '--race');
  await expect(page.locator('#comparison-fingerprint')).toHaveText(race.fingerprint);
});

test('the page does the work if crashed workers cannot be restarted', async ({ page }) => {
  await setWorkers(page, 2);
  await page.goto(`./${LIGHT}`);
  await settled(page);
  await page.route('**/worker-*.js', (route) => route.abort());
  await endWorkers(page);
  const next = `${LIGHT}&seed=2`;
  await page.goto(`./${next}`);
  await settled(page);
  await expect(page.locator('#no-workers')).toBeVisible();
  const { summary } = nativeReport(next);
  await expect(page.locator('#band-fingerprint')).toHaveText(summary.fingerprint);
  await expect(page.locator('#notices')).toBeHidden();
});

test('a trap during a sweep shows an error and how to recover', async ({ page }) => {
  expectComplaints(/unreachable/);
  /** @type {string[]} */
  const errors = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.addInitScript((bytes) => {
    const { break: trap } = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(bytes)))
      .exports;
    const state = { broken: false };
    Object.assign(window, { state });
    const { instantiate } = WebAssembly;
    Object.assign(WebAssembly, {
      instantiate: async (
        /** @type {WebAssembly.Module} */ module,
        /** @type {WebAssembly.Imports} */ imports,
      ) => {
        const { exports } = await instantiate(module, imports);
        const advance = /** @type {(sweep: number, steps: number) => any} */ (
          exports.sweep_advance
        );
        const sweep_advance = (/** @type {number} */ sweep, /** @type {number} */ steps) => {
          if (state.broken && steps > 0) /** @type {() => void} */ (trap)();
          return advance(sweep, steps);
        };
        return { instance: { exports: { ...exports, sweep_advance } }, module };
      },
    });
  }, TRAP);
  await page.goto(`./${LIGHT}`);
  await settled(page);
  const notices = page.getByRole('alert');
  // Errors that the browser itself reports are not shown.
  await page.evaluate(() => {
    const message = 'ResizeObserver loop completed with undelivered notifications.';
    window.dispatchEvent(new ErrorEvent('error', { message }));
  });
  await expect(notices).toBeHidden();
  await page.evaluate(() => Object.assign(/** @type {any} */ (window).state, { broken: true }));
  await page.getByRole('button', { name: 'New seed' }).click();
  await expect(notices).toContainText('Something went wrong.');
  await expect(notices).toContainText('unreachable');
  await expect(notices).toContainText('Load the page again');
  await expect(page).toHaveURL(/&seed=/);
  // It does not fail again in later frames.
  await page.evaluate(async () => {
    for (let frame = 0; frame < 20; frame++) await new Promise(requestAnimationFrame);
  });
  expect(errors).toHaveLength(1);
  // After the notice is dismissed, the next failure shows it again.
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(notices).toBeHidden();
  await page.locator('#step').click();
  await expect(notices).toContainText('Something went wrong.');
});

test('the diagnosis module loads when its section opens and is retried after failures', async ({
  page,
}) => {
  expectComplaints(/Failed to load resource/);
  // One route for all answers: Playwright can miss a request that is made while routes change.
  const answers = [
    (/** @type {Route} */ route) => route.abort(),
    (/** @type {Route} */ route) => route.fulfill({ status: 404, body: 'gone' }),
    (/** @type {Route} */ route) => route.fulfill({ body: 'a portal that asks to log in' }),
    (/** @type {Route} */ route) => route.continue(),
  ];
  let times = 0;
  await page.route('**/why_bg-*.wasm', (route) => answers[times++](route));
  await page.goto(`./${LIGHT}`);
  await settled(page);
  expect(times).toBe(0);
  const [summary, outcome] = [page.locator('#why > summary'), page.locator('#why-outcome')];
  await summary.click();
  await expect(outcome).toContainText('could not be loaded');
  await expect(outcome).toContainText('close this section and open it again');
  await expect(page.locator('#why-bar')).toBeHidden();
  await expect(page.locator('html')).toHaveAttribute('data-evidence', 'done');
  // Another sweep retries the request.
  await page.getByRole('button', { name: 'New seed' }).click();
  await expect(outcome).toContainText('the server said 404');
  await settled(page);
  expect(times).toBe(2);
  await summary.click();
  await summary.click();
  await expect(outcome).toContainText('could not be loaded (');
  await expect(outcome).not.toContainText('404');
  await summary.click();
  await summary.click();
  await expect(outcome).toContainText('2 over the sharpness');
  // A loaded module is not requested again.
  const next = `${LIGHT}&seed=3`;
  const { diagnosis } = nativeReport(next, '--sharpness');
  await page.goto(`./${next}`);
  await settled(page);
  await page.locator('#why-numbers > summary').click();
  await expect(page.locator('#why-numbers tbody tr')).toHaveCount(diagnosis.lrs.length);
  const first = page.locator('#why-numbers tbody tr').first().locator('th, td');
  await expect(first.nth(2)).toHaveText(short(diagnosis.edges[0]));
  expect(times).toBe(4);
});

/**
 * Checks that the page reports why it cannot start.
 * @param {Page} page
 * @param {string} why
 */
async function saysWhy(page, why) {
  // The error is also logged to the console.
  expectComplaints(new RegExp(why));
  await page.goto('./');
  const notices = page.getByRole('alert');
  await expect(notices).toContainText('The network could not be started');
  await expect(notices).toContainText(why);
  await expect(page.locator('button:visible')).toHaveText(['Dismiss']);
}

test('a missing or invalid WebAssembly module is reported with its cause', async ({ page }) => {
  expectComplaints(/Failed to load resource/);
  await page.route('**/*.wasm', (route) => route.abort());
  await saysWhy(page, 'could not be loaded');
  await page.unroute('**/*.wasm');
  await page.route('**/*.wasm', (route) => route.fulfill({ status: 404, body: 'gone' }));
  await saysWhy(page, 'the server said 404');
  await page.unroute('**/*.wasm');
  await page.route('**/*.wasm', (route) => route.fulfill({ body: 'a portal that asks to log in' }));
  await saysWhy(page, 'This browser cannot run the network');
});

test('a browser without WebAssembly is reported', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'WebAssembly'));
  await saysWhy(page, 'This browser has no WebAssembly');
});

test('a page whose first script fails to load suggests reloading', async ({ page }) => {
  expectComplaints(/Failed to load resource/);
  await page.route('**/first-*.js', (route) => route.abort());
  await page.goto('./');
  const slow = page.locator('#slow');
  await expect(slow).toBeHidden();
  await page.evaluate(() => document.getAnimations().forEach((animation) => animation.finish()));
  await expect(slow).toBeVisible();
  await expect(slow).toContainText('load the page again');
});

test('without JavaScript the page says so and shows no buttons', async ({ browser, baseURL }) => {
  const page = await browser.newPage({ javaScriptEnabled: false, baseURL });
  await page.goto('./');
  const why = page.locator('noscript p');
  await expect(why).toBeInViewport();
  await expect(why).toContainText('needs JavaScript');
  await expect(page.locator('button:visible')).toHaveCount(0);
  await page.close();
});

test('without the deferred script a notice appears and the sweep stays usable', async ({
  page,
}) => {
  expectComplaints(/Failed to load resource/);
  await page.route('**/later-*.js', (route) => route.abort());
  await page.goto(`./${LIGHT}`);
  await expect(page.locator('#notices')).toContainText('A part of the page could not be loaded.');
  await expect(page.locator('html')).toHaveAttribute('data-band', 'done');
  await expect(page.locator('#finding')).toContainText('runs');
  // The loaded part of the page works.
  await page.locator('#reset').click();
  await page.locator('#step').click();
  await expect(page.locator('#progress')).toHaveText('1 of 20 steps');
  await expect(page.locator('html')).toHaveAttribute('data-evidence', 'running');
});

test('a part that failed to load is retried when reopened or after reloading', async ({ page }) => {
  expectComplaints(/Failed to load resource/);
  await page.goto(`./${LIGHT}`);
  await settled(page);
  const parts = /(export|own-data)-[^/]*[.]js$/;
  await page.route(parts, (route) => route.abort());
  const summary = page.locator('#export > summary');
  const fold = page.locator('#export');
  if ((await fold.getAttribute('open')) !== null) await summary.click();
  await summary.click();
  await expect(fold).toContainText('could not be loaded');
  await expect(fold).toContainText('load the page again');
  await page.getByRole('button', { name: 'Your CSV' }).click();
  await expect(page.locator('#notices')).toContainText('A part of the page could not be loaded.');
  await expect(page.locator('#notices')).toContainText('load the page again');
  await page.unroute(parts);
  await summary.click();
  await summary.click();
  await expect(page.locator('#export-code')).toBeVisible();
  await page.getByRole('button', { name: 'Your CSV' }).click();
  await expect(page.locator('#own-data')).toBeVisible();
  // Browsers that do not retry a failed import do so after a reload.
  await page.route(parts, (route) => route.abort());
  await page.reload();
  await expect(page.locator('#notices')).toContainText('A part of the page could not be loaded.');
  await page.unroute(parts);
  await page.reload();
  await expect(page.locator('#own-data')).toBeVisible();
});

test('runs and evidence report failure if neither workers nor page can compute', async ({
  page,
}) => {
  expectComplaints(/Failed to load resource/);
  await setWorkers(page, 2);
  await page.route(/(worker|executor)-[^/]*[.]js$/, (route) => route.abort());
  await page.goto(`./${LIGHT}`);
  const [notices, root] = [page.locator('#notices'), page.locator('html')];
  await expect(notices).toContainText('The runs could not be completed.');
  await expect(root).toHaveAttribute('data-evidence', 'failed');
  await page.goto(`./${LIGHT}&seed=2`);
  await expect(root).toHaveAttribute('data-band', 'failed');
  await expect(root).toHaveAttribute('data-state', 'finished');
});
