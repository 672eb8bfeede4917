// Loading and starting of the core's WebAssembly modules and of the first data. Errors have a sentence for the user.

import evidenceWasm from '../pkg-evidence/evidence_bg.wasm?url';
import whyWasm from '../pkg-why/why_bg.wasm?url';
import init, { data_name, use_data } from '../pkg/rangefinder.js';
import { CORE, DATA } from '../text/labels.js';
import { unpack } from './packed-rows.js';

/**
 * Starts the core. Returns its module, which workers share, and the default data.
 * @param {import('../first.js').Files} files
 * @param {import('./packed-rows.js').Table} [unpacked] the default data, if the first sweep has them already
 */
export async function startCore({ wasm, data }, unpacked) {
  if (!('WebAssembly' in globalThis)) {
    throw new Error(CORE.missing);
  }
  const [module, table] = await Promise.all([compileModule(wasm), unpacked ?? readTable(data)]);
  await init({ module_or_path: module });
  /** @type {import('./data.js').Rows} */
  const rows = { name: data_name(''), ...table, unit: undefined };
  use_data(rows.name, rows.features, rows.targets);
  return { module, rows };
}

/** @param {Promise<Response>} request for the default data */
async function readTable(request) {
  const packed = await bytesOf(request).catch((error) => {
    throw new Error(CORE.notLoaded(reason(error)));
  });
  const table = unpack(packed);
  if (!table) throw new Error(CORE.notLoaded(DATA.otherFile));
  return table;
}

/** The module of the check and of the comparison. */
export function loadEvidence() {
  return compileModule(fetch(evidenceWasm));
}

/**
 * The module of the diagnosis. It is loaded with `fetch` and not with `import()`, because Firefox retries a failed import
 * only after a reload of the page, as messages elsewhere say.
 */
export async function loadWhy() {
  try {
    return await compile(await requireOk(fetch(whyWasm)));
  } catch (error) {
    throw new Error(CORE.whyNotLoaded(reason(error)));
  }
}

/** The bytes of a file of the page. @param {string} address */
export function load(address) {
  return bytesOf(fetch(address));
}

/** @param {Promise<Response>} request */
async function bytesOf(request) {
  return (await requireOk(request)).arrayBuffer();
}

/** @param {Promise<Response>} request @returns the response, if it is the file */
async function requireOk(request) {
  const response = await request;
  if (!response.ok) throw new Error(CORE.badStatus(response.status));
  return response;
}

/** @param {Promise<Response>} request for a module */
async function compileModule(request) {
  try {
    return await compile(await requireOk(request));
  } catch (error) {
    const broken = error instanceof WebAssembly.CompileError;
    throw new Error(broken ? CORE.notCompiled(error) : CORE.notLoaded(reason(error)));
  }
}

/** Compiles a module while it is being loaded, if the server sends its type. @param {Response} response */
async function compile(response) {
  const streams = response.headers.get('content-type') === 'application/wasm';
  if (streams && WebAssembly.compileStreaming) return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

/** @param {unknown} error */
function reason(error) {
  return error instanceof Error ? error.message : error;
}
