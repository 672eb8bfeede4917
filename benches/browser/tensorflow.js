// The jobs with TensorFlow.js: the same range test on the same rows, with the loss read at every step.

import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threaded from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import csv from '../../www/data/breast_cancer.csv?raw';
import { rate } from './jobs.js';
import { read } from './rows.js';

setWasmPaths({
  'tfjs-backend-wasm.wasm': plain,
  'tfjs-backend-wasm-simd.wasm': simd,
  'tfjs-backend-wasm-threaded-simd.wasm': threaded,
});

/** @typedef {import('./jobs.js').Job} Job */
/** @typedef {(step: number) => number | Promise<number>} Step makes a step and returns its loss */

const { features, labels } = read(csv);

/** @param {string} backend */
export async function use(backend) {
  if (!(await tf.setBackend(backend))) throw new Error(`TensorFlow.js has no backend ${backend}.`);
  await tf.ready();
}

/** Both training methods. @type {Record<string, (job: Job) => Step>} */
export const WAYS = { trainOnBatch, minimize };

/**
 * Makes steps of a job until it is done or the time is over. Returns their number.
 *
 * @param {Job} job
 * @param {Step} step
 * @param {number} most milliseconds
 */
export async function sweep({ steps }, step, most) {
  const start = performance.now();
  let made = 0;
  while (made < steps && performance.now() - start < most) {
    const loss = await step(made);
    if (!Number.isFinite(loss)) throw new Error(`TensorFlow.js's loss is ${loss}.`);
    made += 1;
  }
  return made;
}

/** @param {Job} job @returns {Step} */
function trainOnBatch(job) {
  const model = sequential();
  job.sizes.slice(1).forEach((units, layer) => {
    const last = layer === job.sizes.length - 2;
    const activation = last ? 'sigmoid' : 'relu';
    model.add(layers.dense({ units, activation, inputShape: [job.sizes[layer]] }));
  });
  const optimizer = tf.train.sgd(0.05);
  model.compile({ optimizer, loss: 'meanSquaredError' });
  return async (step) => {
    optimizer.setLearningRate(rate(job, step));
    const [inputs, targets] = batch(job, step);
    const loss = await model.trainOnBatch(inputs, targets);
    tf.dispose([inputs, targets]);
    return Number(loss);
  };
}

/** @param {Job} job @returns {Step} */
function minimize(job) {
  const parameters = job.sizes.slice(1).map((units, layer) => {
    const limit = Math.sqrt(6 / (job.sizes[layer] + units));
    return {
      weight: tf.variable(tf.randomUniform([job.sizes[layer], units], -limit, limit)),
      bias: tf.variable(tf.zeros([units])),
    };
  });
  const optimizer = tf.train.sgd(0.05);
  return (step) => {
    optimizer.setLearningRate(rate(job, step));
    const [inputs, targets] = batch(job, step);
    const cost = optimizer.minimize(() => {
      const output = parameters.reduce((sum, { weight, bias }, layer) => {
        const z = tf.add(tf.matMul(sum, weight), bias);
        return layer === parameters.length - 1 ? tf.sigmoid(z) : tf.relu(z);
      }, /** @type {tf.Tensor} */ (inputs));
      return /** @type {tf.Scalar} */ (tf.mean(tf.squaredDifference(output, targets)));
    }, true);
    const loss = cost?.dataSync()[0] ?? NaN;
    tf.dispose([inputs, targets, ...(cost ? [cost] : [])]);
    return loss;
  };
}

/**
 * The rows of a step, in order: shuffling them would make TensorFlow.js a little slower.
 *
 * @param {Job} job
 * @param {number} step
 */
function batch({ batchSize, sizes }, step) {
  const first = (step % Math.ceil(labels.length / batchSize)) * batchSize;
  const rows = Math.min(batchSize, labels.length - first);
  const outputs = sizes[sizes.length - 1];
  const inputs = features.slice(first * 30, (first + rows) * 30);
  const targets = Float32Array.from({ length: rows * outputs }, (_, cell) => {
    return labels[first + Math.floor(cell / outputs)];
  });
  return [tf.tensor2d(inputs, [rows, 30]), tf.tensor2d(targets, [rows, outputs])];
}
