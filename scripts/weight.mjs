// How much the built page makes a visitor download.

import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Failure, heading, root, say } from './shared.mjs';

// 35 are the data, 26 the arithmetic a second time, in lanes, and the band that they make; 59 the race, the
// truth, and the arithmetic a third time, in dual numbers, with what shows them; 4 what readers get who
// print, listen or need other colors; 6 what makes a link prove itself and the page go on without
// workers or a network.
const BUDGET_KB = 256;

// Loaded by who follows its link, and kept for who does so without a network once the page is there.
const LINKED = ['licenses.txt'];

/** Prints the size of every file that a visit loads; fails when they are more than the budget together. */
export function checkWeight() {
  heading('Page weight, in kB of 1000 bytes');
  say(row('file', 'raw', 'gzip'));
  const sizes = files().map(measure);
  for (const { name, raw, gzip } of sizes) say(row(name, kilobytes(raw), kilobytes(gzip)));
  const total = sizes.reduce((sum, { gzip }) => sum + gzip, 0);
  say(row('total', '', kilobytes(total)));
  if (total <= BUDGET_KB * 1000) return;
  throw new Failure(
    `The page is ${kilobytes(total)} kB with gzip, more than its budget of ${BUDGET_KB} kB.`,
  );
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
