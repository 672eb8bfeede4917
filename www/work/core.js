// The core: its WebAssembly, loaded and started, and that which is loaded later. What goes wrong is told
// in a sentence.

import whyWasm from '../pkg-why/why_bg.wasm?url';
import wasm from '../pkg/rangefinder_bg.wasm?url';
import init from '../pkg/rangefinder.js';
import { CORE } from '../text/labels.js';

/** Starts the core; its module, which workers share. */
export async function startCore() {
  if (!('WebAssembly' in globalThis)) {
    throw new Error(CORE.missing);
  }
  const module = await compile(await download());
  await init({ module_or_path: module });
  return module;
}

/**
 * The module of what looks into the network. It is loaded as a file and not as code by `import()`: what
 * could not be imported once, browsers do not ask for again.
 */
export async function loadWhy() {
  try {
    return await WebAssembly.compile(await load(whyWasm));
  } catch (error) {
    throw new Error(CORE.whyNotLoaded(reason(error)));
  }
}

async function download() {
  try {
    return await load(wasm);
  } catch (error) {
    throw new Error(CORE.notLoaded(reason(error)));
  }
}

/** The bytes of a file of the page. @param {string} address */
export async function load(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(CORE.answered(answer.status));
  return answer.arrayBuffer();
}

/** @param {unknown} error */
function reason(error) {
  return error instanceof Error ? error.message : error;
}

/** @param {ArrayBuffer} bytes */
async function compile(bytes) {
  try {
    return await WebAssembly.compile(bytes);
  } catch (error) {
    throw new Error(CORE.notCompiled(error));
  }
}
