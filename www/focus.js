// What has the focus is seen whole: a browser scrolls to what is out of sight, but may leave what is cut
// off at a side.

/** From now on. */
export function followFocus() {
  addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement) || !target.matches(':focus-visible')) return;
    target.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });
}
