// The list of a table's columns and their uses, which can be changed.

import { effect } from '@preact/signals-core';
import { create } from '../page/dom.js';
import { TABLE } from '../text/table-labels.js';

/**
 * @typedef {import('../own-data.js').View} View
 * @typedef {import('../own-data.js').Table} Table
 * @typedef {import('../work/table-reading.js').TableReport} TableReport
 * @typedef {import('../pkg-table/table.js').ColumnReport} Column
 *
 * @typedef {object} Wishes
 * @property {(column: number, use: string, drop: boolean) => void} use changes the use of a column
 * @property {(wanted: boolean) => Promise<void>} keep keeps or forgets the file on this device
 * @property {(file: import('../page/take-in.js').InputFile) => void} asLog reads a file as a log
 */

/** The largest number of shown columns: thousands would make the page slow. */
const MOST = 200;
/** The number of shown values of a column. */
const VALUES = 3;

/**
 * @param {HTMLElement} section
 * @param {import('@preact/signals-core').Signal<View>} shown
 * @param {import('@preact/signals-core').ReadonlySignal<boolean>} asks whether a table is asked for
 * @param {Wishes} wishes
 */
export function startColumns(section, shown, asks, { use, keep, asLog }) {
  const title = create('b', {}, TABLE.summary);
  const summary = create('span', {});
  const notes = create('ul', { id: 'table-notes' });
  const body = create('tbody', {});
  const heads = TABLE.heads.map((text) => create('th', { scope: 'col' }, text));
  const head = create('thead', {}, create('tr', {}, ...heads));
  const columnsTable = create('table', { id: 'table-columns' }, head, body);
  const rest = create('p', { className: 'hint' });
  const wanted = create('input', { id: 'table-keep', type: 'checkbox' });
  const keeping = create('label', { htmlFor: wanted.id }, wanted, ' ', TABLE.keep);
  const log = create('button', { type: 'button' }, TABLE.asLog);
  log.addEventListener('click', () => {
    const { table } = shown.peek();
    if (table) asLog(table.file);
  });
  const frame = create('div', { className: 'scrolls', tabIndex: 0, role: 'region' }, columnsTable);
  frame.setAttribute('aria-label', TABLE.columnsOf);
  const box = create(
    'details',
    { id: 'table-about', className: 'fold' },
    create('summary', {}, title, ' ', summary),
    notes,
    frame,
    rest,
    create('p', { className: 'work' }, keeping, log),
  );
  const other = create('p', { id: 'table-other' }, TABLE.other);
  section.prepend(other, box);
  wanted.addEventListener('change', async () => {
    wanted.setAttribute('aria-busy', 'true');
    await keep(wanted.checked);
    wanted.setAttribute('aria-busy', 'false');
  });
  /** @type {TableReport | undefined} */
  let before;
  effect(() => {
    const { table } = shown.value;
    // While another table is asked for, a usable one is hidden.
    box.hidden = !table || (asks.value && !table.problem);
    other.hidden = asks.value || !table?.other;
    if (!table) return;
    const { file, report, made, roles, problem, kept } = table;
    // An unusable table is shown, so that its roles can be changed.
    if (problem) box.open = true;
    summary.classList.toggle('error', problem !== undefined);
    const about = problem ?? (made && `${TABLE.made(made)}; ${predicts(report, roles, made)}`);
    summary.textContent = [file.name, about].filter(Boolean).join('; ');
    const said = [...report.notices, ...(made?.notices ?? [])];
    notes.replaceChildren(...said.map((text) => create('li', {}, text)));
    wanted.checked = kept;
    const columns = report.columns.slice(0, MOST);
    const now = usesOf(roles);
    rest.textContent = report.columns.length > MOST ? TABLE.more(report.columns.length - MOST) : '';
    if (before !== report) {
      before = report;
      const values = (/** @type {number} */ place) =>
        report.preview.slice(0, VALUES).map((row) => row[place] ?? '');
      body.replaceChildren(
        ...columns.map((column, place) => row(column, place, values(place), use)),
      );
    }
    columns.forEach((column, place) => show(body.rows[place], column, now[place]));
  });
}

/**
 * @param {Column} column
 * @param {number} place
 * @param {string[]} values
 * @param {Wishes['use']} use
 */
function row({ name, missing }, place, values, use) {
  const options = Object.entries(TABLE.uses).map(([value, text]) => new Option(text, value));
  const uses = create('select', { className: 'use' }, ...options);
  uses.setAttribute('aria-label', TABLE.useOf(name));
  const { fill, drop } = TABLE.missing;
  const holes = create(
    'select',
    { className: 'holes' },
    new Option(fill, 'fill'),
    new Option(drop, 'drop'),
  );
  holes.setAttribute('aria-label', TABLE.missingOf(name));
  const tell = () => use(place, uses.value, holes.value === 'drop');
  uses.addEventListener('change', tell);
  holes.addEventListener('change', tell);
  return create(
    'tr',
    {},
    create('th', { scope: 'row' }, name),
    create('td', { className: 'values' }, values.join(', ')),
    create('td', {}, uses),
    create('td', {}, ...(missing > 0 ? [`${missing} `, holes] : ['0'])),
    create('td', { className: 'why' }),
  );
}

/** @param {HTMLTableRowElement} row @param {Column} column @param {{ use: string, drop: boolean }} [now] */
function show(row, { role, why }, now) {
  const { use, drop } = now ?? { use: role.used_as, drop: role.drop_missing };
  /** @type {HTMLSelectElement | null} */
  const uses = row.querySelector('.use');
  if (uses) uses.value = use;
  /** @type {HTMLSelectElement | null} */
  const holes = row.querySelector('.holes');
  if (holes) holes.value = drop ? 'drop' : 'fill';
  row.cells[4].textContent = use === role.used_as ? why : TABLE.chosen;
}

const LETTERS = { n: 'number', c: 'category', t: 'class', v: 'value', x: 'ignored' };

/** The use of each column, from the text of the roles. @param {string} roles */
function usesOf(roles) {
  const [, letters = ''] = roles.split('.');
  return [...letters.matchAll(/([a-z])(\d*)/gi)].flatMap(([, letter, count]) => {
    const lower = /** @type {keyof typeof LETTERS} */ (letter.toLowerCase());
    const one = { use: LETTERS[lower] ?? 'ignored', drop: letter !== lower };
    return Array.from({ length: Number(count || 1) }, () => one);
  });
}

/** @param {TableReport} report @param {string} roles @param {NonNullable<Table['made']>} made */
function predicts({ columns }, roles, { classes }) {
  const place = usesOf(roles).findIndex(({ use }) => use === 'class' || use === 'value');
  return TABLE.predicts(columns[place]?.name ?? '', classes.length);
}
