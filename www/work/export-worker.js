// The worker that writes code and files.

import { work } from './export-writing.js';

addEventListener('message', async ({ data: { id, task } }) => {
  try {
    postMessage({ id, result: await work(task) });
  } catch (error) {
    postMessage({ id, problem: error instanceof Error ? error.message : `${error}` });
  }
});
