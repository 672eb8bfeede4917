// npm start: the page on a local web server that follows changes.

import { buildWasm } from './build-wasm.mjs';
import { ensurePageTools } from './setup.mjs';
import { main, root, say } from './shared.mjs';

await main(async () => {
  ensurePageTools();
  buildWasm();
  const { createServer } = await import('vite');
  const server = await createServer({ root, server: { open: hasDisplay() } });
  await server.listen();
  say(`\nRangefinder is at ${server.resolvedUrls?.local[0]} (Ctrl+C stops it).`);
});

function hasDisplay() {
  if (process.env.CI) return false;
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
