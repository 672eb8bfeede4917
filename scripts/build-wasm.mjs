// Compiles the Rust core to WebAssembly, into www/pkg.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { metadata, sourceFolders } from './crates.mjs';
import { heading, root, run, runPackage, say } from './shared.mjs';
import { tool, wasmBindgenVersion } from './setup.mjs';

const FOLDER = 'www/pkg';

// What the page's module was made from, kept beside it.
const STAMP = join(root, FOLDER, 'made-from.txt');

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

/** Builds the module, unless neither the code nor a tool changed since the last time. */
export function buildWasm() {
  heading('Rust core to WebAssembly');
  const target = 'wasm32-unknown-unknown';
  run('cargo', ['build', '--release', '--lib', '--target', target, '--config', namePlaces(target)]);
  const compiled = join(metadata().target_directory, target, 'release/rangefinder.wasm');
  const source = describe(compiled);
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === source) {
    say(`${FOLDER} is up to date.`);
    return;
  }
  run(tool('wasm-bindgen'), ['--target', 'web', '--out-dir', FOLDER, compiled]);
  optimize(`${FOLDER}/rangefinder_bg.wasm`);
  writeFileSync(STAMP, source);
  say(`${FOLDER} is ready.`);
}

/** @param {string} module */
function optimize(module) {
  const features = FEATURES.map((feature) => `--enable-${feature}`);
  runPackage('binaryen/bin/wasm-opt', ['-O3', ...features, module, '-o', module]);
}

/**
 * Everything that decides what ends up in www/pkg.
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
 *
 * @param {string} target
 */
function namePlaces(target) {
  const flags = sourceFolders().map((folder) => `--remap-path-prefix=${folder}=crates`);
  return `target.${target}.rustflags=${JSON.stringify(flags)}`;
}
