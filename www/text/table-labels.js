// The labels of the panel for the user's own table. Sentences about the table come from the core.

export const TABLE = {
  question: 'Which learning rate suits your data?',
  empty:
    'Drop a table here, choose it or paste it: CSV or similar, ARFF or KEEL. The range test ' +
    'then trains a small network on it in this page.',
  local:
    'The file is read in this page. Nothing is sent anywhere, and nothing is kept unless you say so.',
  request: 'This link uses a table that it does not contain',
  bring: (/** @type {string} */ columns) => `To see its result, choose the same file (${columns}).`,
  columns: (/** @type {number} */ count) => (count === 1 ? 'one column' : `${count} columns`),
  called: (/** @type {string} */ names) => `It was called ${names}.`,
  names: (/** @type {string} */ file, /** @type {string[]} */ columns) =>
    `${file} (${columns.join(', ')})`,
  share: 'Put the names of the file and its columns in the link',
  settings: (/** @type {string} */ settings) => `The settings of the link: ${settings}.`,
  other:
    'This is another file, not that of the link: the settings are from the link, the results from your file.',
  reading: (/** @type {number} */ share) => `Reading your table … ${Math.floor(100 * share)}%`,
  cancel: 'Cancel',
  cancelled: 'Cancelled.',
  gone: 'The table is no longer in memory. Choose its file again.',
  tooLarge: (/** @type {number} */ bytes) =>
    `This file is too large: at most ${Math.floor(bytes / 1e6)} MB are read. Use a part of its rows.`,
  file: 'Choose a file',
  type: 'Or paste or type it here',
  read: 'Read it',
  back: 'Back to the previous data',
  pasted: 'pasted table',
  summary: 'Your data',
  columnsOf: 'Its columns',
  sizeOf: (/** @type {import('../pkg-table/table.js').ReadData} */ { rows, features }) =>
    `${rows.toLocaleString('en')} rows, ${features} ${features === 1 ? 'feature' : 'features'}`,
  predicts: (/** @type {string} */ name, /** @type {number} */ classes) =>
    `predicts ${name}, ${classes > 0 ? `one of ${classes} classes` : 'a value'}`,
  heads: ['Column', 'First values', 'Used as', 'Without a value', 'Why'],
  /** @type {Record<string, string>} */
  uses: {
    number: 'number',
    category: 'category',
    class: 'class to predict',
    value: 'value to predict',
    ignored: 'nothing',
  },
  useOf: (/** @type {string} */ name) => `${name}: used as`,
  missing: { fill: 'filled in', drop: 'rows left out' },
  missingOf: (/** @type {string} */ name) => `${name}: cells without a value`,
  chosen: 'As you chose.',
  keep: 'Keep this file on this device, so that the link opens with it again',
  forget: 'Forget the kept file',
  asLog: 'Read the file as a training log',
  notKept: (/** @type {unknown} */ why) => `The file could not be kept: ${why}`,
  more: (/** @type {number} */ count) => `and ${count} more columns`,
  failed: 'No table',
  unusable: (/** @type {string} */ why) => `${why} The charts still show the previous choice.`,
};
