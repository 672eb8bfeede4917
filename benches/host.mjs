// A web server that compresses what it sends, like usual hosts: Vite's own does not, and slow networks are about size.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES = /** @type {Record<string, string>} */ ({
  '.css': 'text/css',
  '.csv': 'text/csv',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
});

/** Serves a folder with gzip. @param {string} folder */
export async function serve(folder) {
  /** @type {Map<string, Promise<Buffer>>} */
  const packed = new Map();
  const pack = async (/** @type {string} */ file) => gzipSync(await readFile(join(folder, file)));
  const server = createServer(async (request, response) => {
    const path = (request.url ?? '/').replace(/[?].*/, '');
    const file = path === '/' ? '/index.html' : path;
    const bytes = packed.get(file) ?? pack(file);
    packed.set(file, bytes);
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    await bytes.then(
      (sent) => {
        response.writeHead(200, { 'content-type': type, 'content-encoding': 'gzip' }).end(sent);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise((resolve) => server.listen(0, 'localhost', () => resolve(undefined)));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : '';
  return { url: `http://localhost:${port}/`, stop: () => void server.close() };
}
