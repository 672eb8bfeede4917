// Makes sure that the tools for building the page are there. Only Node's own modules are imported
// here, because the npm packages may not be installed yet.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, exe, onPath, output, root, run, say } from './shared.mjs';

const CARGO_DENY_VERSION = '0.20.2';

/** Everything that building the page needs. */
export function ensurePageTools() {
  ensurePackages();
  ensureWasmTarget();
  ensureWasmBindgen();
}

/** The npm packages that package-lock.json names. */
export function ensurePackages() {
  const installed = modified('node_modules/.package-lock.json');
  if (installed !== undefined && installed >= (modified('package-lock.json') ?? 0)) return;
  say('Installing the npm packages, which build and check the page.');
  // npm is a batch file on Windows, which only a shell can start.
  const { status } = spawnSync('npm ci', { cwd: root, stdio: 'inherit', shell: true });
  if (status !== 0) throw new Failure('npm ci failed: see its message above, then try again.');
}

/** Rust itself, which this project does not install by itself. */
export function ensureRust() {
  if (onPath('cargo')) return;
  throw new Failure('Rust is missing: install it from https://rustup.rs, then try again.');
}

/** Rust's standard library for WebAssembly. */
export function ensureWasmTarget() {
  ensureRust();
  const target = 'wasm32-unknown-unknown';
  const library = output('rustc', ['--print', 'target-libdir', '--target', target]);
  if (library && existsSync(library)) return;
  say('Adding the Rust target wasm32-unknown-unknown, which compiles the core for the browser.');
  rustup('target', 'add', target);
}

/** The program that writes the JavaScript side of the WebAssembly module. */
export function ensureWasmBindgen() {
  const version = wasmBindgenVersion();
  if (output(tool('wasm-bindgen'), ['--version']) === `wasm-bindgen ${version}`) return;
  say(`Installing wasm-bindgen ${version}, which joins Rust and JavaScript (takes minutes, once).`);
  cargoInstall('wasm-bindgen-cli', version);
}

/** The program that checks where crates come from, their licenses and duplicates. */
export function ensureCargoDeny() {
  if (output(tool('cargo-deny'), ['--version']) === `cargo-deny ${CARGO_DENY_VERSION}`) return;
  say(
    `Installing cargo-deny ${CARGO_DENY_VERSION}, which checks the crates (takes minutes, once).`,
  );
  cargoInstall('cargo-deny', CARGO_DENY_VERSION);
}

/** Rust's formatter and linter. */
export function ensureRustComponents() {
  ensureRust();
  for (const [command, component] of [
    ['fmt', 'rustfmt'],
    ['clippy', 'clippy'],
  ]) {
    if (output('cargo', [command, '--version'])) continue;
    say(`Adding ${component}, which checks the Rust code.`);
    rustup('component', 'add', component);
  }
}

/**
 * Installs a program of a crate into .tools.
 *
 * @param {string} crate
 * @param {string} version
 */
export function cargoInstall(crate, version) {
  ensureRust();
  run('cargo', ['install', '--locked', '--root', '.tools', crate, '--version', version]);
}

/**
 * Where `cargoInstall` puts a program.
 *
 * @param {string} program
 */
export function tool(program) {
  return join(root, '.tools', 'bin', program + exe);
}

/** The version of the wasm-bindgen crate; the program's must be the same. */
export function wasmBindgenVersion() {
  const lock = readFileSync(join(root, 'Cargo.lock'), 'utf8');
  const version = lock.match(/name = "wasm-bindgen"\r?\nversion = "(.*)"/)?.[1];
  if (!version) throw new Failure('Cargo.lock does not name wasm-bindgen: run cargo update.');
  return version;
}

/** @param {string[]} args */
function rustup(...args) {
  if (!onPath('rustup')) {
    throw new Failure(`rustup is missing: install it from https://rustup.rs, then try again.`);
  }
  run('rustup', args);
}

/**
 * When a file was last changed, or undefined when there is none.
 *
 * @param {string} path
 */
function modified(path) {
  return statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs;
}
