// What has the focus is seen whole: a browser scrolls to what is out of sight, but may leave what is cut
// off at a side.

/** From now on. */
export function followFocus() {
  // Who points sees it already; and to who comes back to the page, it is not new.
  let quiet = false;
  addEventListener('keydown', () => (quiet = false), true);
  addEventListener('pointerdown', () => (quiet = true), true);
  addEventListener('blur', () => (quiet = true));
  addEventListener('focusin', ({ target }) => {
    if (quiet || !(target instanceof HTMLElement) || !target.matches(':focus-visible')) return;
    target.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });
}
