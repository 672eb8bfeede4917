// Loading and starting of the core's WebAssembly modules and of the first data. Errors have a sentence for the user.

import evidenceWasm from '../pkg-evidence/evidence_bg.wasm?url';
import whyWasm from '../pkg-why/why_bg.wasm?url';
import init, { data_name, use_data } from '../pkg/rangefinder.js';
import { CORE, DATA } from '../text/labels.js';
import { unpack } from './packed-rows.js';

/**
 * Starts the core. Returns its module, which workers share, and the default data.
 * @param {import('../first.js').Files} files
 */
export async function startCore({ wasm, data }) {
  if (!('WebAssembly' in globalThis)) {
    throw new Error(CORE.missing);
  }
  const [module, packed] = await Promise.all([
    compiled(wasm),
    bytes(data).catch((error) => {
      throw new Error(CORE.notLoaded(reason(error)));
    }),
  ]);
  await init({ module_or_path: module });
  const table = unpack(packed);
  if (!table) throw new Error(CORE.notLoaded(DATA.otherFile));
  /** @type {import('./data.js').Rows} */
  const rows = { name: data_name(''), ...table, unit: undefined };
  use_data(rows.name, rows.features, rows.targets);
  return { module, rows };
}

/** The module of the check and of the comparison. */
export function loadEvidence() {
  return compiled(fetch(evidenceWasm));
}

/**
 * The module of the diagnosis. It is loaded with `fetch` and not with `import()`, because Firefox retries a failed import
 * only after a reload of the page, as messages elsewhere say.
 */
export async function loadWhy() {
  try {
    return await compile(await good(fetch(whyWasm)));
  } catch (error) {
    throw new Error(CORE.whyNotLoaded(reason(error)));
  }
}

/** The bytes of a file of the page. @param {string} address */
export function load(address) {
  return bytes(fetch(address));
}

/** @param {Promise<Response>} asked */
async function bytes(asked) {
  return (await good(asked)).arrayBuffer();
}

/** @param {Promise<Response>} asked @returns the answer, if it is the file */
async function good(asked) {
  const answer = await asked;
  if (!answer.ok) throw new Error(CORE.answered(answer.status));
  return answer;
}

/** @param {Promise<Response>} asked for a module */
async function compiled(asked) {
  try {
    return await compile(await good(asked));
  } catch (error) {
    const broken = error instanceof WebAssembly.CompileError;
    throw new Error(broken ? CORE.notCompiled(error) : CORE.notLoaded(reason(error)));
  }
}

/** Compiles a module while it is being loaded, if the server sends its type. @param {Response} answer */
async function compile(answer) {
  const streams = answer.headers.get('content-type') === 'application/wasm';
  if (streams && WebAssembly.compileStreaming) return WebAssembly.compileStreaming(answer);
  return WebAssembly.compile(await answer.arrayBuffer());
}

/** @param {unknown} error */
function reason(error) {
  return error instanceof Error ? error.message : error;
}
