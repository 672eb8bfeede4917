// Compiles the Rust core to WebAssembly: the page's module, and those that the page loads when it needs them.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { metadata, sourceFolders } from './crates.mjs';
import { heading, root, run, runPackage, say } from './shared.mjs';
import { tool, wasmBindgenVersion } from './setup.mjs';
import { pack } from '../www/work/packed-rows.js';

const TARGET = 'wasm32-unknown-unknown';

// Of each, the crate's feature that says what it exports; and where it goes, under which name.
export const MODULES = [
  { feature: 'page', folder: 'www/pkg', name: 'rangefinder' },
  { feature: 'evidence', folder: 'www/pkg-evidence', name: 'evidence' },
  { feature: 'why', folder: 'www/pkg-why', name: 'why' },
  { feature: 'log', folder: 'www/pkg-log', name: 'log' },
  { feature: 'table', folder: 'www/pkg-table', name: 'table' },
  { feature: 'export', folder: 'www/pkg-export', name: 'export' },
];

// What a module was made from, kept beside it.
const STAMP = 'made-from.txt';

// What rustc may use in WebAssembly and every current browser has.
const FEATURES = [
  'bulk-memory',
  'multivalue',
  'mutable-globals',
  'nontrapping-float-to-int',
  'reference-types',
  'sign-ext',
  'simd',
];

/** Builds the modules, except those of which neither the code nor a tool changed since the last time. */
export function buildWasm() {
  heading('Rust core to WebAssembly');
  for (const module of MODULES) buildModule(module);
  const csv = readFileSync(join(root, 'www/data/breast_cancer.csv'), 'utf8');
  writeFileSync(join(root, 'www/pkg/breast_cancer.bin'), pack(csv));
}

/** @param {typeof MODULES[number]} module */
function buildModule({ feature, folder, name }) {
  const compiled = compile(feature);
  const source = describe(compiled);
  const stamp = join(root, folder, STAMP);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === source) {
    say(`${folder} is up to date.`);
    return;
  }
  const places = ['--out-dir', folder, '--out-name', name];
  run(tool('wasm-bindgen'), ['--target', 'web', ...places, compiled]);
  optimize(`${folder}/${name}_bg.wasm`);
  writeFileSync(stamp, source);
  say(`${folder} is ready.`);
}

/** @param {string} feature @returns where the module is */
function compile(feature) {
  const exports = ['--no-default-features', '--features', feature];
  // In a folder of its own: in one, each would have the other compiled again.
  const folder = join(metadata().target_directory, feature);
  const options = ['--target', TARGET, '--target-dir', folder, '--config', namePlaces()];
  run('cargo', ['build', '--release', '--lib', ...options, ...exports]);
  return join(folder, TARGET, 'release/rangefinder.wasm');
}

// The second `-O3` finds more once `--gufa` knows which values can be where; nothing of Rust's has an address
// below 1024, where its stack would end. Both make the first load 3 kB smaller.
const PASSES = ['-O3', '--low-memory-unused', '--gufa', '-O3', '--strip-producers'];

/** @param {string} module */
function optimize(module) {
  const features = FEATURES.map((feature) => `--enable-${feature}`);
  runPackage('binaryen/bin/wasm-opt', [...PASSES, ...features, module, '-o', module]);
}

/**
 * Everything that decides what becomes of a module.
 *
 * @param {string} compiled
 */
function describe(compiled) {
  const hash = createHash('sha256')
    .update(readFileSync(compiled))
    .update(readFileSync(import.meta.filename))
    .digest('hex');
  const { version } = JSON.parse(
    readFileSync(join(root, 'node_modules/binaryen/package.json'), 'utf8'),
  );
  return `${hash}\nwasm-bindgen ${wasmBindgenVersion()}\nbinaryen ${version}\n`;
}

/**
 * Panics name their place in the code: not by the folders of this machine, which would differ from the
 * next one's and would be in every visitor's copy.
 */
function namePlaces() {
  const flags = sourceFolders().map((folder) => `--remap-path-prefix=${folder}=crates`);
  return `target.${TARGET}.rustflags=${JSON.stringify(flags)}`;
}
