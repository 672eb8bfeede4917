// Compiles the Rust core to WebAssembly: the page's module, and those that the page loads when it needs them.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { metadata, sourceFolders } from './crates.mjs';
import { heading, root, runPackage, runShown, say } from './shared.mjs';
import { tool, wasmBindgenVersion } from './setup.mjs';
import { pack } from '../www/work/packed-rows.js';

const TARGET = 'wasm32-unknown-unknown';

// The modules: the crate's feature that selects the exports, the output folder and the name.
export const MODULES = [
  { feature: 'first', folder: 'www/pkg-first', name: 'first' },
  { feature: 'page', folder: 'www/pkg', name: 'rangefinder' },
  { feature: 'evidence', folder: 'www/pkg-evidence', name: 'evidence' },
  { feature: 'why', folder: 'www/pkg-why', name: 'why' },
  { feature: 'log', folder: 'www/pkg-log', name: 'log' },
  { feature: 'table', folder: 'www/pkg-table', name: 'table' },
  { feature: 'export', folder: 'www/pkg-export', name: 'export' },
];

// The file with a description of a module's inputs, next to the module.
const STAMP = 'made-from.txt';

/** The folder of the modules for `npm start`, with subfolders named as in www/. */
export const SERVED = 'target/serve/www';

// The WebAssembly features that rustc may use, which all current browsers have.
const FEATURES = [
  'bulk-memory',
  'multivalue',
  'mutable-globals',
  'nontrapping-float-to-int',
  'reference-types',
  'sign-ext',
  'simd',
];

/** Builds the modules whose code or tools have changed since the last build. */
export async function buildWasm() {
  heading('Rust core to WebAssembly');
  for (const module of MODULES) await buildModule(module);
  packData('www/pkg');
}

/** @param {typeof MODULES[number]} module */
async function buildModule({ feature, folder, name }) {
  const compiled = await compile('release', feature);
  const source = describe(compiled);
  if (isMade(folder, source)) {
    say(`${folder} is up to date.`);
    return;
  }
  await bind(compiled, folder, name);
  optimize(`${folder}/${name}_bg.wasm`);
  writeFileSync(join(root, folder, STAMP), source);
  say(`${folder} is ready.`);
}

/**
 * Builds the modules for `npm start`, where the build should be fast and the page may be large: the core is
 * compiled once, and each module contains all of it.
 *
 * @returns {Promise<boolean>} whether a module has changed
 */
export async function buildForServing() {
  const compiled = await compile('serve', MODULES.map(({ feature }) => feature).join());
  const source = describe(compiled);
  if (isMade(SERVED, source)) return false;
  for (const { folder, name } of MODULES) await bind(compiled, servedFrom(folder), name);
  packData(servedFrom('www/pkg'));
  writeFileSync(join(root, SERVED, STAMP), source);
  return true;
}

/** @param {string} folder of a module @returns {string} its folder for `npm start` */
function servedFrom(folder) {
  return folder.replace('www', SERVED);
}

/**
 * Whether a folder was built from this source.
 *
 * @param {string} folder
 * @param {string} source
 */
function isMade(folder, source) {
  const stamp = join(root, folder, STAMP);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === source;
}

/** @param {string} folder */
function packData(folder) {
  const csv = readFileSync(join(root, 'www/data/breast_cancer.csv'), 'utf8');
  writeFileSync(join(root, folder, 'breast_cancer.bin'), pack(csv));
}

/**
 * @param {'release' | 'serve'} profile of Cargo.toml
 * @param {string} features
 * @returns the path of the module
 */
async function compile(profile, features) {
  const exports = ['--no-default-features', '--features', features];
  // In separate folders: in a shared one, each build would recompile the other.
  const folder = join(metadata().target_directory, profile === 'serve' ? profile : features);
  const options = ['--target', TARGET, '--target-dir', folder, '--config', namePlaces()];
  await runShown('cargo', ['build', '--profile', profile, '--lib', ...options, ...exports]);
  return join(folder, TARGET, profile, 'rangefinder.wasm');
}

/**
 * Writes a module and its JavaScript side.
 *
 * @param {string} compiled
 * @param {string} folder
 * @param {string} name
 */
function bind(compiled, folder, name) {
  const places = ['--out-dir', folder, '--out-name', name];
  return runShown(tool('wasm-bindgen'), ['--target', 'web', ...places, compiled]);
}

// The second `-O3` finds more after `--gufa` has inferred possible values. Rust uses no addresses below 1024, where
// its stack would end. Both make the first load 3 kB smaller.
const PASSES = ['-O3', '--low-memory-unused', '--gufa', '-O3', '--strip-producers'];

/** @param {string} module */
function optimize(module) {
  const features = FEATURES.map((feature) => `--enable-${feature}`);
  runPackage('binaryen/bin/wasm-opt', [...PASSES, ...features, module, '-o', module]);
}

/**
 * A description of all inputs of a module.
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
 * The rustc flags that remove this machine's folders from the locations in panic messages, so that builds are
 * reproducible and private.
 */
function namePlaces() {
  const flags = sourceFolders().map((folder) => `--remap-path-prefix=${folder}=crates`);
  return `target.${TARGET}.rustflags=${JSON.stringify(flags)}`;
}
