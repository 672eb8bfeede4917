// npm run reproduce: builds the page here and from scratch in another folder; all bytes must be equal.

import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPage } from './build-page.mjs';
import { Failure, heading, main, output, readArguments, root, run, say } from './shared.mjs';

await main(async () => {
  readArguments({});
  await buildPage();
  const copy = mkdtempSync(join(tmpdir(), 'rangefinder-'));
  try {
    copyProject(copy);
    heading(`The same build again in ${copy}`);
    run(process.execPath, [join(copy, 'scripts/build.mjs')], {
      // The same crates under another path.
      CARGO_HOME: link(process.env.CARGO_HOME ?? join(homedir(), '.cargo'), join(copy, 'cargo')),
      CARGO_TARGET_DIR: join(copy, 'target'),
    });
    compare(join(root, 'dist'), join(copy, 'dist'));
  } finally {
    rmSync(copy, { recursive: true });
  }
});

/** Copies the source files and the npm packages; links the programs in .tools. @param {string} copy */
function copyProject(copy) {
  const files = output('git', ['ls-files', '--cached', '--others', '--exclude-standard']);
  if (files === undefined) throw new Failure('git ls-files failed: run it to see why.');
  for (const file of [...files.split('\n'), 'node_modules']) {
    cpSync(join(root, file), join(copy, file), { recursive: true });
  }
  link(join(root, '.tools'), join(copy, '.tools'));
}

/** @param {string} target @param {string} path */
function link(target, path) {
  symlinkSync(target, path, 'junction');
  return path;
}

/** @param {string} here @param {string} there */
function compare(here, there) {
  heading('Both builds');
  const [first, second] = [hashes(here), hashes(there)];
  const names = [...new Set([...first.keys(), ...second.keys()])].sort();
  for (const name of names) say(`${first.get(name) ?? 'missing'}  ${name}`);
  const different = names.filter((name) => first.get(name) !== second.get(name));
  if (different.length > 0) throw new Failure(`The second build differs: ${different.join(', ')}.`);
  heading(`The same bytes in all ${names.length} files`);
}

/** The hash of each file. @param {string} folder */
function hashes(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    files
      .filter((file) => file.isFile())
      .map(({ parentPath, name }) => {
        const path = join(parentPath, name);
        const hash = createHash('sha256').update(readFileSync(path)).digest('hex');
        return [path.slice(folder.length + 1), hash];
      }),
  );
}
