// A worker: an executor with its own instance of the core.

import { Executor } from './executor.js';
import { initSync } from '../pkg/rangefinder.js';

/** @typedef {{ module: WebAssembly.Module }} Start */

const executor = new Executor(
  (message) => {
    const isTransferable = 'result' in message && message.result instanceof Float64Array;
    postMessage(message, { transfer: isTransferable ? [message.result.buffer] : [] });
  },
  // An uncaught failure is reported to the page.
  (error) =>
    setTimeout(() => {
      throw error;
    }),
);

addEventListener('message', ({ data }) => {
  if ('module' in data) {
    initSync(data);
    // The first message: a worker that dies before it could not start.
    postMessage({ job: 0, steps: 0 });
  } else {
    executor.receive(data);
  }
});
