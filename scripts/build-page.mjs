// Builds the page into dist/.

import { buildWasm } from './build-wasm.mjs';
import { ensurePageTools } from './setup.mjs';
import { heading, runPackage } from './shared.mjs';
import { checkWeight } from './weight.mjs';

/** Builds the page, ready for any web server, and checks its weight. */
export async function buildPage() {
  ensurePageTools();
  await buildWasm();
  heading('Page to dist/');
  runPackage('vite/bin/vite.js', ['build']);
  checkWeight();
}
