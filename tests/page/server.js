// A web server like a static host, whose files can change and which can be stopped.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';

const TYPES = /** @type {Record<string, string>} */ ({
  '.bin': 'application/octet-stream',
  '.css': 'text/css',
  '.csv': 'text/csv',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
  '.wasm': 'application/wasm',
});

/** Headers as static hosts send them: browsers cache files, one copy per value of these request headers. */
const HEADERS = { 'cache-control': 'max-age=600', vary: 'accept, accept-encoding' };

export class Server {
  /** The requested paths. @type {string[]} */
  asked = [];
  /** The status of every response: 200 serves the files, 0 sends no response. */
  status = 200;
  /** Redirects: from file name to location. @type {Record<string, string>} */
  redirects = {};
  /** Until this resolves, only the first half of the page is sent. @type {Promise<unknown>} */
  whole = Promise.resolve();
  #http = createServer((request, response) => this.#answer(request.url ?? '', response));

  /** @param {string} folder the folder to serve under /some/where/ */
  constructor(folder) {
    this.folder = folder;
  }

  /** Starts listening and returns the address. @returns {Promise<string>} */
  async start() {
    await new Promise((resolve) => this.#http.listen(0, 'localhost', () => resolve(undefined)));
    const address = this.#http.address();
    const port = typeof address === 'object' ? address?.port : '';
    return `http://localhost:${port}/some/where/`;
  }

  async stop() {
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  /** @param {string} path @param {import('node:http').ServerResponse} response */
  async #answer(path, response) {
    this.asked.push(path);
    // A test may change it while the file is read.
    const { status } = this;
    if (status === 0) return;
    const name = path.replace(/[?].*/, '').replace('/some/where/', '');
    const file = name || 'index.html';
    const bytes = await readFile(join(this.folder, file)).catch(() => undefined);
    if (status !== 200) {
      response.writeHead(status).end();
    } else if (name in this.redirects) {
      response.writeHead(302, { location: this.redirects[name] }).end();
    } else if (bytes) {
      response.writeHead(200, { 'content-type': TYPES[extname(file)], ...HEADERS });
      const half = file === 'index.html' ? bytes.length >> 1 : 0;
      response.write(bytes.subarray(0, half));
      if (half > 0) await this.whole;
      response.end(bytes.subarray(half));
    } else {
      response.writeHead(404).end();
    }
  }
}
