// Signals derived from others.

import { computed } from '@preact/signals-core';

/**
 * @template T
 * @typedef {import('@preact/signals-core').ReadonlySignal<T>} Derived
 */

/**
 * Follows its source, but keeps its value while `held`.
 * @template T
 * @param {Derived<T>} source
 * @param {Derived<boolean>} held
 * @returns {Derived<T>}
 */
export function steady(source, held) {
  /** @type {T} */
  let last;
  return computed(() => (held.value ? last : (last = source.value)));
}

/**
 * Derives an array of numbers, which stays the same object while the numbers are equal.
 * @template {number[]} T
 * @param {() => T} derive
 * @returns {Derived<T>}
 */
export function lasting(derive) {
  /** @type {T | undefined} */
  let last;
  return computed(() => {
    const next = derive();
    return (last = last?.every((one, place) => one === next[place]) ? last : next);
  });
}
