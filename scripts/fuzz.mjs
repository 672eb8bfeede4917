// npm run fuzz: tests links, settings, logs, tables and the engine with random inputs.
// npm run fuzz -- [MINUTES], for each of them; 10 by default.

import { ensureRust } from './setup.mjs';
import { Failure, main, run, say } from './shared.mjs';

await main(() => {
  const [minutes = '10'] = process.argv.slice(2);
  if (!/^[1-9]\d{0,3}$/.test(minutes)) throw new Failure('Say for how many minutes, from 1.');
  ensureRust();
  say(`Each target runs for ${minutes} min.`);
  run('cargo', ['test', '--release', '--test', 'fuzz'], { FUZZ_MINUTES: minutes });
});
