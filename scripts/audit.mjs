// npm run audit: checks the sources, licenses and duplicates of crates.
//
// npm run audit -- --advisories also checks for known vulnerabilities in crates and shipped npm packages: the only part
// that always needs the network, and whose result can change without a change of the project.

import { spawnSync } from 'node:child_process';
import { ensureCargoDeny, tool } from './setup.mjs';
import { Failure, heading, main, readArguments, root, run, say } from './shared.mjs';

await main(() => {
  const { values } = readArguments({
    options: { advisories: { type: 'boolean', default: false } },
  });
  ensureCargoDeny();
  heading('Crates: sources, licenses, duplicates');
  deny('bans', 'licenses', 'sources');
  if (values.advisories) {
    heading('Known vulnerabilities');
    deny('advisories');
    auditPackages();
  } else {
    say(
      'Known vulnerabilities were not checked, because that needs the network: npm run audit -- --advisories',
    );
  }
  heading('No problems found');
});

/** @param {string[]} checks */
function deny(...checks) {
  run(tool('cargo-deny'), ['--locked', 'check', ...checks]);
}

function auditPackages() {
  // Only the shipped packages. On Windows, npm is a batch file, which only a shell can start.
  const { status } = spawnSync('npm audit --omit=dev', {
    cwd: root,
    stdio: 'inherit',
    shell: true,
  });
  if (status !== 0) throw new Failure('npm audit failed: see its message above.');
}
