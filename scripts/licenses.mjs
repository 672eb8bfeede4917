// The licenses of the third-party parts, which the page must include.

import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { shippedCrates } from './crates.mjs';
import { Failure, root } from './shared.mjs';

/**
 * A third-party part of the page.
 *
 * @typedef {{ name: string, version: string, license: string, folder: string }} Part
 */

/** Adds licenses.txt to the page. @returns {import('vite').Plugin} */
export function licenses() {
  return {
    name: 'licenses',
    configureServer({ middlewares }) {
      middlewares.use('/licenses.txt', (_, response) => response.end(text()));
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'licenses.txt', source: text() });
    },
  };
}

/** All npm packages and crates in the page. @returns {Part[]} */
export function shippedParts() {
  const { packages } = JSON.parse(read(join(root, 'package-lock.json')));
  const npm = Object.entries(packages).filter(([path, { dev }]) => path && !dev);
  return [
    ...npm.map(([path, { version, license }]) => {
      const name = path.replace(/.*node_modules[/]/, '');
      return { name, version, license, folder: join(root, path) };
    }),
    ...shippedCrates().map(({ name, version, license, manifest_path }) => {
      return { name, version, license, folder: dirname(manifest_path) };
    }),
  ];
}

/** Each license once, with the names of its parts. */
function text() {
  const own = read(join(root, 'LICENSE'));
  /** @type {Map<string, string[]>} */
  const owners = new Map([
    [own, ['Rangefinder']],
    [read(join(root, 'www/data/README.md')), ['Its data']],
    [own.replace(/(?<=Copyright).*/, ' (c) The Rust Project Contributors'), ["Rust's library"]],
  ]);
  for (const part of shippedParts()) {
    for (const file of licenseFiles(part)) {
      const license = read(file);
      owners.set(license, [...(owners.get(license) ?? []), `${part.name} ${part.version}`]);
    }
  }
  const rule = '='.repeat(80);
  // Hosts do not send the encoding of text files, so a byte order mark declares it.
  return (
    '\ufeff' +
    [...owners].map(([license, names]) => `${names.join(', ')}\n\n${license}`).join(rule + '\n')
  );
}

/** The license files of a part; the MIT license if there is a choice. @param {Part} part */
function licenseFiles({ name, folder }) {
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  if (files.length === 0) throw new Failure(`${name} comes without the text of its license.`);
  const choice = files.some((file) => /mit/i.test(file));
  const chosen = files.filter((file) => !choice || !/apache|zlib/i.test(file));
  return chosen.sort().map((file) => join(folder, file));
}

/** @param {string} path */
function read(path) {
  return readFileSync(path, 'utf8').replaceAll('\r\n', '\n').trim() + '\n';
}
