// Compiles the Rust core to WebAssembly: the page's module, and those that the page loads when it needs them.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { metadata, sourceFolders } from './crates.mjs';
import { heading, root, runPackage, runShown, say } from './shared.mjs';
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

/** Where `npm start` has the modules' folders, each named as in www/. */
export const SERVED = 'target/serve/www';

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
 * Builds the modules for `npm start`, where a build should end soon and the page need not be light: the core is
 * compiled once, and each module has everything in it.
 *
 * @returns {Promise<boolean>} whether something has changed
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

/** @param {string} folder of a module @returns {string} where `npm start` has it */
function servedFrom(folder) {
  return folder.replace('www', SERVED);
}

/**
 * Whether a folder has been made from this source.
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
 * @returns where the module is
 */
async function compile(profile, features) {
  const exports = ['--no-default-features', '--features', features];
  // In a folder of its own: in one, each would have the other compiled again.
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
