// WebDriver programs, which control a browser while tests need it.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { Failure } from './shared.mjs';

/** Milliseconds to wait for a driver to be ready. */
const PATIENCE = 30_000;

/**
 * Starts a driver, does some work, and stops the driver.
 *
 * @param {string} program its path
 * @param {(url: string) => void | Promise<void>} work
 * @param {NodeJS.ProcessEnv} [env] variables to set
 */
export async function withDriver(program, work, env = {}) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const driver = spawn(program, [`--port=${port}`], {
    stdio: 'ignore',
    env: { ...process.env, ...env },
  });
  driver.on('error', () => {});
  try {
    await ready(url, program, driver);
    await work(url);
  } finally {
    driver.kill();
  }
}

/**
 * Does some work with a virtual screen, for browsers without a headless mode.
 *
 * @param {(env: NodeJS.ProcessEnv) => Promise<void>} work `env` selects the screen
 */
export async function withScreen(work) {
  // The server chooses a free display number and prints it when it is ready.
  const server = spawn('Xvfb', ['-displayfd', '1', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    const lines = createInterface(server.stdout);
    const [number] = await Promise.race([
      once(lines, 'line'),
      ...['exit', 'error'].map(async (end) => {
        await new Promise((resolve) => server.once(end, resolve));
        throw new Failure('Xvfb did not start: run it by hand to see why.');
      }),
    ]);
    await work({ DISPLAY: `:${number}` });
  } finally {
    server.kill();
  }
}

/** A free port. */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' ? address?.port : undefined;
}

/**
 * @param {string} url
 * @param {string} program
 * @param {import('node:child_process').ChildProcess} driver
 */
async function ready(url, program, driver) {
  const end = Date.now() + PATIENCE;
  while (Date.now() < end && driver.exitCode === null) {
    const status = await fetch(`${url}/status`).then(
      (response) => response.json(),
      () => undefined,
    );
    if (status?.value?.ready) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Failure(`${program} did not start: run it by hand to see why.`);
}
