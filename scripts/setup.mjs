// Installs the tools for building the page if missing. It imports only Node's own modules, because the npm packages
// may not be installed yet.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, exe, onPath, output, root, run, say } from './shared.mjs';

const CARGO_DENY_VERSION = '0.20.2';

/** Installs everything for building the page. */
export function ensurePageTools() {
  ensurePackages();
  ensureWasmTarget();
  ensureWasmBindgen();
}

/** Installs the npm packages of package-lock.json. */
export function ensurePackages() {
  const installed = modified('node_modules/.package-lock.json');
  if (installed !== undefined && installed >= (modified('package-lock.json') ?? 0)) return;
  say('Installing the npm packages, which build and check the page.');
  // On Windows, npm is a batch file, which only a shell can start.
  const { status } = spawnSync('npm ci', { cwd: root, stdio: 'inherit', shell: true });
  if (status !== 0) throw new Failure('npm ci failed: see its message above, then try again.');
}

/** Checks that Rust is installed; this project does not install it. */
export function ensureRust() {
  if (onPath('cargo')) return;
  throw new Failure('Rust is missing: install it from https://rustup.rs, then try again.');
}

/** Installs Rust's standard library for WebAssembly. */
export function ensureWasmTarget() {
  ensureRust();
  const target = 'wasm32-unknown-unknown';
  const library = output('rustc', ['--print', 'target-libdir', '--target', target]);
  if (library && existsSync(library)) return;
  say('Adding the Rust target wasm32-unknown-unknown, which compiles the core for the browser.');
  rustup('target', 'add', target);
}

/** Installs wasm-bindgen, which generates the JavaScript of a WebAssembly module. */
export function ensureWasmBindgen() {
  const version = wasmBindgenVersion();
  if (output(tool('wasm-bindgen'), ['--version']) === `wasm-bindgen ${version}`) return;
  say(
    `Installing wasm-bindgen ${version}, which joins Rust and JavaScript (takes a minute, once).`,
  );
  cargoInstall('wasm-bindgen-cli', version);
}

/** Installs cargo-deny, which checks the sources, licenses and duplicates of crates. */
export function ensureCargoDeny() {
  if (output(tool('cargo-deny'), ['--version']) === `cargo-deny ${CARGO_DENY_VERSION}`) return;
  say(
    `Installing cargo-deny ${CARGO_DENY_VERSION}, which checks the crates (takes minutes, once).`,
  );
  cargoInstall('cargo-deny', CARGO_DENY_VERSION);
}

/** Installs Rust's formatter and linter. */
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
 * Installs the program of a crate into .tools.
 *
 * @param {string} crate
 * @param {string} version
 */
export function cargoInstall(crate, version) {
  ensureRust();
  // Optimized, a program that runs for a second would take minutes longer to compile.
  const quick = { CARGO_PROFILE_RELEASE_OPT_LEVEL: '0' };
  run('cargo', ['install', '--locked', '--root', '.tools', crate, '--version', version], quick);
}

/**
 * The path of a program from `cargoInstall`.
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
 * The time of a file's last change; undefined if it does not exist.
 *
 * @param {string} path
 */
function modified(path) {
  return statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs;
}
