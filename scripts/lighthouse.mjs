// npm run lighthouse: Lighthouse's four scores of the built page, on desktop and phone; fails below 100.

import { join } from 'node:path';
import { serve } from '../benches/host.mjs';
import { ensureChromium } from './browsers.mjs';
import { buildPage } from './build-page.mjs';
import { Failure, heading, main, readArguments, root, say } from './shared.mjs';

/** @typedef {import('lighthouse').Result} Result */

/** The runs of which each score is the median: other load on the machine would count as slowness of the page. */
const RUNS = 5;

await main(async () => {
  readArguments({});
  await buildPage();
  const chromePath = await ensureChromium();
  const { launch } = await import('chrome-launcher');
  const { default: lighthouse, desktopConfig } = await import('lighthouse');
  // Lighthouse's own settings: the phone is four times slower than this machine, with a slow network.
  const devices = [{ name: 'desk', config: desktopConfig }, { name: 'phone' }];
  const host = await serve(join(root, 'dist'));
  const chrome = await launch({ chromePath, chromeFlags: ['--headless=new', '--no-sandbox'] });
  try {
    const least = [];
    for (const { name, config } of devices) {
      heading(`Lighthouse, ${name}, medians of ${RUNS} runs`);
      const settings = { port: chrome.port, logLevel: /** @type {const} */ ('error') };
      least.push(await measure(() => lighthouse(host.url, settings, config)));
    }
    if (Math.min(...least) < 100) throw new Failure('A score is below 100: see what costs above.');
  } finally {
    chrome.kill();
    host.stop();
  }
});

/**
 * Prints the scores of a device and the failed audits. Returns the lowest score.
 *
 * @param {() => Promise<{ lhr: Result } | undefined>} visit
 */
async function measure(visit) {
  /** @type {Result[]} */
  const runs = [];
  for (let run = 0; run < RUNS; run += 1) {
    const result = await visit();
    if (!result || result.lhr.runtimeError) {
      throw new Failure(`Lighthouse could not load the page: ${result?.lhr.runtimeError?.message}`);
    }
    runs.push(result.lhr);
  }
  const scores = Object.values(runs[0].categories).map(({ id, title }) => {
    const all = runs.map(({ categories }) => Math.round(100 * (categories[id].score ?? 0)));
    say(`${title.padEnd(16)} ${String(median(all)).padStart(3)}   (${all.join(', ')})`);
    return median(all);
  });
  for (const line of new Set(runs.flatMap(costs))) say(line);
  return Math.min(...scores);
}

/** The audits that reduce a score. @param {Result} result */
function costs({ audits, categories }) {
  return Object.values(categories).flatMap(({ auditRefs }) =>
    auditRefs
      .filter(({ id, weight }) => weight > 0 && (audits[id].score ?? 1) < 1)
      .map(({ id }) => `  ${id}: ${audits[id].displayValue ?? audits[id].title}`),
  );
}

/** @param {number[]} values */
function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
