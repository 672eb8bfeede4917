// The keys that move along the steps of a curve.

/**
 * The step to which a key moves; null for the key that ends the readout; undefined for other keys.
 * @param {KeyboardEvent} event
 * @param {number | null} selected
 * @param {number} last
 * @returns {number | null | undefined}
 */
export function stepAfter({ key, ctrlKey, metaKey, altKey }, selected, last) {
  if (last < 0 || ctrlKey || metaKey || altKey) return undefined;
  if (key === 'Escape') return null;
  const from = selected ?? last;
  /** @type {Record<string, number>} */
  const targets = {
    ArrowLeft: from - 1,
    ArrowDown: from - 1,
    ArrowRight: from + 1,
    ArrowUp: from + 1,
    PageDown: from - 10,
    PageUp: from + 10,
    Home: 0,
    End: last,
  };
  const target = targets[key];
  return target === undefined ? undefined : Math.min(last, Math.max(0, target));
}
