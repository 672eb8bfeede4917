// The labels of the section "Code and files".

export const EXPORTS = {
  framework: 'Framework',
  what: 'What',
  schedule: 'Rate or schedule',
  /** @type {{ name: 'code' | 'redo' | 'own', label: string }[]} */
  kinds: [
    { name: 'code', label: 'code for a rate or a schedule' },
    { name: 'redo', label: 'a script that repeats this run' },
    { name: 'own', label: 'a range test of your own model' },
  ],
  code: 'The code',
  copy: 'Copy',
  copied: 'Copied',
  byHand: 'Copying is not allowed here: select the code and copy it.',
  download: 'Download',
  missing: (/** @type {string} */ why) => `There is no such schedule: ${why}.`,
  withRun: 'The script reads run.json, which has the weights and the batches:',
  withData: 'and data.csv, the rows of these data:',
  files: 'Files',
  pictures: 'Pictures',
  notYet: 'not computed yet',
  /** Where to get what is not always computed. @type {Record<string, string>} */
  sources: {
    comparison: 'not computed yet: see “Which schedule?”',
    diagnosis: 'open “Why it diverges” first',
    dead: 'open “Why it diverges” first; needs a network with ReLUs',
    log_check: 'add logs of trainings at constant rates first',
  },
  median: 'median, 10th to 90th percentile of the runs',
  oneRun: 'one run',
  pinned: 'pinned settings',
  answer: (/** @type {string} */ lr) => `recommended: ${lr}`,
  pinnedAnswer: (/** @type {string} */ lr) => `recommended with the pinned settings: ${lr}`,
  /** @type {Record<string, string>} */
  tables: {
    report: 'Everything: the report',
    curve: 'One run: rate and loss of each step',
    band: 'All runs: the loss at each rate',
    check: 'Check: the loss after training at each constant rate',
    comparison: 'Comparison: the result of each schedule',
    diagnosis: 'Inside the network at each step',
    data: 'The rows that are trained on',
  },
  /** @type {Record<string, string>} */
  charts: {
    sweep: 'The loss while the learning rate rises',
    check: 'The loss after training at each constant rate',
    lr: 'The learning rates of the schedules',
    validation: 'The validation loss of the schedules',
    training: 'The training loss of the schedules',
    accuracy: 'The validation accuracy of the schedules',
    edge: 'The stability limit while the learning rate rises',
    update: 'The update over the weight of each layer',
    gradient: 'The gradient norm of each layer',
    dead: 'The share of dead ReLUs',
  },
  /** Of a training log. @type {Record<string, string>} */
  log: {
    report: 'Everything: the report',
    curve: 'The loss at each rate, and smoothed',
    check: 'The loss at the end of each training at a constant rate',
  },
};
