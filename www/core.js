// The core: its WebAssembly, loaded and started. What goes wrong is told in a sentence.

import wasm from './pkg/rangefinder_bg.wasm?url';
import init from './pkg/rangefinder.js';

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

async function download() {
  try {
    const answer = await fetch(wasm);
    if (answer.ok) return await answer.arrayBuffer();
    throw new Error(`the server said ${answer.status}`);
  } catch (error) {
    const why = error instanceof Error ? error.message : error;
    throw new Error(
      `The network's file could not be loaded (${why}). If you are connected, load the page again.`,
    );
  }
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
