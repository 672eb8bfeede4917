// npm run format: formats all files.

import { ensurePackages, ensureRustComponents } from './setup.mjs';
import { main, run, runPackage } from './shared.mjs';

await main(() => {
  ensurePackages();
  ensureRustComponents();
  run('cargo', ['fmt']);
  runPackage('prettier/bin/prettier.cjs', ['--write', '.']);
});
