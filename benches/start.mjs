// The waiting time of a first visit: from the navigation to the first training step, to its picture and to the answer,
// for the built page and, in alternation, for the smallest page that makes a step with TensorFlow.js.

import { join } from 'node:path';
import { root } from '../scripts/shared.mjs';
import { serve } from './host.mjs';

/**
 * Milliseconds of each visit.
 *
 * @typedef {object} Waits
 * @property {string} network
 * @property {number[]} step from the navigation until a step is made
 * @property {number[]} drawn until the curve is drawn for the first time
 * @property {number[]} answer until there is an answer
 * @property {number[]} peer until TensorFlow.js has made a step
 * @property {Record<'step' | 'drawn' | 'answer' | 'peer', number>} bytes loaded until then
 */

const VISITS = 9;

/** Lighthouse's settings for a phone. */
const PHONE = { latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };

/** @type {{ name: string, conditions?: typeof PHONE, slower: number }[]} */
const NETWORKS = [
  { name: 'loopback', slower: 1 },
  { name: '1.6 Mbit/s, 150 ms, a processor 4 times as slow', conditions: PHONE, slower: 4 },
];

/**
 * @param {import('@playwright/test').Browser} browser
 * @returns {Promise<Waits[]>}
 */
export async function measureStart(browser) {
  const { build } = await import('vite');
  const outDir = join(root, 'target/bench/first-step');
  const options = { target: 'es2022', outDir, emptyOutDir: true };
  const folder = join(root, 'benches/first-step');
  await build({ configFile: false, root: folder, logLevel: 'error', build: options });
  const [own, peer] = [await serve(join(root, 'dist')), await serve(outDir)];
  try {
    const all = [];
    for (const { name, conditions, slower } of NETWORKS) {
      /** @type {Waits} */
      const waits = {
        network: name,
        step: [],
        drawn: [],
        answer: [],
        peer: [],
        bytes: { step: 0, drawn: 0, answer: 0, peer: 0 },
      };
      for (let visit = 0; visit < VISITS; visit += 1) {
        const ours = await visitOf(browser, own.url, conditions, slower, true);
        const theirs = await visitOf(browser, peer.url, conditions, slower, false);
        // The first visit is a warm-up for both.
        if (visit === 0) continue;
        waits.step.push(ours.step);
        waits.drawn.push(ours.drawn);
        waits.answer.push(ours.answer);
        waits.peer.push(theirs.step);
        waits.bytes = { ...ours.bytes, peer: theirs.bytes.step };
      }
      all.push(waits);
    }
    return all;
  } finally {
    own.stop();
    peer.stop();
  }
}

/**
 * @param {import('@playwright/test').Browser} browser
 * @param {string} url
 * @param {typeof PHONE | undefined} conditions
 * @param {number} slower
 * @param {boolean} answered whether to wait for the answer
 */
async function visitOf(browser, url, conditions, slower, answered) {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    if (conditions) {
      await session.send('Network.emulateNetworkConditions', { offline: false, ...conditions });
    }
    await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
    await page.addInitScript(watch);
    await page.goto(url);
    // Only now, and seldom: the page would wait while it is asked.
    const isDone = () => Reflect.get(window, 'seen').answer > 0;
    const hasStep = () => performance.getEntriesByName('first step').length > 0;
    await page.waitForFunction(answered ? isDone : hasStep, undefined, { polling: 250 });
    return await page.evaluate(() => {
      const { drawn, answer } = Reflect.get(window, 'seen');
      const [{ startTime: step }] = performance.getEntriesByName('first step');
      const loaded = [
        ...performance.getEntriesByType('navigation'),
        ...performance.getEntriesByType('resource'),
      ].map((entry) => /** @type {PerformanceResourceTiming} */ (entry));
      const until = (/** @type {number} */ time) =>
        loaded
          .filter(({ responseEnd }) => responseEnd <= time)
          .reduce((sum, { transferSize }) => sum + transferSize, 0);
      const bytes = { step: until(step), drawn: until(drawn), answer: until(answer) };
      return { step, drawn, answer, bytes };
    });
  } finally {
    await context.close();
  }
}

/** Runs in the page: records the times that the page does not mark itself, with as little work as can be. */
function watch() {
  const seen = { drawn: 0, answer: 0 };
  Object.assign(window, { seen });
  new MutationObserver(() => {
    if (document.documentElement.dataset.band === 'done') seen.answer ||= performance.now();
  }).observe(document, { attributes: true, attributeFilter: ['data-band'], subtree: true });
  document.addEventListener('DOMContentLoaded', () => {
    const chart = document.getElementById('chart');
    if (!chart) return;
    const observer = new MutationObserver(() => {
      observer.disconnect();
      // The chart is drawn in the frame after the one in which it gets its size.
      requestAnimationFrame(() => requestAnimationFrame(() => (seen.drawn = performance.now())));
    });
    observer.observe(chart, { childList: true });
  });
}
