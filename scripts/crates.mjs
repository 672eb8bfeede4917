// The crates of this project, from cargo.

import { dirname } from 'node:path';
import { Failure, output } from './shared.mjs';

const TARGET = 'wasm32-unknown-unknown';

/**
 * @typedef {object} Crate
 * @property {string} name
 * @property {string} version
 * @property {string} license an SPDX expression
 * @property {string} manifest_path
 * @property {string | null} source null for this project's own
 */

/**
 * The output of `cargo metadata` for the page's target.
 *
 * @returns {{ packages: Crate[], target_directory: string }}
 */
export function metadata() {
  const options = ['--format-version', '1', '--filter-platform', TARGET];
  return JSON.parse(cargo('metadata', ...options));
}

/** The folders that contain third-party crates, each in its own folder. */
export function sourceFolders() {
  const crates = metadata().packages.filter(({ source }) => source !== null);
  return [...new Set(crates.map(({ manifest_path }) => dirname(dirname(manifest_path))))];
}

/** The third-party crates in the page's WebAssembly, by name. */
export function shippedCrates() {
  const { packages } = metadata();
  const edges = ['--edges', 'normal,no-proc-macro', '--target', TARGET];
  const tree = cargo('tree', ...edges, '--prefix', 'none', '--format', '{p}').split('\n');
  const shipped = new Set(tree.map((line) => line.split(' ').slice(0, 2).join(' ')));
  return packages
    .filter(({ source, name, version }) => source !== null && shipped.has(`${name} v${version}`))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** @param {string[]} args */
function cargo(...args) {
  const said = output('cargo', args);
  if (said === undefined) throw new Failure(`cargo ${args[0]} failed: run it to see why.`);
  return said;
}
