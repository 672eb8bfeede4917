// The data sets of the page besides the embedded one, packed. What reads tables makes them of their files, or anew.

import autoMpg from '../data/auto_mpg.csv?url';
import wine from '../data/wine.csv?url';
import init, { builtin_rows } from '../pkg-table/table.js';
import { DATA } from '../text/labels.js';
import { load } from './core.js';
import { numbers } from './rows.js';

/** The files of those that have one. @type {Record<string, string>} */
const FILES = { wine, auto_mpg: autoMpg };

/** @param {string} name */
export async function builtin(name) {
  const file = FILES[name] ? load(FILES[name]) : new ArrayBuffer();
  const [bytes] = await Promise.all([file, init()]);
  const rows = builtin_rows(name, new TextDecoder().decode(bytes));
  if (!rows) throw new Error(DATA.otherFile);
  return numbers(rows);
}
