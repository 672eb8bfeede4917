// The focus stays in the page, and what has it is seen whole. A browser scrolls to what is out of sight, but
// may leave what is cut off at a side; and from a control that is hidden, disabled or removed it lets the
// focus fall to the body, from where a keyboard begins at the top again.

const CONTROLS = 'a[href], button, input:not([type=hidden]), select, summary, [tabindex="0"]';
const TYPED = 'input:not([type]), [type=text]';
/** What is within one of these cannot be used. */
const AWAY = '[hidden], [inert], details:not([open]) > :not(summary)';

/** From now on. */
export function followFocus() {
  // Who points sees it already; and to who comes back to the page, it is not new.
  let quiet = false;
  /** What has the focus, and what is around it, from the inside out. @type {HTMLElement[]} */
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
  // A click beside all controls takes the focus from them.
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
    // A phone would open its keyboard for what is typed into.
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
 * The control before one that is lost, or else the one after it, in the smallest box around it that has one.
 * @param {HTMLElement[]} trail the lost one and what is around it
 * @param {string} but which are not meant
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
