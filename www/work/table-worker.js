// The worker that reads tables.

import { work } from './table-reading.js';

addEventListener('message', async ({ data: { id, task } }) => {
  try {
    const result = await work(task, (progress) => postMessage({ id, progress }));
    const transfer = result?.dataset
      ? [result.rows.features.buffer, result.rows.targets.buffer]
      : [];
    postMessage({ id, result }, { transfer });
  } catch (error) {
    postMessage({ id, problem: error instanceof Error ? error.message : `${error}` });
  }
});
