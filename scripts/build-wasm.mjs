// Compiles the Rust core to WebAssembly, into www/pkg.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, heading, output, root, run, runPackage, say } from './shared.mjs';
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
  run('cargo', ['build', '--release', '--lib', '--target', 'wasm32-unknown-unknown']);
  const compiled = join(targetFolder(), 'wasm32-unknown-unknown/release/rangefinder.wasm');
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

/** Where cargo builds, which people can change. */
function targetFolder() {
  const metadata = output('cargo', ['metadata', '--no-deps', '--format-version', '1']);
  if (!metadata) throw new Failure('cargo metadata failed: run it to see why.');
  return JSON.parse(metadata).target_directory;
}
