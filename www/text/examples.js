// Sweeps worth seeing, each of which shows one thing. The build writes them into the page. Numbers are the page's to
// say: it has them from the core.

/**
 * @typedef {object} Example
 * @property {string} name
 * @property {string} link
 * @property {string} lesson true of the picture that the link gives
 */

/** @type {Example[]} */
export const EXAMPLES = [
  {
    name: 'Breast cancer, SGD',
    link: '#v=1',
    lesson: 'The experiment of the original notebook: plain SGD, one pass over the data.',
  },
  {
    name: 'Momentum',
    link: '#v=1&optimizer=momentum&start_lr=0.001',
    lesson: 'With momentum each gradient counts several times, so good rates are smaller.',
  },
  {
    name: 'Adam',
    link: '#v=1&optimizer=adam&start_lr=1e-5&end_lr=10&epochs=3',
    lesson: 'Adam’s rates are steps of the weights themselves, so good ones are much smaller.',
  },
  {
    name: 'Unscaled inputs',
    link: '#v=1&scaler=none&output=softmax&start_lr=1e-8&end_lr=0.1&epochs=3',
    lesson: 'Features in the thousands make large gradients: only tiny rates work.',
  },
  {
    name: 'Textbook range',
    link: '#v=1&start_lr=1e-10&end_lr=10&num_iter=480',
    lesson: 'Over a very wide range most rates change almost nothing: the curve is flat for long.',
  },
  {
    name: 'Too few steps',
    link: '#v=1&num_iter=6',
    lesson: 'A handful of batches is too few to learn from.',
  },
  {
    name: 'Running mean',
    link: '#v=1&measure=running_mean',
    lesson:
      'The loss that Keras logs is a mean over the epoch so far: the curve moves to the right.',
  },
  {
    name: 'A smaller upper bound',
    link: '#v=1&upper=2',
    lesson:
      'Schedules that start at too high a rate end worse: compare them under a smaller bound.',
  },
  {
    name: 'An explosion',
    link: '#v=1&output=linear&start_lr=1e-4&epochs=3&stop_factor=off',
    lesson:
      'A loss without an upper limit grows several times with every batch once training diverges.',
  },
];
