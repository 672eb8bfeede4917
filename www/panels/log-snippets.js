// Code that writes the log of a range test, shown if there is none.

import { effect } from '@preact/signals-core';
import { create } from '../page/dom.js';
import { LOG } from '../text/log-labels.js';

/** @typedef {import('../pkg-log/log.js').LogReport} LogReport */

/**
 * @param {HTMLElement} section
 * @param {import('@preact/signals-core').Signal<import('../training-log.js').View>} shown
 */
export function startSnippets(section, shown) {
  const list = create('div', { id: 'log-snippets' });
  const box = create('div', {}, create('h2', { className: 'chart-title' }, LOG.snippets), list);
  section.append(box);
  effect(() => {
    const { report, snippets = report?.snippets ?? [] } = shown.value;
    box.hidden = snippets.length === 0;
    list.replaceChildren(...snippets.map(snippet));
  });
}

/** @param {LogReport['snippets'][number]} snippet */
function snippet({ framework, code, file }) {
  return create(
    'details',
    {},
    create('summary', {}, framework),
    create('pre', { tabIndex: 0 }, code),
    create('p', { className: 'hint' }, LOG.saves(file)),
  );
}
