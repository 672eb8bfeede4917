// Results of the native core.

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { metadata } from '../../scripts/crates.mjs';
import { exe } from '../../scripts/shared.mjs';

const { packages, target_directory } = metadata();

/** The version of the core, which fingerprints in links contain. */
export const VERSION = packages.find(({ name }) => name === 'rangefinder')?.version;

/** The program that prints reports. Cargo is slower than it, so it runs once per test process. */
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
 * The report of the native core about a link.
 *
 * @param {string} link
 * @param {string[]} flags what to add to the report
 */
export function nativeReport(link, ...flags) {
  // Reports of the longest sweeps have megabytes.
  const options = /** @type {const} */ ({ encoding: 'utf8', maxBuffer: 2 ** 26 });
  return JSON.parse(execFileSync(program, ['report', '--strict', ...flags, link], options));
}

/**
 * The report of the native core about a log.
 *
 * @param {string} text
 * @param {string[]} options
 */
export function nativeLog(text, ...options) {
  const output = execFileSync(program, ['log', '--json', ...options, '-'], {
    encoding: 'utf8',
    input: text,
    maxBuffer: 2 ** 26,
  });
  return JSON.parse(output);
}

/**
 * The report of the native core about a table.
 *
 * @param {string} text
 */
export function nativeTable(text) {
  const output = execFileSync(program, ['data', '--json', '-'], { encoding: 'utf8', input: text });
  return JSON.parse(output);
}
