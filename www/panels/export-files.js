// Results and charts as files.

import { effect } from '@preact/signals-core';
import { pngOf, svgOf, textOf } from '../charts/svg.js';
import { create } from '../page/dom.js';
import { download } from '../page/download.js';
import { EXPORTS } from '../text/export-labels.js';

/**
 * @typedef {object} Item
 * @property {string} label
 * @property {string} name of the file
 * @property {() => boolean} there whether there is anything to save yet
 *
 * @typedef {object} Files
 * @property {(Item & { text: () => string })[]} tables
 * @property {(Item & { figure: () => import('../charts/svg.js').Figure })[]} pictures
 * @property {() => string} source the address that pictures name
 */

/** @param {HTMLElement} box @param {Files} files which follow what is shown */
export function startExportFiles(box, { tables, pictures, source }) {
  const svg = (/** @type {Files['pictures'][number]} */ { figure }) => svgOf(figure(), source());
  const lists = [
    list(EXPORTS.files, tables, ({ name, text }) => [
      saver(name.split('.')[1].toUpperCase(), () => download(name, text())),
    ]),
    list(EXPORTS.pictures, pictures, (item) => [
      saver('PNG', async () => download(`${item.name}.png`, await pngOf(svg(item)))),
      saver('SVG', () => download(`${item.name}.svg`, textOf(svg(item)))),
    ]),
  ];
  box.append(...lists);
}

/**
 * @template {Item} T
 * @param {string} title
 * @param {T[]} items
 * @param {(item: T) => HTMLButtonElement[]} savers
 */
function list(title, items, savers) {
  const entries = items.map((item) => {
    const buttons = savers(item);
    for (const button of buttons)
      button.setAttribute('aria-label', `${item.label}: ${button.textContent}`);
    const none = create('small', {}, EXPORTS.notYet);
    effect(() => {
      const there = item.there();
      none.hidden = there;
      for (const button of buttons) button.disabled = !there;
    });
    return create('li', {}, `${item.label} `, ...buttons, ' ', none);
  });
  return create('div', {}, create('h3', {}, title), create('ul', {}, ...entries));
}

/** @param {string} text @param {() => unknown} save */
function saver(text, save) {
  const button = create('button', { type: 'button' }, text);
  button.addEventListener('click', save);
  return button;
}
