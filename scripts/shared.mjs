// What every script here needs: say a line, run a command, fail with a sentence.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The top folder of the project. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** What programs' file names end in. */
export const exe = process.platform === 'win32' ? '.exe' : '';

/** A failure that one sentence explains, so that nobody needs a stack trace. */
export class Failure extends Error {}

/**
 * Runs a script's work; on a failure, prints its sentence and exits with 1.
 *
 * @param {() => void | Promise<void>} work
 */
export async function main(work) {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

/**
 * Prints one line.
 *
 * @param {string} line
 */
export function say(line) {
  console.log(line);
}

/**
 * Prints a heading.
 *
 * @param {string} title
 */
export function heading(title) {
  console.log(`\n=== ${title} ===`);
}

/**
 * Runs a command in the project's folder with its output shown; fails when the command does.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env] variables to set; undefined removes one
 */
export function run(command, args, env = {}) {
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (status !== 0) throw new Failure(`This command failed: ${[command, ...args].join(' ')}`);
}

/**
 * The same without standing in the way of other work.
 *
 * @param {string} command
 * @param {string[]} args
 */
export async function runShown(command, args) {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit' });
  const [status] = await once(child, 'close').catch(() => [undefined]);
  if (status !== 0) throw new Failure(`This command failed: ${[command, ...args].join(' ')}`);
}

/**
 * The same beside other work: the output is shown once it is whole.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
export async function runAside(command, args, env = {}) {
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  /** @type {Buffer[]} */
  const parts = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => parts.push(part));
  const [status] = await once(child, 'close').catch(() => [undefined]);
  process.stdout.write(Buffer.concat(parts));
  if (status !== 0) throw new Failure(`This command failed: ${[command, ...args].join(' ')}`);
}

/**
 * Runs a program of an npm package, which is a Node script.
 *
 * @param {string} script its path in node_modules
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env] variables to set
 */
export function runPackage(script, args, env) {
  run(process.execPath, [join('node_modules', script), ...args], env);
}

/**
 * What a command prints, or undefined when it is missing or fails.
 *
 * @param {string} command
 * @param {string[]} args
 * @returns {string | undefined}
 */
export function output(command, args) {
  const { status, stdout } = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

/**
 * Where a program is, or undefined when PATH does not lead to it.
 *
 * @param {string} program
 * @returns {string | undefined}
 */
export function onPath(program) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, program + exe))
    .find((path) => existsSync(path));
}
