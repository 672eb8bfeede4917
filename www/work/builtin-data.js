// The built-in data sets other than the embedded one. The module for tables reads them from their files, or generates them.

import autoMpg from '../data/auto_mpg.csv?url';
import wine from '../data/wine.csv?url';
import init, { builtin_rows } from '../pkg-table/table.js';
import { DATA } from '../text/labels.js';
import { load } from './core.js';
import { numbers } from './rows.js';

/** The files of the data sets that have one. @type {Record<string, string>} */
const FILES = { wine, auto_mpg: autoMpg };

/** @param {string} name */
export async function builtin(name) {
  const file = FILES[name] ? load(FILES[name]) : new ArrayBuffer();
  const [bytes] = await Promise.all([file, init()]);
  const rows = builtin_rows(name, new TextDecoder().decode(bytes));
  if (!rows) throw new Error(DATA.otherFile);
  return numbers(rows);
}
