// How each schedule looks in the charts of the comparison: families share a color, and dashes tell them apart. What
// is constant at a suggestion is dashed as its line in the sweep.

import { MARKERS } from './markers.js';

/** @type {Record<string, { ink: string, dash: number[] }>} */
export const STYLES = {
  lower: { ink: 'bounds', dash: [] },
  upper: { ink: 'bounds', dash: [8, 3] },
  steepest: { ink: 'steepest', dash: MARKERS.steepest.dash },
  valley: { ink: 'valley', dash: MARKERS.valley.dash },
  slide: { ink: 'slide', dash: MARKERS.slide.dash },
  minimum: { ink: 'minimum', dash: MARKERS.minimum.dash },
  lr: { ink: 'ink', dash: [12, 3, 2, 3] },
  triangular: { ink: 'line', dash: [] },
  triangular2: { ink: 'line', dash: [8, 3] },
  exp_range: { ink: 'line', dash: [2, 2] },
  one_cycle: { ink: 'cycle', dash: [12, 3, 2, 3, 2, 3] },
  step: { ink: 'decay', dash: [16, 4] },
  exponential: { ink: 'decay', dash: [8, 3] },
  polynomial: { ink: 'decay', dash: [2, 2] },
  inverse_time: { ink: 'decay', dash: [8, 3, 2, 3] },
  cosine: { ink: 'cosine', dash: [16, 4] },
  cosine_restarts: { ink: 'cosine', dash: [8, 3, 2, 3] },
  warmup_cosine: { ink: 'cosine', dash: [4, 4] },
};

/** Schedules that are alike, of which one stands for all. */
export const FAMILIES = [
  ['lower', 'upper', 'steepest', 'valley', 'slide', 'minimum', 'lr'],
  ['triangular', 'triangular2', 'exp_range', 'one_cycle'],
  [
    'step',
    'exponential',
    'polynomial',
    'inverse_time',
    'cosine',
    'cosine_restarts',
    'warmup_cosine',
  ],
];
