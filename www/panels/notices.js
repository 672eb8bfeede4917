// What could not be used, where nobody can miss it.

import { create } from '../page/dom.js';

/** More would fill the screen, and nobody reads them. */
const MOST = 12;

/** What stands there is under this heading; nothing, if nothing stands there. @param {HTMLElement} region */
export function headingOf(region) {
  return region.querySelector('p')?.textContent;
}

/**
 * @param {HTMLElement} region which announces what comes into it
 * @param {string} heading
 * @param {string[]} notices sentences; none of them hides the region
 */
export function showNotices(region, heading, notices) {
  region.hidden = notices.length === 0;
  if (region.hidden) {
    region.replaceChildren();
    return;
  }
  const said = notices.slice(0, MOST);
  if (said.length < notices.length) said.push(`And ${notices.length - said.length} more.`);
  const items = said.map((notice) => create('li', {}, notice));
  const dismiss = create('button', { type: 'button' }, 'Dismiss');
  dismiss.addEventListener('click', () => showNotices(region, '', []));
  const text = create('div', {}, create('p', {}, heading), create('ul', {}, ...items));
  region.replaceChildren(text, dismiss);
}
