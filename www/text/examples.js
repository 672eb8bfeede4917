// Example sweeps, each of which shows one thing. The build writes them into the page. The lessons have no numbers: the
// page shows those that the core computes.

/**
 * @typedef {object} Example
 * @property {string} name
 * @property {string} link
 * @property {string} lesson what the charts of this link show
 */

/** @type {Example[]} */
export const EXAMPLES = [
  {
    name: 'Breast cancer, SGD',
    link: '#v=2',
    lesson: 'Plain SGD: the loss falls over two decades of rates, and good ones lie in the middle.',
  },
  {
    name: 'The original notebook',
    link: '#v=2&start_lr=0.05&end_lr=100&epochs=1',
    lesson: 'One pass over the data: fewer steps, and so a rougher curve.',
  },
  {
    name: 'Momentum',
    link: '#v=2&optimizer=momentum',
    lesson: 'With momentum each gradient is used in several updates, so good rates are smaller.',
  },
  {
    name: 'Adam',
    link: '#v=2&optimizer=adam',
    lesson: 'With Adam, weights change by about the rate itself, so good rates are much smaller.',
  },
  {
    name: 'Unscaled inputs',
    link: '#v=2&scaler=none&output=softmax&start_lr=1e-8&end_lr=0.1',
    lesson: 'Features in the thousands make large gradients: only tiny rates work.',
  },
  {
    name: 'Textbook range',
    link: '#v=2&start_lr=1e-10&end_lr=10&num_iter=480',
    lesson: 'Over a very wide range most rates change almost nothing: much of the curve is flat.',
  },
  {
    name: 'Too few steps',
    link: '#v=2&num_iter=6',
    lesson: 'A test with a few batches is rough: only training shows which rates are good.',
  },
  {
    name: 'Running mean',
    link: '#v=2&measure=running_mean',
    lesson:
      'The loss that Keras logs is a mean over the epoch so far: the curve moves to the right.',
  },
  {
    name: 'A smaller upper bound',
    link: '#v=2&upper=2',
    lesson: 'Schedules that start at too high a rate end worse: compare them with a smaller bound.',
  },
  {
    name: 'Exploding loss',
    link: '#v=2&output=linear&stop_factor=off',
    lesson: 'This loss has no upper limit: once training diverges, it grows with every batch.',
  },
];
