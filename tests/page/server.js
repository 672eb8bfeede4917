// A web server as plain as a static host's, whose files can change and which can be stopped.

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

/** As hosts have them: browsers keep copies of their own, one for each way of asking. */
const HEADERS = { 'cache-control': 'max-age=600', vary: 'accept, accept-encoding' };

export class Server {
  /** The paths that were asked for. @type {string[]} */
  asked = [];
  /** The status of every answer, if that is not to be the files; 0 for no answer at all. */
  status = 200;
  /** Where it leads whoever asks for a name. @type {Record<string, string>} */
  redirects = {};
  /** Until then it sends the first half of the page alone. @type {Promise<unknown>} */
  whole = Promise.resolve();
  #http = createServer((request, response) => this.#answer(request.url ?? '', response));

  /** @param {string} folder what it serves, under /some/where/ */
  constructor(folder) {
    this.folder = folder;
  }

  /** Its address once it listens. @returns {Promise<string>} */
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
