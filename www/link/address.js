// The address bar, which always has the link of the page.

/**
 * Milliseconds without another link after which the address bar is updated: browsers limit the rate of updates,
 * which dragging a bound would exceed.
 */
const UPDATE_DELAY = 120;

/** The state of a history entry made by controls, which further changes replace. */
const CHANGED = 'changed';

let timer = 0;

/**
 * @param {string} link
 * @param {boolean} changed whether a control has made it; Back then leads to the link that was opened
 */
export function writeAddress(link, changed) {
  clearTimeout(timer);
  const before = location.hash;
  timer = window.setTimeout(() => {
    // Another link is being opened: its event comes a moment later.
    if (location.hash !== before) return;
    try {
      if (location.hash === link) return;
      // A frame shares the history of the page around it.
      const own = window === window.top;
      if (changed && own && history.state !== CHANGED) history.pushState(CHANGED, '', link);
      else history.replaceState(history.state, '', link);
    } catch {
      timer = window.setTimeout(() => writeAddress(link, changed), 20 * UPDATE_DELAY);
    }
  }, UPDATE_DELAY);
}
