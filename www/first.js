// The start of a visit: requests the files of the first picture, and starts the first sweep before the code of the page
// is loaded.

import './page/language.js';
import packedRows from './pkg/breast_cancer.bin?url';
import wasm from './pkg/rangefinder_bg.wasm?url';
import { playsFirst } from './link/plain.js';
import { playFirst } from './work/first-sweep.js';

/**
 * @typedef {object} Files the requested files
 * @property {Promise<Response>} wasm the core
 * @property {Promise<Response>} data the default data
 */

// The parts of an embedded page besides the chart, set at once so that the frame starts small.
const [, embedded] = /[#&]embed=([^&]*)/.exec(location.hash) ?? [];
if (embedded) document.documentElement.dataset.embed = embedded.replaceAll(',', ' ');

void visit();

async function visit() {
  const data = fetchFile(packedRows);
  // Its files come first where the network is slow.
  const first = playsFirst() ? await playFirst(data) : undefined;
  // After the code, which draws the sweep.
  const files = { wasm: fetchFile(wasm, { priority: 'low' }), data };
  await domContentLoaded();
  const { start } = await import('./main.js');
  await start(files, first);
}

/** This script does not wait for the whole page, but the rest of the code needs it. */
async function domContentLoaded() {
  if (document.readyState !== 'loading') return;
  await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve));
}

/**
 * @param {string} address of a file that is needed later: errors are reported where it is used
 * @param {RequestInit} [options]
 */
function fetchFile(address, options) {
  const response = fetch(address, options);
  response.catch(() => {});
  return response;
}
