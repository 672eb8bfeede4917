// Helpers of all scripts: printing, running commands, failures.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** The top folder of the project. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** The file extension of programs. */
export const exe = process.platform === 'win32' ? '.exe' : '';

/** A failure with a sentence as explanation, printed without a stack trace. */
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
 * The arguments of the script; any other argument is a failure.
 *
 * @template {import('node:util').ParseArgsConfig} T
 * @param {T} config
 */
export function readArguments(config) {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new Failure(error instanceof Error ? error.message : `${error}`);
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
 * Runs a command in the project's folder and shows its output. Fails if the command fails.
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
 * Like {@link run}, but asynchronous.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
export async function runShown(command, args, env = {}) {
  const child = spawn(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  const [status] = await once(child, 'close').catch(() => [undefined]);
  if (status !== 0) throw new Failure(`This command failed: ${[command, ...args].join(' ')}`);
}

/**
 * Like {@link run}, but asynchronous, with the output shown at the end.
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
 * Runs a Node script of an npm package.
 *
 * @param {string} script its path in node_modules
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env] variables to set
 */
export function runPackage(script, args, env) {
  run(process.execPath, [join('node_modules', script), ...args], env);
}

/**
 * The output of a command; undefined if it is missing or fails.
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
 * The path of a program; undefined if it is not on PATH.
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
