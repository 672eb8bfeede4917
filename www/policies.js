// How each policy looks in the race's charts: families share a color, and dashes tell them apart.

/** @type {Record<string, { ink: string, dash: number[] }>} */
export const POLICIES = {
  lower: { ink: 'bounds', dash: [] },
  upper: { ink: 'bounds', dash: [8, 3] },
  steepest: { ink: 'steepest', dash: [] },
  valley: { ink: 'valley', dash: [2, 2] },
  slide: { ink: 'slide', dash: [] },
  minimum: { ink: 'minimum', dash: [] },
  lr: { ink: 'ink', dash: [] },
  triangular: { ink: 'line', dash: [] },
  triangular2: { ink: 'line', dash: [8, 3] },
  exp_range: { ink: 'line', dash: [2, 2] },
  one_cycle: { ink: 'cycle', dash: [] },
  step: { ink: 'decay', dash: [] },
  exponential: { ink: 'decay', dash: [8, 3] },
  polynomial: { ink: 'decay', dash: [2, 2] },
  inverse_time: { ink: 'decay', dash: [8, 3, 2, 3] },
  cosine: { ink: 'cosine', dash: [] },
  cosine_restarts: { ink: 'cosine', dash: [8, 3] },
  warmup_cosine: { ink: 'cosine', dash: [2, 2] },
};
