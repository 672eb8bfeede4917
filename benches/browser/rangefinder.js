// The jobs with this core.

import packedRows from '../../www/pkg/breast_cancer.bin?url';
import { Repeats, Sweep, use_data } from '../../www/pkg/rangefinder.js';
import { unpack } from '../../www/work/packed-rows.js';

/** @typedef {Pick<import('./jobs.js').Job, 'link' | 'steps'>} Work */

/** The number of seeds of the job "many". */
export const SEEDS = 200;

/** The data. */
export async function loadRows() {
  const table = unpack(await (await fetch(packedRows)).arrayBuffer());
  if (!table) throw new Error('These are no data.');
  return { name: 'breast_cancer', ...table, unit: undefined };
}

/** Passes the data to the core. @param {import('../../www/work/data.js').Rows} rows */
export function useRows({ name, features, targets }) {
  use_data(name, features, targets);
}

/** Runs one sweep. Returns its number of steps. @param {Work} work */
export function sweep({ link, steps }) {
  const played = new Sweep(link);
  const { step } = played.advance(steps);
  played.free();
  if (step !== steps) throw new Error(`The sweep made ${step} of ${steps} steps.`);
  return step;
}

/**
 * Runs the sweeps of many seeds. Returns their number of steps.
 *
 * @param {Work} work
 * @param {number} first
 * @param {number} count
 */
export function seeds({ link, steps }, first, count) {
  const repeats = new Repeats(link, first, count);
  while (repeats.advance(2 ** 31));
  // Each seed's losses follow four other numbers.
  const made = repeats.take().length - 4 * count;
  repeats.free();
  if (made !== count * steps) throw new Error(`${count} sweeps made ${made} steps.`);
  return made;
}
