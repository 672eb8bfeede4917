// The smallest part of TensorFlow.js that makes one step of the original notebook's training: its core and the CPU
// kernels and gradients of that step. A page that shows anything would load more.

import { registerGradient } from '@tensorflow/tfjs-core/dist/base';
import { registerKernel } from '@tensorflow/tfjs-core/dist/kernel_registry';
import { ready, setBackend } from '@tensorflow/tfjs-core/dist/globals';
import { SGDOptimizer } from '@tensorflow/tfjs-core/dist/optimizers/sgd_optimizer';
import { add } from '@tensorflow/tfjs-core/dist/ops/add';
import { matMul } from '@tensorflow/tfjs-core/dist/ops/mat_mul';
import { mean } from '@tensorflow/tfjs-core/dist/ops/mean';
import { randomUniform } from '@tensorflow/tfjs-core/dist/ops/random_uniform';
import { relu } from '@tensorflow/tfjs-core/dist/ops/relu';
import { sigmoid } from '@tensorflow/tfjs-core/dist/ops/sigmoid';
import { squaredDifference } from '@tensorflow/tfjs-core/dist/ops/squared_difference';
import { tensor2d } from '@tensorflow/tfjs-core/dist/ops/tensor2d';
import { variable } from '@tensorflow/tfjs-core/dist/ops/variable';
import { zeros } from '@tensorflow/tfjs-core/dist/ops/zeros';
import { addGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Add_grad';
import { batchMatMulGradConfig } from '@tensorflow/tfjs-core/dist/gradients/BatchMatMul_grad';
import { castGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Cast_grad';
import { divGradConfig } from '@tensorflow/tfjs-core/dist/gradients/RealDiv_grad';
import { meanGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Mean_grad';
import { reluGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Relu_grad';
import { reshapeGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Reshape_grad';
import { sigmoidGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Sigmoid_grad';
import { squaredDifferenceGradConfig } from '@tensorflow/tfjs-core/dist/gradients/SquaredDifference_grad';
import { sumGradConfig } from '@tensorflow/tfjs-core/dist/gradients/Sum_grad';
import '@tensorflow/tfjs-backend-cpu/dist/base';
import { addConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Add';
import { batchMatMulConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/BatchMatMul';
import { castConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Cast';
import { identityConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Identity';
import { meanConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Mean';
import { multiplyConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Multiply';
import { realDivConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/RealDiv';
import { reluConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Relu';
import { reshapeConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Reshape';
import { sigmoidConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Sigmoid';
import { squaredDifferenceConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/SquaredDifference';
import { stepConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Step';
import { subConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Sub';
import { sumConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Sum';
import { tileConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Tile';
import { transposeConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Transpose';
import { zerosLikeConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/ZerosLike';
import '@tensorflow/tfjs-core/dist/base_side_effects';
import csv from '../../www/data/breast_cancer.csv?url';
import { read } from '../browser/rows.js';

[
  addConfig,
  batchMatMulConfig,
  castConfig,
  identityConfig,
  meanConfig,
  multiplyConfig,
  realDivConfig,
  reluConfig,
  reshapeConfig,
  sigmoidConfig,
  squaredDifferenceConfig,
  stepConfig,
  subConfig,
  sumConfig,
  tileConfig,
  transposeConfig,
  zerosLikeConfig,
].forEach(registerKernel);
[
  addGradConfig,
  batchMatMulGradConfig,
  castGradConfig,
  divGradConfig,
  meanGradConfig,
  reluGradConfig,
  reshapeGradConfig,
  sigmoidGradConfig,
  squaredDifferenceGradConfig,
  sumGradConfig,
].forEach(registerGradient);

const SIZES = [30, 10, 10, 2];
const BATCH_SIZE = 12;

const { features, labels } = read(await (await fetch(csv)).text());
await setBackend('cpu');
await ready();
const parameters = SIZES.slice(1).map((units, layer) => {
  const limit = Math.sqrt(6 / (SIZES[layer] + units));
  return {
    weight: variable(randomUniform([SIZES[layer], units], -limit, limit)),
    bias: variable(zeros([units])),
  };
});
const inputs = tensor2d(features.slice(0, BATCH_SIZE * 30), [BATCH_SIZE, 30]);
const both = labels.slice(0, BATCH_SIZE).flatMap((label) => [label, label]);
const targets = tensor2d(Float32Array.from(both), [BATCH_SIZE, 2]);
const cost = new SGDOptimizer(0.05).minimize(() => {
  const output = parameters.reduce((sum, { weight, bias }, layer) => {
    const z = add(matMul(sum, weight), bias);
    return layer === parameters.length - 1 ? sigmoid(z) : relu(z);
  }, /** @type {import('@tensorflow/tfjs-core').Tensor} */ (inputs));
  return mean(squaredDifference(output, targets));
}, true);
const loss = cost?.dataSync()[0] ?? NaN;
if (!Number.isFinite(loss)) throw new Error(`The loss is ${loss}.`);
performance.mark('first step');
