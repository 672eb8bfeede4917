// Details elements.

import { signal } from '@preact/signals-core';
import { byId } from './dom.js';

/** Whether a details element is open. @param {string} id */
export function unfolded(id) {
  const details = byId(id, HTMLDetailsElement);
  const open = signal(details.open);
  details.addEventListener('toggle', () => (open.value = details.open));
  return open;
}
