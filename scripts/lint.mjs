// npm run lint: the checks of style and types.

import { buildWasm, MODULES } from './build-wasm.mjs';
import { ensurePageTools, ensureRustComponents } from './setup.mjs';
import { heading, main, run, runPackage } from './shared.mjs';

await main(async () => {
  ensurePageTools();
  ensureRustComponents();
  lintRust();
  // The types of the page's code include those that wasm-bindgen writes.
  await buildWasm();
  lintJavaScript();
  heading('No complaints');
});

function lintRust() {
  heading('Rust');
  const wasm = ['--target', 'wasm32-unknown-unknown', '--lib'];
  const strict = ['--', '-D', 'warnings'];
  run('cargo', ['fmt', '--check']);
  run('cargo', ['clippy', '--all-targets', ...strict]);
  const exporting = ['--no-default-features', '--features'];
  const features = MODULES.map(({ feature }) => feature);
  // The tests in browsers use all of them.
  run('cargo', ['clippy', ...wasm, '--test', 'web', ...exporting, features.join(), ...strict]);
  for (const one of features) run('cargo', ['clippy', ...wasm, ...exporting, one, ...strict]);
  run('cargo', ['doc', '--no-deps'], { RUSTDOCFLAGS: '-D warnings' });
}

function lintJavaScript() {
  heading('JavaScript and everything else');
  runPackage('typescript/bin/tsc', ['--noEmit']);
  // Floating promises, of which TypeScript itself says nothing.
  runPackage('oxlint/bin/oxlint', ['--type-aware', '--deny-warnings']);
  const rules = ['--config', '.dependency-cruiser.mjs'];
  runPackage('dependency-cruiser/bin/dependency-cruise.mjs', [...rules, 'www']);
  runPackage('prettier/bin/prettier.cjs', ['--check', '.']);
}
