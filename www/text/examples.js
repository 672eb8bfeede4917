// Sweeps worth seeing, each with what it shows. The build writes their links into the page.

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
    link: '#v=2',
    lesson:
      'Plain SGD in batches of 12. The range and the number of steps follow the optimizer and the batch size.',
  },
  {
    name: 'Breast cancer, SGD (the original notebook)',
    link: '#v=2&start_lr=0.05&end_lr=100&epochs=1',
    lesson:
      'Plain SGD, one pass over the data in 48 batches. The smoothed line of this one run is lowest at a rate of 30; but smoothing shifts it to the right, and the median of 200 runs is lowest at 5 and rises again from 10.',
  },
  {
    name: 'A smaller upper bound',
    link: '#v=1&upper=2',
    lesson:
      'A short sweep makes large rates look better than they are: after 20 epochs with its upper bound of 10, seven of the 13 schedules in part 3 are significantly worse than the one with the lowest loss. With an upper bound of 2, none is.',
  },
  {
    name: 'Textbook range',
    link: '#v=1&start_lr=1e-10&end_lr=10&num_iter=480&beta=0.95',
    lesson:
      'From 1e-10 to 10: most of the eleven decades are flat, since such rates change almost nothing ' +
      'in so few batches. The loss falls only in the last three.',
  },
  {
    name: 'Momentum',
    link: '#v=1&optimizer=momentum&start_lr=0.001&epochs=2&beta=0.9',
    lesson:
      'With momentum 0.9, each gradient counts about ten times: training works from 0.011 to 2.7, where plain SGD over the same range has 0.055 and 13.',
  },
  {
    name: 'Adam',
    link: '#v=1&optimizer=adam&start_lr=1e-5&end_lr=10&epochs=3&beta=0.9',
    lesson:
      'Adam divides by the size of the gradients, so its rates are steps of the weights themselves: training works from 0.001 to 0.24, where plain SGD only begins to fall at 0.04.',
  },
  {
    name: 'Unscaled inputs',
    link: '#v=1&scaler=none&output=softmax&start_lr=1e-8&end_lr=0.1&epochs=3&beta=0.9',
    lesson:
      'Unscaled features have values in the thousands: the loss starts above 100, falls at rates as ' +
      'small as 1e-5, where it does not yet fall with standardized features, and ends near that of ' +
      'a constant prediction.',
  },
  {
    name: 'Too few steps',
    link: '#v=1&num_iter=6',
    lesson:
      'Six batches are too few to learn from: the line ends higher than it began, where the ' +
      'notebook’s 48 batches bring it down from 0.2 to 0.11 between the same two rates.',
  },
  {
    name: 'Running mean',
    link: '#v=1&measure=running_mean',
    lesson:
      'The loss that Keras logs is the mean over the epoch so far, which includes all early ' +
      'batches: the notebook’s own training now seems to learn fastest at 6 rather than at 2, and ' +
      'the line falls to the end.',
  },
  {
    name: 'Less smoothing',
    link: '#v=1&beta=0.8',
    lesson:
      'With a beta of 0.8 the line keeps closer to the points: it falls to 0.04, where the notebook’s, in which the first batches weigh more, falls to 0.11; and its rise ends the sweep at 58. The median of the runs needs no smoothing: the bounds are as they were.',
  },
  {
    name: 'An explosion',
    link: '#v=1&output=linear&start_lr=1e-4&epochs=3&beta=0.9&stop_factor=off',
    lesson:
      'The loss of a linear output is not bounded, and no rule stops this sweep: above a rate of 1, it ' +
      'grows several times with every batch, until it is no longer a number.',
  },
];
