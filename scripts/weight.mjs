// The download sizes of the built page, and their budgets.

import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Failure, heading, root, say } from './shared.mjs';

// What is loaded before the first training step, in kB: 30 are the data and 35 the module of the first sweep, which
// cannot read links: that would be 23 more.
const STEP = {
  name: 'before the first step',
  budget: 80,
  files: /(^|[/])(index[.]html|index-.*[.]css|first-.*[.]js|first_bg-.*[.]wasm|breast_cancer-.*)$/,
};
// What is loaded until the suggested answer, with all that: 133 are the core, which page and workers share, 23 the
// charts' library; 0.5, why runs were stopped and what a level curve shows.
const ANSWER = { name: 'until the suggested answer', budget: 274.5, files: /./ };

// The parts loaded after the answer, or on demand, in kB.
const LAZY = [
  // What makes the page go on without a network, and says when a newer version is ready: a third are the files' hashes.
  { name: 'offline', budget: 4.5, files: /offline-[\w-]*[.]js$/ },
  // Their panels and charts, without those shared with the first charts; 0.1 keep controls in their place.
  { name: 'panels loaded later', budget: 15.2, files: /(later|line-chart)-.*[.]js$/ },
  // A second copy of the engine in lanes is 60; the check and the comparison themselves, 45.
  { name: 'check and comparison', budget: 113, files: /evidence(_bg)?-.*[.](js|wasm)$/ },
  // Titles, notes, lessons, frames and the pinned curve.
  { name: 'teaching', budget: 7, files: /(teaching|lessons)-.*[.](js|css)$/ },
  // The code of the workers, for a page that cannot start any.
  { name: 'without workers', budget: 6, files: /executor-.*[.]js$/ },
  // What reads a training log, shows what it says, and keeps it for a reload; 0.7 are the length of the user's training.
  {
    name: 'training log: code',
    budget: 13.5,
    files: /(training-log|log-worker|log-reading|log-labels|log-lines)-.*[.](js|css)$/,
  },
  // 3 are the length of the training, and training runs added to a link; 2, rates in names and numbers alone in a file;
  // 2, factors in names; 6, names in other languages, trainings that are sorted or have seeds, and numbers between marks;
  // 5, tables in HTML, vectors of R and MATLAB, rates among settings, and the points of a ramp in no order; 4, formulas of
  // rates, and prints that leave out rows.
  { name: 'training log: reader', budget: 182, files: /log_bg-.*[.]wasm$/ },
  // The reader of tables, with the data sets that it reads from files or generates.
  {
    name: 'tables: code',
    budget: 14,
    files: /(own-data|builtin-data|rows|intake|background|table|table-\w+)-[\w-]*[.](js|css)$/,
  },
  // 7 are columns that determine the target, and amounts, dates and rows in more notations; 0.8, the roles one by one.
  { name: 'tables: reader', budget: 124, files: /table_bg-.*[.]wasm$/ },
  { name: 'tables: data', budget: 8, files: /[.]csv$/ },
  // What fills their fold, pictures, and what asks the writer: 3 in its worker, and 3 for a page that cannot start one.
  { name: 'code and files: code', budget: 14.5, files: /(export|log-files)-[\w-]*[.](js|css)$/ },
  // The engine once more, for the run that a script repeats; 4 are settings in words, and the files of what went on
  // inside the network.
  { name: 'code and files: writer', budget: 140.5, files: /export_bg-.*[.]wasm$/ },
  // A third copy of the arithmetic, in dual numbers, is 18; the rest is another copy of the engine.
  { name: 'why it diverges', budget: 78, files: /why_bg-.*[.]wasm$/ },
];

// Loaded when a user follows the link to the licenses, and stored for offline use.
// The card is for link previews on other sites.
const LINKED = ['licenses.txt', 'card.png'];

/**
 * Prints the size of every file that a visit may load. Fails if a part is missing or exceeds its budget.
 */
export function checkWeight() {
  heading('Page weight, in kB of 1000 bytes');
  say(row('file', 'raw', 'gzip'));
  const sizes = files().map(measure);
  for (const { name, raw, gzip } of sizes) say(row(name, kilobytes(raw), kilobytes(gzip)));
  const first = (/** @type {string} */ file) => (STEP.files.test(file) ? STEP : ANSWER);
  const partOf = (/** @type {string} */ file) =>
    LAZY.find((part) => part.files.test(file)) ?? first(file);
  for (const part of [STEP, ANSWER, ...LAZY]) {
    // The part for the answer includes that for the first step.
    const parts = part === ANSWER ? [STEP, ANSWER] : [part];
    const own = sizes.filter(({ name }) => parts.includes(partOf(name)));
    const total = own.reduce((sum, { gzip }) => sum + gzip, 0);
    say(row(part.name, `of ${part.budget}`, kilobytes(total)));
    if (total > 0 && total <= part.budget * 1000) continue;
    throw new Failure(
      `Page weight, ${part.name}: ${kilobytes(total)} kB with gzip; its budget is ${part.budget} kB.`,
    );
  }
}

function files() {
  const dist = join(root, 'dist');
  return readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(dist, name)).isFile() && !LINKED.includes(name))
    .sort();
}

/** @param {string} name */
function measure(name) {
  const bytes = readFileSync(join(root, 'dist', name));
  return { name, raw: bytes.length, gzip: gzipSync(bytes).length };
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return (bytes / 1000).toFixed(1);
}

/**
 * @param {string} name
 * @param {string} raw
 * @param {string} gzip
 */
function row(name, raw, gzip) {
  return name.padEnd(48) + raw.padStart(8) + gzip.padStart(8);
}
