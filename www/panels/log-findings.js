// The warnings about a training log, how to check its answer, and other suggestions.

import { effect } from '@preact/signals-core';
import { create } from '../page/dom.js';
import { LOG } from '../text/log-labels.js';
import { brief } from '../text/numbers.js';

/**
 * @typedef {import('../pkg-log/log.js').LogReport} LogReport
 * @typedef {import('../page/take-in.js').InputFile} InputFile
 */

/**
 * @param {HTMLElement} section
 * @param {import('@preact/signals-core').Signal<import('../training-log.js').View>} shown
 * @param {(files: InputFile[]) => void} add
 */
export function startLogFindings(section, shown, add) {
  const warnings = create('ul', { id: 'log-warnings' });
  const others = create('dl', { id: 'log-suggestions' });
  const more = create('input', { id: 'log-add', type: 'file', multiple: true });
  const boxes = {
    warnings: create('div', {}, create('h2', { className: 'chart-title' }, LOG.know), warnings),
    add: create(
      'div',
      {},
      create('p', { className: 'hint' }, LOG.addHint),
      create('p', { className: 'work' }, create('label', { htmlFor: 'log-add' }, LOG.add), more),
    ),
    others: create('details', {}, create('summary', {}, LOG.suggestions), others),
  };
  section.append(...Object.values(boxes));
  more.addEventListener('change', () => {
    const files = [...(more.files ?? [])].map((file) => ({ name: file.name, blob: file }));
    more.value = '';
    if (files.length > 0) add(files);
  });
  effect(() => {
    const { report } = shown.value;
    const found = report !== undefined && 'lr' in report.answer;
    // The reason for no answer is in the answer card.
    const none = report && 'none' in report.answer ? report.answer.none : '';
    const texts = (report?.warnings ?? []).map(({ text }) => text).filter((text) => text !== none);
    boxes.warnings.hidden = texts.length === 0;
    boxes.add.hidden = !found || report.kind === 'grid';
    boxes.others.hidden = !report?.suggestions;
    if (!report) return;
    warnings.replaceChildren(...texts.map((text) => create('li', {}, text)));
    others.replaceChildren(...suggestions(report));
  });
}

/** @param {LogReport} report */
function suggestions({ suggestions }) {
  return Object.entries(suggestions ?? {}).flatMap(([name, found]) => [
    create('dt', {}, name),
    create('dd', {}, 'lr' in found ? brief(found.lr) : found.none),
  ]);
}
