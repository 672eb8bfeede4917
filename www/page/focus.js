// Keeps the focus in the page, and the focused element fully visible. Browsers scroll to an element out of view, but
// may leave one that is partly cut off. If the focused control is hidden, disabled or removed, they move the focus to
// the body, from where the keyboard starts at the top again.

const CONTROLS = 'a[href], button, input:not([type=hidden]), select, summary, [tabindex="0"]';
const TEXT_FIELDS = 'input:not([type]), [type=text]';
/** Elements whose content cannot be used. */
const UNUSABLE = '[hidden], [inert], details:not([open]) > :not(summary)';

/** Starts to follow the focus. */
export function followFocus() {
  // Whether the last input was a pointer, whose user sees the element already, or the page has lost the focus.
  let pointerMode = false;
  /** The focused element and its ancestors, from the inside out. @type {HTMLElement[]} */
  let path = [];
  const track = (/** @type {Element | null} */ element) => {
    path = [];
    while (element instanceof HTMLElement && element !== document.body) {
      path.push(element);
      element = element.parentElement;
    }
  };
  addEventListener('keydown', () => (pointerMode = false), true);
  addEventListener('pointerdown', () => (pointerMode = true), true);
  addEventListener('blur', () => (pointerMode = true));
  // A click outside of all controls removes the focus.
  addEventListener('click', () => track(document.activeElement), true);
  addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement)) return;
    track(target);
    if (pointerMode || !target.matches(':focus-visible')) return;
    target.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });
  new MutationObserver((changes) => {
    const [focused] = path;
    const { activeElement, body } = document;
    if (!focused || (activeElement !== focused && activeElement !== body)) return;
    const moved = () =>
      changes.some(({ removedNodes }) => [...removedNodes].some((node) => node.contains(focused)));
    if (usable(focused) && (activeElement === focused || !moved())) return;
    // Not a text field, for which a phone opens its keyboard.
    const next = usable(focused) ? focused : neighbor(path, pointerMode ? TEXT_FIELDS : ':not(*)');
    next?.focus({ preventScroll: true });
  }).observe(document.body, {
    subtree: true,
    childList: true,
    attributeFilter: ['hidden', 'disabled', 'inert'],
  });
}

/** @param {Element} element */
function usable(element) {
  return element.isConnected && !element.matches(':disabled') && !element.closest(UNUSABLE);
}

/**
 * The control before a lost one, otherwise the one after it, in its smallest ancestor that has one.
 * @param {HTMLElement[]} path the lost control and its ancestors
 * @param {string} excluded controls to skip
 */
function neighbor([lost, ...ancestors], excluded) {
  for (const box of [...ancestors, document.body]) {
    if (!usable(box)) continue;
    /** @type {NodeListOf<HTMLElement>} */
    const controls = box.querySelectorAll(CONTROLS);
    const inside = [box, ...controls].filter(
      (one) =>
        one.matches(CONTROLS) &&
        !one.matches(excluded) &&
        usable(one) &&
        one.getClientRects().length > 0,
    );
    const before = inside.filter(
      (one) => lost.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING,
    );
    const found = (lost.isConnected && before.at(-1)) || inside[0];
    if (found) return found;
  }
}
