// The errors of the page's time estimates, for long work on the built page, each on a first visit.

import { root } from '../scripts/shared.mjs';

/**
 * @typedef {object} Work work so long that the page asks before it starts
 * @property {string} name
 * @property {string} link
 * @property {string} text the id of the estimate
 * @property {string} button the id of the button that starts it
 * @property {string} result the id of its fingerprint
 *
 * @typedef {object} Estimate
 * @property {string} name of the work
 * @property {number} workers
 * @property {number} said the estimate in seconds; NaN if the page did not ask
 * @property {number} taken the real time in seconds
 */

const CHECK = { text: 'check-progress', button: 'check-go', result: 'check-fingerprint' };
const COMPARISON = {
  text: 'comparison-progress',
  button: 'comparison-play',
  result: 'comparison-fingerprint',
};
const RUNS = { text: 'repeats-text', button: 'cancel', result: 'band-fingerprint' };

const SHORT_CHECK = 'truth_rates=5&truth_runs=1&truth_epochs=1';

/** @type {Work[]} */
const WORK = [
  {
    name: 'check, after three steps of one run',
    link:
      '#v=1&runs=1&num_iter=3&start_lr=0.01&end_lr=1&policies=none' +
      '&truth_rates=129&truth_runs=80&truth_epochs=40',
    ...CHECK,
  },
  {
    name: 'check, larger network',
    link: '#v=1&hidden=200,200&runs=6&policies=none&truth_runs=4&truth_epochs=20',
    ...CHECK,
  },
  {
    name: 'comparison',
    link: `#v=1&hidden=40,40&runs=12&${SHORT_CHECK}&train_runs=40&train_epochs=60`,
    ...COMPARISON,
  },
  { name: 'runs', link: `#v=1&hidden=512,512&runs=1000&policies=none&${SHORT_CHECK}`, ...RUNS },
];

/**
 * One estimate after the other, as they are measured.
 *
 * @param {import('@playwright/test').Browser} browser
 * @returns {AsyncGenerator<Estimate>}
 */
export async function* measureEstimates(browser) {
  const { preview } = await import('vite');
  const server = await preview({ root, logLevel: 'error', preview: { port: 4197 } });
  const url = server.resolvedUrls?.local[0] ?? '';
  try {
    for (const work of WORK) {
      for (const workers of [1, 2]) yield measure(browser, url, work, workers);
    }
  } finally {
    await server.close();
  }
}

/**
 * @param {import('@playwright/test').Browser} browser
 * @param {string} url
 * @param {Work} work
 * @param {number} workers
 * @returns {Promise<Estimate>}
 */
async function measure(browser, url, { name, link, text, button, result }, workers) {
  // A page has a context of its own, with nothing stored.
  const page = await browser.newPage();
  await page.addInitScript((count) => {
    Object.defineProperty(navigator, 'hardwareConcurrency', { get: () => count });
  }, workers);
  await page.goto(url + link);
  // What begins a comparison is in a fold.
  await page.locator('#schedules').evaluate((fold) => fold.setAttribute('open', ''));
  const asked = await page.waitForFunction(
    ([text, result]) => {
      const read = (/** @type {string} */ id) => document.getElementById(id)?.textContent ?? '';
      const estimate = /about (\d+) (second|minute)s?$/.exec(read(text));
      if (estimate) return { said: Number(estimate[1]) * (estimate[2] === 'minute' ? 60 : 1) };
      return /^[0-9a-f]{16}$/.test(read(result)) && { said: NaN };
    },
    [text, result],
    { polling: 50, timeout: 120_000 },
  );
  const { said } = /** @type {{ said: number }} */ (await asked.jsonValue());
  const start = performance.now();
  if (!Number.isNaN(said)) await page.locator(`#${button}`).click();
  await page.waitForFunction(
    (id) => /^[0-9a-f]{16}$/.test(document.getElementById(id)?.textContent ?? ''),
    result,
    { polling: 50, timeout: 600_000 },
  );
  const taken = (performance.now() - start) / 1000;
  await page.close();
  return { name, workers, said, taken };
}
