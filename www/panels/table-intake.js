// The controls for reading a table: a file or text.

import { effect } from '@preact/signals-core';
import { create, setText } from '../page/dom.js';
import { DATA } from '../text/labels.js';
import { TABLE } from '../text/table-labels.js';

/**
 * @typedef {import('../own-data.js').View} View
 *
 * @typedef {object} Actions
 * @property {(files: import('../page/take-in.js').InputFile[]) => void} onFiles
 * @property {() => void} cancel
 * @property {(file: import('../page/take-in.js').InputFile) => void} asLog reads a file as a log
 * @property {() => { link: string, isPrevious: boolean }} back the link of the previous data, if there are any, otherwise of the
 *   default data
 */

/**
 * @param {HTMLElement} section
 * @param {import('@preact/signals-core').Signal<View>} shown
 * @param {import('@preact/signals-core').ReadonlySignal<boolean>} isRequested whether a table is requested
 * @param {Actions} actions
 * @returns {() => void} opens the controls
 */
export function startTableIntake(section, shown, isRequested, { onFiles, cancel, asLog, back }) {
  const bar = create('progress', { max: 1 });
  bar.setAttribute('aria-label', TABLE.summary);
  const stop = create('button', { type: 'button' }, TABLE.cancel);
  const reading = create('p', { className: 'work' }, bar, stop);
  const file = create('input', { id: 'table-file', type: 'file' });
  const text = create('textarea', { id: 'table-text', rows: 6, spellcheck: false });
  text.autocomplete = 'off';
  const read = create('button', { type: 'button', className: 'primary' }, TABLE.read);
  const log = create('button', { type: 'button', id: 'table-as-log' }, TABLE.asLog);
  const backLink = create('a', {});
  const box = create(
    'div',
    { id: 'table-intake' },
    create('p', { className: 'hint' }, TABLE.local),
    create('p', { className: 'work' }, create('label', { htmlFor: file.id }, TABLE.file), file),
    create('label', { htmlFor: text.id }, TABLE.type),
    text,
    create('p', { className: 'work' }, read, log, backLink),
  );
  section.append(reading, box);
  file.addEventListener('change', () => {
    const files = [...(file.files ?? [])].map((one) => ({ name: one.name, blob: one }));
    file.value = '';
    onFiles(files);
  });
  read.addEventListener('click', () => {
    if (text.value.trim() !== '') onFiles([{ name: '', blob: new Blob([text.value]) }]);
  });
  stop.addEventListener('click', cancel);
  log.addEventListener('click', () => {
    const { lastFile } = shown.peek();
    if (lastFile) asLog(lastFile);
  });
  effect(() => {
    const { reading: isReading, progress, problem, lastFile } = shown.value;
    log.hidden = !problem || !lastFile;
    reading.hidden = !isReading;
    bar.value = progress;
    box.hidden = isReading || !isRequested.value;
    const { link: previous, isPrevious } = back();
    backLink.href = previous;
    setText(backLink, isPrevious ? TABLE.back : DATA.embedded);
  });
  // Not the text field, for which a phone opens its keyboard.
  return () => file.focus();
}
