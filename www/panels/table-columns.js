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
 * @typedef {object} Actions
 * @property {(column: number, use: string, drop: boolean) => void} use changes the use of a column
 * @property {(stored: boolean) => Promise<void>} store stores the file on this device, or deletes it
 * @property {(file: import('../page/take-in.js').InputFile) => void} asLog reads a file as a log
 */

/** The largest number of shown columns: thousands would make the page slow. */
const MAX_COLUMNS = 200;
/** The number of shown values of a column. */
const VALUES = 3;

/**
 * @param {HTMLElement} section
 * @param {import('@preact/signals-core').Signal<View>} shown
 * @param {import('@preact/signals-core').ReadonlySignal<boolean>} isRequested whether a table is requested
 * @param {Actions} actions
 */
export function startColumns(section, shown, isRequested, { use, store, asLog }) {
  const title = create('b', {}, TABLE.summary);
  const summary = create('span', {});
  const notes = create('ul', { id: 'table-notes' });
  const body = create('tbody', {});
  const heads = TABLE.heads.map((text) => create('th', { scope: 'col' }, text));
  const head = create('thead', {}, create('tr', {}, ...heads));
  const columnsTable = create('table', { id: 'table-columns' }, head, body);
  const moreColumns = create('p', { className: 'hint' });
  const checkbox = create('input', { id: 'table-keep', type: 'checkbox' });
  const checkboxLabel = create('label', { htmlFor: checkbox.id }, checkbox, ' ', TABLE.keep);
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
    moreColumns,
    create('p', { className: 'work' }, checkboxLabel, log),
  );
  const other = create('p', { id: 'table-other' }, TABLE.other);
  section.prepend(other, box);
  checkbox.addEventListener('change', async () => {
    checkbox.setAttribute('aria-busy', 'true');
    await store(checkbox.checked);
    checkbox.setAttribute('aria-busy', 'false');
  });
  /** @type {TableReport | undefined} */
  let shownReport;
  effect(() => {
    const { table } = shown.value;
    // While another table is requested, a usable one is hidden.
    box.hidden = !table || (isRequested.value && !table.problem);
    other.hidden = isRequested.value || !table?.other;
    if (!table) return;
    const { file, report, dataset, roles, problem, stored } = table;
    // An unusable table is shown, so that its roles can be changed.
    if (problem) box.open = true;
    summary.classList.toggle('error', problem !== undefined);
    const about =
      problem ?? (dataset && `${TABLE.sizeOf(dataset)}; ${predicts(report, roles, dataset)}`);
    summary.textContent = [file.name, about].filter(Boolean).join(problem ? ': ' : '; ');
    const notices = [...report.notices, ...(dataset?.notices ?? [])];
    notes.replaceChildren(...notices.map((text) => create('li', {}, text)));
    checkbox.checked = stored;
    const columns = report.columns.slice(0, MAX_COLUMNS);
    moreColumns.textContent =
      report.columns.length > MAX_COLUMNS ? TABLE.more(report.columns.length - MAX_COLUMNS) : '';
    if (shownReport !== report) {
      shownReport = report;
      const values = (/** @type {number} */ index) =>
        report.preview.slice(0, VALUES).map((row) => row[index] ?? '');
      body.replaceChildren(
        ...columns.map((column, index) => row(column, index, values(index), use)),
      );
    }
    columns.forEach((column, index) => show(body.rows[index], column, roles.columns[index]));
  });
}

/**
 * @param {Column} column
 * @param {number} index
 * @param {string[]} values
 * @param {Actions['use']} use
 */
function row({ name, missing }, index, values, use) {
  const options = Object.entries(TABLE.uses).map(([value, text]) => new Option(text, value));
  const uses = create('select', { className: 'use' }, ...options);
  uses.setAttribute('aria-label', TABLE.useOf(name));
  const { fill, drop } = TABLE.missing;
  const missingSelect = create(
    'select',
    { className: 'holes' },
    new Option(fill, 'fill'),
    new Option(drop, 'drop'),
  );
  missingSelect.setAttribute('aria-label', TABLE.missingOf(name));
  const onChange = () => use(index, uses.value, missingSelect.value === 'drop');
  uses.addEventListener('change', onChange);
  missingSelect.addEventListener('change', onChange);
  const withoutValue = create('td', {}, ...(missing > 0 ? [`${missing} `, missingSelect] : ['0']));
  // The header does not fit on a phone.
  withoutValue.dataset.label = TABLE.heads[3];
  return create(
    'tr',
    {},
    create('th', { scope: 'row' }, name),
    create('td', { className: 'values' }, values.join(', ')),
    create('td', {}, uses),
    withoutValue,
    create('td', { className: 'why' }),
  );
}

/** @param {HTMLTableRowElement} row @param {Column} column @param {Column['role']} now */
function show(row, { role, why }, { used_as, drop_missing }) {
  /** @type {HTMLSelectElement | null} */
  const uses = row.querySelector('.use');
  if (uses) uses.value = used_as;
  /** @type {HTMLSelectElement | null} */
  const missingSelect = row.querySelector('.holes');
  if (missingSelect) missingSelect.value = drop_missing ? 'drop' : 'fill';
  row.cells[4].textContent = used_as === role.used_as ? why : TABLE.chosen;
}

/** @param {TableReport} report @param {Table['roles']} roles @param {NonNullable<Table['dataset']>} dataset */
function predicts({ columns }, roles, { classes }) {
  const index = roles.columns.findIndex(
    ({ used_as }) => used_as === 'class' || used_as === 'value',
  );
  return TABLE.predicts(columns[index]?.name ?? '', classes.length);
}
