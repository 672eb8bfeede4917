// What could not be used, where nobody can miss it.

import { create } from './dom.js';

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
  const items = notices.map((notice) => create('li', {}, notice));
  const dismiss = create('button', { type: 'button' }, 'Dismiss');
  dismiss.addEventListener('click', () => showNotices(region, '', []));
  const text = create('div', {}, create('p', {}, heading), create('ul', {}, ...items));
  region.replaceChildren(text, dismiss);
}
