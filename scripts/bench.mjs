// npm run bench: this core compared with TensorFlow.js, in one headless browser.
//
// npm run bench -- [--runs N] [--json]
// npm run bench -- cost         how the time grows with seeds, steps, weights, rows and workers
// npm run bench -- estimates    the errors of the page's time estimates
// npm run bench -- frames       the page's frames while it works hard
// npm run bench -- start        the time until the first step and the answer on a first visit

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from './browsers.mjs';
import { draw, fit } from '../benches/cost.mjs';
import { measureEstimates } from '../benches/estimates.mjs';
import { measureFrames } from '../benches/frames.mjs';
import { measureLive } from '../benches/live.mjs';
import { measureStart } from '../benches/start.mjs';
import { buildPage } from './build-page.mjs';
import { Failure, heading, main, readArguments, root, runPackage, say } from './shared.mjs';

/**
 * @typedef {import('../benches/browser/bench.js').Results & {
 *   live: import('../benches/live.mjs').Live,
 * }} Results
 */

/** The measured times of a visit. @type {['step' | 'drawn' | 'answer' | 'peer', string][]} */
const WAITS = [
  ['step', 'first training step'],
  ['drawn', 'its picture'],
  ['answer', 'answer'],
  ['peer', "TensorFlow.js's first step"],
];

await main(async () => {
  const { runs, json, cost, estimates, frames, start } = options();
  // Only one document on the standard output: output of tools goes to the standard error output.
  if (json) console.log = console.error;
  await buildPage();
  const chromium = await ensureChromium();
  if (estimates) return printEstimates(chromium);
  if (frames) return printFrames(chromium);
  if (start) return printStart(chromium);
  assemblePeak();
  if (cost) return printCosts(chromium);
  const results = await measure(chromium, runs);
  if (json) process.stdout.write(`${JSON.stringify(results)}\n`);
  else print(results);
});

function options() {
  const { values, positionals } = readArguments({
    options: { runs: { type: 'string', default: '5' }, json: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [runs, { json }] = [Number(values.runs), values];
  if (!Number.isInteger(runs) || runs < 1) throw new Failure('--runs takes a whole number from 1.');
  const others = ['cost', 'estimates', 'frames', 'start'];
  const unknown = positionals.find((word) => !others.includes(word));
  if (unknown) throw new Failure(`There is no ${unknown}: choose one of ${others.join(', ')}.`);
  const [cost, estimates, frames, start] = others.map((word) => positionals.includes(word));
  return { runs, json, cost, estimates, frames, start };
}

function assemblePeak() {
  mkdirSync(join(root, 'target/bench'), { recursive: true });
  const [source, target] = ['benches/peak.wat', 'target/bench/peak.wasm'];
  runPackage('binaryen/bin/wasm-as', ['--enable-simd', source, '-o', target]);
}

/**
 * @param {string} executablePath
 * @param {number} runs
 * @returns {Promise<Results>}
 */
function measure(executablePath, runs) {
  return inBenchPage(executablePath, async (page, browser) => {
    const results = await page.evaluate(`bench(${runs})`);
    await page.close();
    return { ...results, live: await measureLive(browser) };
  });
}

/**
 * Builds the page of the measurements, opens it, and closes it after them.
 *
 * @template T
 * @param {string} executablePath
 * @param {(page: import('@playwright/test').Page, browser: import('@playwright/test').Browser) => Promise<T>} work
 */
async function inBenchPage(executablePath, work) {
  const { build, preview } = await import('vite');
  const { chromium } = await import('@playwright/test');
  const config = {
    configFile: /** @type {const} */ (false),
    root: join(root, 'benches/browser'),
    logLevel: /** @type {const} */ ('error'),
    worker: { format: /** @type {const} */ ('es') },
    build: {
      target: 'es2022',
      outDir: join(root, 'target/bench/page'),
      emptyOutDir: true,
      chunkSizeWarningLimit: 5000,
    },
  };
  await build(config);
  const server = await preview({ ...config, preview: { port: 4198 } });
  const browser = await chromium.launch({ executablePath });
  try {
    const page = await browser.newPage();
    await page.goto(server.resolvedUrls?.local[0] ?? '');
    await page.waitForFunction('window.bench');
    say('Measuring: that takes minutes, and counts only if nothing else runs.');
    return await work(page, browser);
  } finally {
    await browser.close();
    await server.close();
  }
}

/** @param {string} executablePath */
async function printCosts(executablePath) {
  /** @type {{ costs: import('../benches/browser/cost.js').Cost[], workers: number[] }} */
  const { costs, workers } = await inBenchPage(executablePath, (page) => page.evaluate('cost()'));
  say('\n| Measure | Sizes | Milliseconds | At size 0 | Off the straight line |');
  say('| --- | --- | --- | ---: | ---: |');
  for (const cost of costs) {
    const { start, deviation } = fit(cost);
    const times = cost.times.map((time) => time.toFixed(1)).join(', ');
    const off = `${(100 * deviation).toFixed(1)}%`;
    say(`| ${[cost.name, cost.sizes.join(', '), times, start.toFixed(1), off].join(' | ')} |`);
  }
  const [one, two] = workers;
  say(`\nTwo workers are ${(one / two).toFixed(2)} times as fast as one with the same work.`);
  say(`Drawn in ${draw(costs)}.`);
}

/**
 * Prints the estimates. Fails if one is off by more than a factor of three.
 *
 * @param {string} executablePath
 */
async function printEstimates(executablePath) {
  const { chromium } = await import('@playwright/test');
  const browser = await chromium.launch({ executablePath });
  say('Measuring: that takes minutes, and counts only if nothing else runs.');
  try {
    say('\n| Work | Workers | Said | Taken | Off by |');
    say('| --- | ---: | ---: | ---: | ---: |');
    let most = 1;
    for await (const { name, workers, said, taken } of measureEstimates(browser)) {
      const off = Math.max(said / taken, taken / said);
      const texts = Number.isNaN(said)
        ? ['not asked', '', '']
        : [`${said} s`, `${taken.toFixed(1)} s`, `${off.toFixed(2)} times`];
      say(`| ${[name, workers, ...texts].join(' | ')} |`);
      most = Math.max(most, off || 1);
    }
    if (most > 3) throw new Failure('An estimate is off by more than three times.');
  } finally {
    await browser.close();
  }
}

/** @param {string} executablePath */
async function printFrames(executablePath) {
  const { chromium } = await import('@playwright/test');
  const browser = await chromium.launch({ executablePath });
  say('Measuring: that counts only if nothing else runs.');
  try {
    say('\n| Frames | Interval, median | p99 | Own work, p99 | Longest task |');
    say('| ---: | ---: | ---: | ---: | ---: |');
    for await (const { intervals, work, tasks } of measureFrames(browser)) {
      const times = [median(intervals), quantile(intervals, 0.99), quantile(work, 0.99)];
      const texts = times.map((time) => `${time.toFixed(1)} ms`);
      const longest = tasks.length ? `${Math.max(...tasks)} ms` : 'below 50 ms';
      say(`| ${[intervals.length, ...texts, longest].join(' | ')} |`);
    }
  } finally {
    await browser.close();
  }
}

/** @param {string} executablePath */
async function printStart(executablePath) {
  const { chromium } = await import('@playwright/test');
  const browser = await chromium.launch({ executablePath });
  say('Measuring: that takes a minute, and counts only if nothing else runs.');
  try {
    say('\n| Network | Until | ms | kB |');
    say('| --- | --- | ---: | ---: |');
    for (const { network, bytes, ...waits } of await measureStart(browser)) {
      for (const [until, name] of WAITS) {
        const size = (bytes[until] / 1000).toFixed(0);
        say(`| ${network} | ${name} | ${spread(waits[until])} | ${size} |`);
      }
    }
  } finally {
    await browser.close();
  }
}

/** @param {Results} results */
function print({ browser, peak, tiles, operations, results, live }) {
  const most = median(peak);
  heading(`Steps a second: median (lowest to highest) of ${peak.length} runs`);
  say(`${browser}\n`);
  say('| Job | Program | Steps/s | Rangefinder is | Share of the SIMD peak |');
  say('| --- | --- | ---: | ---: | ---: |');
  for (const job of ['small', 'many', 'large']) {
    const own = results.find((one) => one.job === job && one.who === 'Rangefinder');
    for (const { who, runs } of results.filter((one) => one.job === job)) {
      const speed = median(runs);
      const ours = who.startsWith('Rangefinder');
      const times = ours || !own ? '' : `${(median(own.runs) / speed).toFixed(0)} times as fast`;
      const share = (speed * operations[job]) / 1e9 / most;
      const percent = ours && !who.includes('2') ? `${(100 * share).toFixed(0)}%` : '';
      say(`| ${job} | ${who} | ${spread(runs)} | ${times} | ${percent} |`);
    }
  }
  const best = Math.max(...peers(results, 'small'));
  // In a worker, as on the page.
  const many = own(results, 'many', ', 1 worker');
  say(`\nSIMD multiply-add peak of one thread: ${spread(peak)} GFLOP/s;`);
  say(`with factors loaded from the cache, in tiles like the core's: ${spread(tiles)}.`);
  say(`Many seeds are ${(many / best).toFixed(0)} times as fast as TensorFlow.js's best.`);
  const [one, two] = ['1 worker', '2 workers'].map((who) => own(results, 'many', `, ${who}`));
  const [p50, p95] = [0.5, 0.95].map((share) => quantile(live.band, share).toFixed(0));
  say(
    `A change of a setting: the notebook's band of 200 seeds is drawn after ${p50} ms (median), ${p95} ms (p95).`,
  );
  const [check, comparison] = [live.check, live.comparison].map((times) => `${spread(times)} ms`);
  say(`A fresh visit: the check takes ${check}, then the comparison ${comparison};`);
  say(`the page's longest task meanwhile is ${Math.max(...live.longest) || 'below 50'} ms.`);
  say(`Two workers are ${(two / one).toFixed(2)} times as fast as one.`);
}

/** @param {Results['results']} results @param {string} job @param {string} [who] */
function own(results, job, who = '') {
  const found = results.find((one) => one.job === job && one.who === `Rangefinder${who}`);
  return median(found?.runs ?? []);
}

/** @param {Results['results']} results @param {string} job */
function peers(results, job) {
  const theirs = results.filter((one) => one.job === job && one.who.startsWith('Tensor'));
  return theirs.map(({ runs }) => median(runs));
}

/** @param {number[]} runs */
function median(runs) {
  return quantile(runs, 0.5);
}

/** @param {number[]} values @param {number} share */
function quantile(values, share) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * share)];
}

/** @param {number[]} runs */
function spread(runs) {
  const text = (/** @type {number} */ x) =>
    x < 1000 ? x.toPrecision(3) : Math.round(x).toString();
  return `${text(median(runs))} (${text(Math.min(...runs))} to ${text(Math.max(...runs))})`;
}
