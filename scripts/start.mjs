// npm start: the page on a local web server that follows changes.

import { spawn } from 'node:child_process';
import { buildWasm } from './build-wasm.mjs';
import { ensurePageTools } from './setup.mjs';
import { main, root, say } from './shared.mjs';

await main(async () => {
  ensurePageTools();
  buildWasm();
  const url = await serve();
  say(`\nRangefinder is at ${url} (Ctrl+C stops it).`);
  if (hasDisplay()) openBrowser(url);
});

/** Starts the server and returns its address. */
async function serve() {
  const { createServer } = await import('vite');
  const server = await createServer({ root });
  await server.listen();
  return server.resolvedUrls?.local[0] ?? '';
}

function hasDisplay() {
  if (process.env.CI) return false;
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** @param {string} url */
function openBrowser(url) {
  const [command, ...args] = { darwin: ['open'], win32: ['cmd', '/c', 'start'] }[
    String(process.platform)
  ] ?? ['xdg-open'];
  spawn(command, [...args, url], { stdio: 'ignore', detached: true })
    // Without a browser to open, the address on the screen has to do.
    .on('error', () => {})
    .unref();
}
