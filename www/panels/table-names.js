// The checkbox for names of the user's own table and its columns in links.

import { effect } from '@preact/signals-core';
import { byId, create } from '../page/dom.js';
import { TABLE } from '../text/table-labels.js';

/** The largest number of characters in a link. */
const MAX_LENGTH = 1000;

/**
 * @param {import('../state.js').State} state
 * @param {import('@preact/signals-core').ReadonlySignal<import('../own-data.js').Table | undefined>} own the table
 *   that is shown
 */
export function startNames(state, own) {
  const checkbox = create('input', { id: 'share-names', type: 'checkbox' });
  const label = create('label', { htmlFor: checkbox.id }, checkbox, ' ', TABLE.share);
  byId('table-keep', HTMLInputElement).parentElement?.after(label);
  /** The hash of the file, and its names for the link; names from a link stay unchanged. */
  let linkNames = { hash: '', names: '' };
  checkbox.addEventListener('change', () => {
    const table = own.peek();
    const names = table && checkbox.checked ? namesOf(table) : undefined;
    linkNames = { hash: table?.report.hash ?? '', names: names ?? '' };
    state.showWith({ names });
  });
  effect(() => {
    const { names } = state.shown.value;
    const table = own.value;
    label.hidden = !table;
    if (!table) return;
    const { hash } = table.report;
    if (names !== undefined) linkNames = { hash, names };
    checkbox.checked = linkNames.hash === hash && linkNames.names !== '';
    // Other columns make another link.
    if (checkbox.checked && names === undefined) state.showWith({ names: linkNames.names });
  });
}

/** The names of a table and its columns, in the form for links. @param {import('../own-data.js').Table} table */
function namesOf({ file, report }) {
  const names = TABLE.names(
    file.name,
    report.columns.map(({ name }) => name),
  );
  // Without control characters and direction marks.
  return [...names.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim()]
    .slice(0, MAX_LENGTH)
    .join('');
}
