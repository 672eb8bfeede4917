// The worker that reads logs.

import { work } from './log-reading.js';

addEventListener('message', async ({ data: { id, task } }) => {
  try {
    postMessage({ id, result: await work(task) });
  } catch (error) {
    postMessage({ id, problem: error instanceof Error ? error.message : `${error}` });
  }
});
