// The start of a visit: starts the first sweep before the code of the page is loaded.

import './page/language.js';
import packedRows from './pkg/breast_cancer.bin?url';
import wasm from './pkg/rangefinder_bg.wasm?url';
import sweep from './pkg-first/first_bg.wasm?url';
import { playsFirst } from './link/plain.js';
import { playFirst } from './work/first-sweep.js';
import { requestFirst } from './work/requests.js';

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
  /** @type {import('./work/requests.js').Requests} made by the built page, unless its host forbids inline scripts */
  const { data, first } =
    Reflect.get(window, 'requests') ?? requestFirst({ rows: packedRows, sweep }, playsFirst());
  // Its files come first where the network is slow.
  const play = first && (await playFirst(first));
  // After the code, which draws the sweep.
  const core = fetch(wasm, { priority: 'low' });
  // Errors are reported where it is used.
  core.catch(() => {});
  const { start } = await import('./main.js');
  await start({ wasm: core, data }, play);
}
