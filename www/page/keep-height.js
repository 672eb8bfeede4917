// Elements that keep their height while their content is computed again.

import { effect } from '@preact/signals-core';

/**
 * Keeps the height of an element while its content is missing, so that no control below it moves under a pointer.
 * @param {HTMLElement} element
 * @param {import('@preact/signals-core').ReadonlySignal<boolean>} missing
 */
export function keepHeight(element, missing) {
  let height = 0;
  new ResizeObserver(() => {
    if (!missing.peek()) height = element.offsetHeight;
  }).observe(element);
  effect(() => {
    element.style.minHeight = missing.value ? `${height}px` : '';
  });
}
