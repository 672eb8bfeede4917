// npm run fuzz: tests links, settings, logs, tables and the engine with random inputs.
// npm run fuzz -- [MINUTES] [TARGET], for each target or for one; 10 minutes by default.

import { ensureRust } from './setup.mjs';
import { Failure, main, run, say } from './shared.mjs';

const TARGETS = ['links', 'settings', 'logs', 'tables', 'engine'];

await main(() => {
  const [minutes = '10', target, ...others] = process.argv.slice(2);
  if (others.length > 0) throw new Failure('Say for how many minutes, and for which target.');
  if (!/^[1-9]\d{0,3}$/.test(minutes)) throw new Failure('Say for how many minutes, from 1.');
  if (target && !TARGETS.includes(target)) {
    throw new Failure(`There is no target ${target}: choose one of ${TARGETS.join(', ')}.`);
  }
  ensureRust();
  say(`${target ?? 'Each target'} runs for ${minutes} min.`);
  const only = { FUZZ_MINUTES: minutes, FUZZ_TARGET: target };
  run('cargo', ['test', '--release', '--test', 'fuzz'], only);
});
