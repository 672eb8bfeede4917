// A worker with some of the seeds.

import { initSync } from '../../www/pkg/rangefinder.js';
import { JOBS } from './jobs.js';
import { seeds } from './rangefinder.js';

addEventListener('message', ({ data }) => {
  if ('module' in data) initSync(data);
  else postMessage(seeds(JOBS.small, data.first, data.count));
});
