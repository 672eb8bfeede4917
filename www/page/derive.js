// Signals derived from others.

import { computed } from '@preact/signals-core';

/**
 * @template T
 * @typedef {import('@preact/signals-core').ReadonlySignal<T>} Derived
 */

/**
 * Follows its source, but keeps its value while `frozen` is true.
 * @template T
 * @param {Derived<T>} source
 * @param {Derived<boolean>} frozen
 * @returns {Derived<T>}
 */
export function freezeWhile(source, frozen) {
  /** @type {T} */
  let last;
  return computed(() => (frozen.value ? last : (last = source.value)));
}

/**
 * Derives an array of numbers, which stays the same object while the numbers are equal.
 * @template {number[]} T
 * @param {() => T} derive
 * @returns {Derived<T>}
 */
export function computedArray(derive) {
  /** @type {T | undefined} */
  let last;
  return computed(() => {
    const next = derive();
    return (last = last?.every((number, index) => number === next[index]) ? last : next);
  });
}
