// npm run format: puts every file into the project's style.

import { ensurePackages, ensureRustComponents } from './setup.mjs';
import { main, run, runPackage } from './shared.mjs';

await main(() => {
  ensurePackages();
  ensureRustComponents();
  run('cargo', ['fmt']);
  runPackage('prettier/bin/prettier.cjs', ['--write', '.']);
});
