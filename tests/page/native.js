// What the native core says.

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { metadata } from '../../scripts/crates.mjs';
import { exe } from '../../scripts/shared.mjs';

const { packages, target_directory } = metadata();

/** The version of the core, which claims in links are of. */
export const VERSION = packages.find(({ name }) => name === 'rangefinder')?.version;

/** The program that prints reports. Cargo takes longer than it: each process of tests asks Cargo once. */
const program = join(target_directory, `release/rangefinder${exe}`);
execFileSync('cargo', ['build', '--release', '--quiet', '--bin', 'rangefinder']);

/**
 * A link as the core writes it.
 *
 * @param {string} link
 * @returns {string}
 */
export const written = (link) => nativeReport(link).link;

/**
 * The report that the native core makes of a link.
 *
 * @param {string} link
 * @param {string[]} flags of what is to be added
 */
export function nativeReport(link, ...flags) {
  // The longest sweeps have reports of megabytes.
  const options = /** @type {const} */ ({ encoding: 'utf8', maxBuffer: 2 ** 26 });
  return JSON.parse(execFileSync(program, ['report', '--strict', ...flags, link], options));
}

/**
 * The report that the native core makes of a log.
 *
 * @param {string} text
 * @param {string[]} options
 */
export function nativeLog(text, ...options) {
  const said = execFileSync(program, ['log', '--json', ...options, '-'], {
    encoding: 'utf8',
    input: text,
    maxBuffer: 2 ** 26,
  });
  return JSON.parse(said);
}

/**
 * What the native core takes a table for.
 *
 * @param {string} text
 */
export function nativeTable(text) {
  const said = execFileSync(program, ['data', '--json', '-'], { encoding: 'utf8', input: text });
  return JSON.parse(said);
}
