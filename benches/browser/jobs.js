// The measured jobs, and the measurement of speed.

/**
 * A range test with 30 features: everything that determines its cost.
 *
 * @typedef {object} Job
 * @property {string} link its link for this core
 * @property {number[]} sizes inputs, hidden units, outputs
 * @property {number} batchSize
 * @property {number} steps
 */

/** @type {Record<'small' | 'large', Job>} */
export const JOBS = {
  small: { link: '#v=1&stop_factor=off', sizes: [30, 10, 10, 2], batchSize: 12, steps: 48 },
  large: {
    link: '#v=1&hidden=512,512&batch_size=128&num_iter=200&stop_factor=off',
    sizes: [30, 512, 512, 2],
    batchSize: 128,
    steps: 200,
  },
};

const ROWS = 569;

/**
 * Multiplications and additions of a step: forward, gradients of the weights, and back to every layer
 * but the first.
 *
 * @param {Job} job
 */
export function operations({ sizes, batchSize }) {
  const rows = ROWS / Math.ceil(ROWS / batchSize);
  return sizes
    .slice(1)
    .map((outputs, layer) => (layer === 0 ? 4 : 6) * rows * sizes[layer] * outputs)
    .reduce((sum, one) => sum + one, 0);
}

/** @param {Job} job @param {number} step */
export function rate({ steps }, step) {
  return 0.05 * 2000 ** (step / steps);
}

/**
 * Steps per second of some work, which is repeated for at least `least` milliseconds.
 *
 * @param {() => number | Promise<number>} work makes some steps and returns their number
 * @param {number} least milliseconds
 */
export async function speed(work, least) {
  const start = performance.now();
  let steps = 0;
  let passed = 0;
  while (passed < least) {
    steps += await work();
    passed = performance.now() - start;
  }
  return (1000 * steps) / passed;
}
