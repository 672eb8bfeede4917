// All measurements, one after the other in one page, so that nothing else runs.

import wasm from '../../www/pkg/rangefinder_bg.wasm?url';
import init from '../../www/pkg/rangefinder.js';
import peakUrl from '../../target/bench/peak.wasm?url';
import { measureCosts } from './cost.js';
import { JOBS, operations, speed } from './jobs.js';
import { loadRows, SEEDS, seeds, sweep, useRows } from './rangefinder.js';
import * as tensorflow from './tensorflow.js';

/**
 * @typedef {object} Result
 * @property {string} job
 * @property {string} who
 * @property {number[]} runs steps per second of each run
 *
 * @typedef {object} Results
 * @property {string} browser
 * @property {number[]} peak GFLOP/s of each run
 * @property {number[]} tiles the same where the factors are loaded from the cache, in tiles like the core's
 * @property {Record<string, number>} operations of a step of each job
 * @property {Result[]} results
 */

/** The shortest time of a run, and the longest one of TensorFlow.js in the large job, in milliseconds. */
const RUN = 400;
const LARGE_RUN = 4000;

/** @param {string} url */
const compile = async (url) => WebAssembly.compile(await (await fetch(url)).arrayBuffer());

/**
 * @param {number} count of runs of everything
 * @returns {Promise<Results>}
 */
async function bench(count) {
  const core = await startCore();
  /** @type {Result[]} */
  const results = [];
  /** @param {string} job @param {string} who @param {() => Promise<number>} run */
  const measure = async (job, who, run) => {
    const warm = await run();
    if (!(warm > 0)) throw new Error(`${who} made no step of the ${job} job.`);
    const runs = [];
    while (runs.length < count) runs.push(await run());
    results.push({ job, who, runs });
  };

  const { peak, tiles } = await measurePeak(count);
  const { small, large } = JOBS;
  await measure('small', 'Rangefinder', () => speed(() => sweep(small), RUN));
  await measure('many', 'Rangefinder', () => speed(() => seeds(small, 0, SEEDS), RUN));
  for (const workers of [1, 2]) {
    const crew = startCrew(core, workers);
    await measure('many', `Rangefinder, ${workers} worker${workers > 1 ? 's' : ''}`, () =>
      speed(() => crew.round(), RUN),
    );
    crew.stop();
  }
  await measure('large', 'Rangefinder', () => speed(() => sweep(large), RUN));
  for (const backend of ['cpu', 'wasm']) {
    await tensorflow.use(backend);
    for (const [way, start] of Object.entries(tensorflow.WAYS)) {
      const who = `TensorFlow.js ${backend}, ${way}`;
      for (const [name, job] of Object.entries(JOBS)) {
        const step = start(job);
        const least = name === 'large' ? 1 : RUN;
        await measure(name, who, () => speed(() => tensorflow.sweep(job, step, LARGE_RUN), least));
      }
    }
  }
  return {
    browser: navigator.userAgent,
    peak,
    tiles,
    operations: { small: operations(small), many: operations(small), large: operations(large) },
    results,
  };
}

/** How the time grows with the work. */
async function cost() {
  const core = await startCore();
  return measureCosts((workers) => startCrew(core, workers));
}

async function startCore() {
  const module = await compile(wasm);
  await init({ module_or_path: module });
  const rows = await loadRows();
  useRows(rows);
  return { module, rows };
}

/** @param {number} count */
async function measurePeak(count) {
  const { exports } = await WebAssembly.instantiate(await compile(peakUrl));
  /** @param {string} name @param {number} turns @param {number} operations of four numbers a turn */
  const measure = async (name, turns, operations) => {
    const work = /** @type {(turns: number) => void} */ (exports[name]);
    const billions = () => speed(() => (work(turns), (turns * operations * 4) / 1e9), RUN);
    await billions();
    const runs = [];
    while (runs.length < count) runs.push(await billions());
    return runs;
  };
  return { peak: await measure('turns', 1e6, 24), tiles: await measure('tiles', 1e5, 32 * 16) };
}

/** Workers that share the seeds. @param {object} core with its data @param {number} count */
function startCrew(core, count) {
  // Large enough for each worker that the distribution takes no relevant time.
  const share = (10 * SEEDS) / count;
  const workers = Array.from({ length: count }, () => {
    const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
    worker.postMessage(core);
    return worker;
  });
  return {
    /** Lets all workers do their share. Returns the number of steps. */
    async round() {
      const made = workers.map(
        (worker, index) =>
          new Promise((resolve, reject) => {
            worker.onmessage = ({ data }) => resolve(data);
            worker.onerror = () => reject(new Error('A worker failed.'));
            worker.postMessage({ first: index * share, count: share });
          }),
      );
      return (await Promise.all(made)).reduce((sum, steps) => sum + steps, 0);
    },
    stop: () => workers.forEach((worker) => worker.terminate()),
  };
}

Object.assign(window, { bench, cost });
