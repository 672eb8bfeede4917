// How the time grows with each measure of the work, all others being equal.

import { SEEDS, seeds, sweep, useRows } from './rangefinder.js';

/** How often everything is measured. */
const ROUNDS = 9;

/**
 * One measure of the work.
 *
 * @typedef {object} Axis
 * @property {string} name
 * @property {number[]} sizes
 * @property {(size: number) => void | Promise<unknown>} work
 *
 * @typedef {object} Cost
 * @property {string} name
 * @property {number[]} sizes
 * @property {number[]} times of each size in milliseconds, medians
 */

/** A link in which no run ends early. */
const link = (/** @type {string} */ settings) => `#v=1&stop_factor=off&${settings}`;

/** @type {Axis[]} */
const AXES = [
  {
    name: 'seeds',
    sizes: [100, 200, 300, 400, 600, 800],
    work: (count) => void seeds({ link: link(''), steps: 48 }, 0, count),
  },
  {
    name: 'steps',
    sizes: [48, 96, 144, 192, 288, 384],
    work: (steps) => void seeds({ link: link(`num_iter=${steps}`), steps }, 0, SEEDS),
  },
  {
    name: 'weights',
    sizes: [64, 96, 128, 160, 192, 256].map(weightsOf),
    work: (weights) => {
      const width = widthOf(weights);
      void seeds({ link: link(`hidden=${width},${width}`), steps: 48 }, 0, 4);
    },
  },
  { name: 'rows', sizes: [10_000, 20_000, 30_000, 40_000, 60_000, 80_000], work: epoch },
];

/** Weights and biases of a network of 30 inputs, two hidden layers and 2 outputs. @param {number} width */
function weightsOf(width) {
  return 30 * width + width * width + 2 * width + 2 * width + 2;
}

/** @param {number} weights */
function widthOf(weights) {
  return Math.round((-34 + Math.sqrt(34 ** 2 + 4 * (weights - 2))) / 2);
}

/** Passes data of as many rows to the core, and makes an epoch of steps. @param {number} rows */
function epoch(rows) {
  const features = Float64Array.from({ length: 10 * rows }, (_, at) => Math.sin(at * at));
  const targets = Float64Array.from({ length: rows }, (_, row) => Number(features[10 * row] > 0));
  // A name that links may have.
  useRows({ name: 'noisy', features, targets, unit: undefined });
  sweep({ link: link('data=noisy&batch_size=32'), steps: Math.ceil(rows / 32) });
}

/**
 * @param {(workers: number) => { round: () => Promise<number>, stop: () => void }} start workers that share the same work
 * @returns {Promise<{ costs: Cost[], workers: number[] }>} `workers`: milliseconds of one worker, and of two
 */
export async function measureCosts(start) {
  /** @type {Cost[]} */
  const costs = [];
  for (const { name, sizes, work } of AXES)
    costs.push({ name, sizes, times: await times(sizes, work) });
  // The same work for each number of workers.
  const crews = [1, 2].map(start);
  const shares = await times([1, 2], (workers) => crews[workers - 1].round());
  crews.forEach((crew) => crew.stop());
  return { costs, workers: shares };
}

/**
 * All sizes in turn, so that what slows the machine down for a while slows all of them down.
 *
 * @param {number[]} sizes
 * @param {Axis['work']} work
 */
async function times(sizes, work) {
  const seen = sizes.map(() => /** @type {number[]} */ ([]));
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [at, size] of sizes.entries()) {
      const start = performance.now();
      await work(size);
      // The first round is the compiler's.
      if (round > 0) seen[at].push(performance.now() - start);
    }
  }
  return seen.map((all) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)]);
}
