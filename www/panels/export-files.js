// Results and charts as files.

import { effect } from '@preact/signals-core';
import { pngOf } from '../charts/png.js';
import { svgOf, textOf } from '../charts/svg.js';
import { create } from '../page/dom.js';
import { download } from '../page/download.js';
import { EXPORTS } from '../text/export-labels.js';

/**
 * @typedef {object} Item
 * @property {string} label
 * @property {string} name of the file
 * @property {() => boolean} isAvailable whether it can be saved yet
 * @property {string} [missing] what to do if it is not available, unless it will be soon
 *
 * @typedef {object} Files
 * @property {(Item & { text: () => Promise<string> })[]} tables
 * @property {(Item & { figure: () => Figure | undefined, settings: () => Promise<string[]> })[]} pictures with the
 *   settings in words
 * @property {() => string | Promise<string>} source the address in pictures
 *
 * @typedef {import('../charts/svg.js').Figure} Figure
 */

/** @param {HTMLElement} box @param {Files} files they follow the state */
export function startExportFiles(box, { tables, pictures, source }) {
  /** @param {Files['pictures'][number]} item @param {(svg: Element) => Blob | string} as @param {string} type */
  const save = async ({ name, figure, settings }, as, type) => {
    // The present figure, which may change before its settings are in words.
    const shown = figure();
    const words = await Promise.all([settings(), source()]);
    if (shown) download(`${name}.${type}`, as(svgOf(shown, ...words)));
  };
  const lists = [
    list(EXPORTS.files, tables, ({ name, text }) => [
      saver(name.split('.')[1].toUpperCase(), async () => download(name, await text())),
    ]),
    list(EXPORTS.pictures, pictures, (item) => [
      saver('PNG', () => save(item, pngOf, 'png')),
      saver('SVG', () => save(item, textOf, 'svg')),
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
    const none = create('small', {}, item.missing ?? EXPORTS.notYet);
    effect(() => {
      const isAvailable = item.isAvailable();
      none.hidden = isAvailable;
      for (const button of buttons) button.disabled = !isAvailable;
    });
    return create('li', {}, `${item.label} `, create('span', {}, ...buttons), ' ', none);
  });
  return create('div', {}, create('h3', {}, title), create('ul', {}, ...entries));
}

/** @param {string} text @param {() => unknown} save */
function saver(text, save) {
  const button = create('button', { type: 'button' }, text);
  button.addEventListener('click', save);
  return button;
}
