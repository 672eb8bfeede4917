// The controls for reading a training log: files or text.

import { effect } from '@preact/signals-core';
import { byId, create, setText } from '../page/dom.js';
import { LOG } from '../text/log-labels.js';

/**
 * @typedef {import('../training-log.js').View} View
 * @typedef {import('../page/take-in.js').InputFile} InputFile
 */

/**
 * @param {HTMLElement} section
 * @param {import('@preact/signals-core').Signal<View>} shown
 * @param {(files: InputFile[]) => void} onFiles
 * @param {() => InputFile[]} sample returns a log to try
 * @returns {{ open: () => void }} shows the controls for another log
 */
export function startIntake(section, shown, onFiles, sample) {
  const text = create('textarea', { id: 'log-text', rows: 6, spellcheck: false });
  text.autocomplete = 'off';
  const read = create('button', { type: 'button', className: 'primary' }, LOG.read);
  const own = create('button', { type: 'button' }, LOG.sample);
  const summary = create('summary', {});
  const box = create(
    'details',
    { id: 'log-intake', open: true },
    summary,
    create('p', { className: 'hint' }, LOG.local),
    fileField('log-files', LOG.files, onFiles),
    create('label', { htmlFor: 'log-text' }, LOG.type),
    text,
    create('p', { className: 'work' }, read, own),
  );
  section.append(box);
  read.addEventListener('click', () => {
    if (text.value.trim() !== '') onFiles([{ name: '', blob: new Blob([text.value]) }]);
  });
  own.addEventListener('click', () => onFiles(sample()));
  effect(() => {
    const { state, report } = shown.value;
    // A text without a log can be corrected.
    box.open = state === 'empty' || state === 'failed' || report?.kind === 'none';
    setText(summary, state === 'empty' ? LOG.first : LOG.another);
  });
  const open = () => {
    box.open = true;
    // Not the text field, for which a phone opens its keyboard.
    byId('log-files', HTMLInputElement).focus();
  };
  return { open };
}

/**
 * A field for files, which may be chosen repeatedly.
 * @param {string} id
 * @param {string} label
 * @param {(files: InputFile[]) => void} onFiles
 */
export function fileField(id, label, onFiles) {
  const input = create('input', { id, type: 'file', multiple: true });
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])].map((file) => ({ name: file.name, blob: file }));
    input.value = '';
    if (files.length > 0) onFiles(files);
  });
  return create('p', { className: 'work' }, create('label', { htmlFor: id }, label), input);
}
