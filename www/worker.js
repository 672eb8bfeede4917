// A worker: runs some seeds of an experiment, or sums up what all of them came to. It has its own
// instance of the core.

import { initSync, Repeats, summarize } from './pkg/rangefinder.js';

/**
 * @typedef {{ module: WebAssembly.Module }} Start
 * @typedef {{ chunk: number, first: number, count: number }} Share
 * @typedef {{ job: number, link: string, shares: Share[] }} Run
 * @typedef {{ job: number, link: string, chunks: Float64Array[] }} Sum
 *
 * @typedef {{ job: number }} Busy
 * @typedef {{ job: number, chunk: number, numbers: Float64Array<ArrayBuffer> }} Done
 * @typedef {{ job: number, summary: import('./pkg/rangefinder.js').Summary }} Summed
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
  if ('chunks' in data) sum(data);
  else if ('shares' in data) void run(data);
});

/** @param {Run} message */
async function run({ job, link, shares }) {
  for (const { chunk, first, count } of shares) {
    const repeats = new Repeats(link, first, count);
    while (job === latest && slice(repeats)) {
      postMessage(/** @satisfies {Busy} */ ({ job }));
      await rest();
    }
    const numbers = /** @type {Float64Array<ArrayBuffer>} */ (repeats.take());
    repeats.free();
    if (job !== latest) return;
    postMessage(/** @satisfies {Done} */ ({ job, chunk, numbers }), {
      transfer: [numbers.buffer],
    });
  }
}

/** Whether there is more to do. @param {Repeats} repeats */
function slice(repeats) {
  const end = performance.now() + SLICE;
  let more = true;
  while (more && performance.now() < end) more = repeats.advance(1);
  return more;
}

/** @param {Sum} message */
function sum({ job, link, chunks }) {
  const summary = summarize(link, chunks);
  postMessage(/** @satisfies {Summed} */ ({ job, summary }));
}

/**
 * Lets messages that have come be read, and for a moment leaves the processor to those who draw: on
 * two cores, two workers that never rest cost the page its frames.
 */
function rest() {
  return new Promise((resolve) => setTimeout(resolve));
}
