// A worker: does shares of work, each with its own instance of the core.

import { initSync, summarize, Work } from './pkg/rangefinder.js';

/**
 * @typedef {'repeats' | 'truth' | 'race' | 'walk' | 'looks'} Kind of {@link Work}
 * @typedef {{ kind: Kind | 'summarize', name: string, args: any[] }} Share shares of one name come to
 *   the same
 *
 * @typedef {{ module: WebAssembly.Module }} Start
 * @typedef {{ index: number, share: Share }} Item
 * @typedef {{ job: number, items: Item[] }} Order
 *
 * @typedef {{ job: number }} Busy
 * @typedef {{ job: number, index: number, result: any, spent: number }} Done `spent`: milliseconds
 */

/** Milliseconds of work between two rests. */
const SLICE = 8;
/** The newest job, and what of it is to be done here. @type {Order} */
let order = { job: 0, items: [] };
let working = false;

addEventListener('message', ({ data }) => {
  if ('module' in data) {
    initSync(data);
    return;
  }
  order = data;
  // A failure that nobody catches is one that the page hears of.
  if (!working)
    run().catch((error) =>
      setTimeout(() => {
        throw error;
      }),
    );
});

/** Does one share after the other. What is under way goes on if the newest order wants it as well. */
async function run() {
  working = true;
  for (let item = order.items[0]; item; item = order.items[0]) {
    const { result, spent } = await work(item.share);
    const done = order.items.find(({ share }) => share.name === item.share.name);
    if (!done) continue;
    order.items = order.items.filter((one) => one !== done);
    const transfer =
      result instanceof Float64Array ? [/** @type {ArrayBuffer} */ (result.buffer)] : [];
    const { index } = done;
    postMessage(/** @satisfies {Done} */ ({ job: order.job, index, result, spent }), { transfer });
  }
  working = false;
}

/** @param {Share} share */
async function work({ name, kind, args: [link, ...args] }) {
  let start = performance.now();
  let spent = 0;
  const pass = () => (spent += performance.now() - start);
  if (kind === 'summarize') return { result: summarize(link, args[0]), spent: pass() };
  const work = /** @type {(...args: any[]) => Work} */ (Work[kind])(link, ...args);
  while (order.items.some(({ share }) => share.name === name) && slice(work)) {
    pass();
    postMessage(/** @satisfies {Busy} */ ({ job: order.job }));
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
