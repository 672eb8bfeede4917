// Writes the list of a build's files into the service worker.

import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { minifySync } from 'vite';
import { Failure, root } from './shared.mjs';

const WORKER = 'offline-worker.js';

/** Adds the service worker to each build. @returns {import('vite').Plugin} */
export function offline() {
  return {
    name: 'offline',
    apply: 'build',
    writeBundle: ({ dir }) => writeOfflineWorker(dir ?? ''),
  };
}

/** @param {string} folder of a build */
export function writeOfflineWorker(folder) {
  const source = readFileSync(join(root, 'www/page', WORKER), 'utf8');
  const list = `const FILES = ${JSON.stringify(hashes(folder))};`;
  const told = source.replace('const FILES = {};', list);
  if (told === source) throw new Failure(`www/page/${WORKER} has no place for its files.`);
  writeFileSync(join(folder, WORKER), minifySync(WORKER, told).code);
}

/** The address and the hash of each file. @param {string} folder */
function hashes(folder) {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name !== WORKER)
    .sort();
  return Object.fromEntries(
    names.map((name) => {
      const hash = createHash('sha256').update(readFileSync(join(folder, name)));
      const address = name === 'index.html' ? './' : name;
      return [address, `sha256-${hash.digest('base64')}`];
    }),
  );
}
