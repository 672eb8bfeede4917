// A worker: does shares of work, each with its own instance of the core.

import { initSync, summarize, Work } from './pkg/rangefinder.js';

/**
 * @typedef {'repeats' | 'truth' | 'race' | 'walk' | 'looks'} Kind of {@link Work}
 * @typedef {{ kind: Kind | 'summarize', args: any[] }} Share
 *
 * @typedef {{ module: WebAssembly.Module }} Start
 * @typedef {{ job: number, shares: { index: number, share: Share }[] }} Order
 *
 * @typedef {{ job: number }} Busy
 * @typedef {{ job: number, index: number, result: any, spent: number }} Done `spent`: milliseconds
 */

/** Milliseconds of work between two rests. */
const SLICE = 12;
/** The newest job: any other is out of date. */
let latest = 0;

addEventListener('message', ({ data }) => {
  if ('module' in data) {
    initSync(data);
    return;
  }
  latest = data.job;
  void run(data);
});

/** @param {Order} order */
async function run({ job, shares }) {
  for (const { index, share } of shares) {
    const { result, spent } = await work(job, share);
    if (job !== latest) return;
    const transfer =
      result instanceof Float64Array ? [/** @type {ArrayBuffer} */ (result.buffer)] : [];
    postMessage(/** @satisfies {Done} */ ({ job, index, result, spent }), { transfer });
  }
}

/** @param {number} job @param {Share} share */
async function work(job, { kind, args: [link, ...args] }) {
  let start = performance.now();
  let spent = 0;
  const pass = () => (spent += performance.now() - start);
  if (kind === 'summarize') return { result: summarize(link, args[0]), spent: pass() };
  const work = /** @type {(...args: any[]) => Work} */ (Work[kind])(link, ...args);
  while (job === latest && slice(work)) {
    pass();
    postMessage(/** @satisfies {Busy} */ ({ job }));
    await rest();
    start = performance.now();
  }
  const result = work.take();
  work.free();
  return { result, spent: pass() };
}

/** Whether there is more to do. @param {Work} work */
function slice(work) {
  const end = performance.now() + SLICE;
  let more = true;
  while (more && performance.now() < end) more = work.advance(1);
  return more;
}

/**
 * Lets messages that have come be read, and for a moment leaves the processor to those who draw: on
 * two cores, two workers that never rest cost the page its frames.
 */
function rest() {
  return new Promise((resolve) => setTimeout(resolve));
}
