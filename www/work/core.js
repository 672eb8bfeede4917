// The core: its WebAssembly, loaded and started, and that which is loaded later. What goes wrong is told
// in a sentence.

import whyWasm from '../pkg-why/why_bg.wasm?url';
import wasm from '../pkg/rangefinder_bg.wasm?url';
import init from '../pkg/rangefinder.js';

/** Starts the core; its module, which workers share. */
export async function startCore() {
  if (!('WebAssembly' in globalThis)) {
    throw new Error(
      'This browser has no WebAssembly, or it is switched off as some modes of protection do, and the ' +
        'network is written in it. Allow it for this page, or open the page in another browser.',
    );
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
    throw new Error(
      `What looks into the network could not be loaded (${reason(error)}). If you are connected, fold ` +
        'this section and unfold it again.',
    );
  }
}

async function download() {
  try {
    return await load(wasm);
  } catch (error) {
    throw new Error(
      `The network's file could not be loaded (${reason(error)}). If you are connected, load the page ` +
        'again.',
    );
  }
}

/** @param {string} address */
async function load(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`the server said ${answer.status}`);
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
    throw new Error(
      'This browser cannot run the network: its WebAssembly is forbidden here, or too old to count with ' +
        `four numbers at a time (SIMD). A browser of 2023 or later can. (${error})`,
    );
  }
}
