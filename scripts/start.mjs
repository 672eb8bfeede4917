// npm start: serves the page locally, and reloads it after changes.

import { join } from 'node:path';
import { SERVED, buildForServing } from './build-wasm.mjs';
import { ensurePageTools } from './setup.mjs';
import { Failure, heading, main, readArguments, root, say } from './shared.mjs';

/** The source files of the core. */
const CORE = /[/\\](src[/\\].*\.(rs|py)|Cargo\.(toml|lock))$/;

await main(async () => {
  readArguments({});
  ensurePageTools();
  heading('Rust core to WebAssembly');
  await buildForServing();
  const { createServer } = await import('vite');
  const server = await createServer({
    root,
    server: { open: hasDisplay() },
    resolve: {
      // The modules built by this script, not those of `npm run build`.
      alias: [{ find: /^\.{1,2}\/(pkg(-\w+)?)\//, replacement: `${join(root, SERVED)}/$1/` }],
    },
    plugins: [{ name: 'inline-styles', transformIndexHtml: allowInlineStyles }],
  });
  followCore(server);
  await server.listen();
  say(`\nRangefinder is at ${server.resolvedUrls?.local[0]} (Ctrl+C stops it).`);
});

/**
 * Rebuilds the core when its code changes, then reloads the page.
 *
 * @param {import('vite').ViteDevServer} server
 */
function followCore(server) {
  let changed = false;
  /** @type {Promise<void> | undefined} */
  let building;
  const build = async () => {
    while (changed) {
      changed = false;
      if (!(await buildAgain())) continue;
      server.moduleGraph.invalidateAll();
      server.ws.send({ type: 'full-reload' });
    }
    building = undefined;
  };
  server.watcher.on('all', (_event, path) => {
    if (!CORE.test(path)) return;
    changed = true;
    building ??= build();
  });
}

/** @returns {Promise<boolean>} whether the core has changed */
async function buildAgain() {
  heading('The core has changed');
  try {
    return await buildForServing();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    // The compiler has printed the error, and the next change may fix it.
    say('The page goes on with the core that it has.');
    return false;
  }
}

/** Vite's development server inserts styles into the page, which the policy of the built page refuses. @param {string} html */
function allowInlineStyles(html) {
  return html.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");
}

function hasDisplay() {
  if (process.env.CI) return false;
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
