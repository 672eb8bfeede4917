// Keeps the focus in the page, and the focused element fully visible. Browsers scroll to an element out of view, but
// may leave one that is partly cut off. If the focused control is hidden, disabled or removed, they move the focus to
// the body, from where the keyboard starts at the top again.

const CONTROLS = 'a[href], button, input:not([type=hidden]), select, summary, [tabindex="0"]';
const TYPED = 'input:not([type]), [type=text]';
/** Elements whose content cannot be used. */
const AWAY = '[hidden], [inert], details:not([open]) > :not(summary)';

/** Starts to follow the focus. */
export function followFocus() {
  // Not after a pointer, whose user sees the element already, nor on return to the page.
  let quiet = false;
  /** The focused element and its ancestors, from the inside out. @type {HTMLElement[]} */
  let trail = [];
  const hold = (/** @type {Element | null} */ element) => {
    trail = [];
    while (element instanceof HTMLElement && element !== document.body) {
      trail.push(element);
      element = element.parentElement;
    }
  };
  addEventListener('keydown', () => (quiet = false), true);
  addEventListener('pointerdown', () => (quiet = true), true);
  addEventListener('blur', () => (quiet = true));
  // A click outside of all controls removes the focus.
  addEventListener('click', () => hold(document.activeElement), true);
  addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement)) return;
    hold(target);
    if (quiet || !target.matches(':focus-visible')) return;
    target.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });
  new MutationObserver((changes) => {
    const [held] = trail;
    const { activeElement, body } = document;
    if (!held || (activeElement !== held && activeElement !== body)) return;
    const moved = () =>
      changes.some(({ removedNodes }) => [...removedNodes].some((node) => node.contains(held)));
    if (usable(held) && (activeElement === held || !moved())) return;
    // Not a text field, for which a phone opens its keyboard.
    const next = usable(held) ? held : neighbor(trail, quiet ? TYPED : ':not(*)');
    next?.focus({ preventScroll: true });
  }).observe(document.body, {
    subtree: true,
    childList: true,
    attributeFilter: ['hidden', 'disabled', 'inert'],
  });
}

/** @param {Element} element */
function usable(element) {
  return element.isConnected && !element.matches(':disabled') && !element.closest(AWAY);
}

/**
 * The control before a lost one, otherwise the one after it, in its smallest ancestor that has one.
 * @param {HTMLElement[]} trail the lost control and its ancestors
 * @param {string} but controls to skip
 */
function neighbor([lost, ...boxes], but) {
  for (const box of [...boxes, document.body]) {
    if (!usable(box)) continue;
    /** @type {NodeListOf<HTMLElement>} */
    const controls = box.querySelectorAll(CONTROLS);
    const inside = [box, ...controls].filter(
      (one) =>
        one.matches(CONTROLS) &&
        !one.matches(but) &&
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
