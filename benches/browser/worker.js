// A worker that runs some of the seeds.

import { initSync } from '../../www/pkg/rangefinder.js';
import { JOBS } from './jobs.js';
import { seeds, useRows } from './rangefinder.js';

addEventListener('message', ({ data }) => {
  if ('module' in data) {
    initSync({ module: data.module });
    useRows(data.rows);
  } else {
    postMessage(seeds(JOBS.small, data.first, data.count));
  }
});
