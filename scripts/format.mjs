// npm run format: formats all files.

import { ensurePackages, ensureRustComponents } from './setup.mjs';
import { main, readArguments, run, runPackage } from './shared.mjs';

await main(() => {
  readArguments({});
  ensurePackages();
  ensureRustComponents();
  run('cargo', ['fmt']);
  runPackage('prettier/bin/prettier.cjs', ['--write', '.']);
});
