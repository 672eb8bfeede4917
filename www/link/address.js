// The address bar names the picture.

/**
 * Milliseconds without another link after which the bar is written: browsers refuse to write it a
 * hundred times in some seconds, as a bound that is dragged would.
 */
const REST = 120;

/** The state of a place in the history that controls have made: what they change next is written there. */
const CHANGED = 'changed';

let timer = 0;

/**
 * @param {string} link
 * @param {boolean} changed whether a control has made it: then Back leads to the link that was opened
 */
export function writeAddress(link, changed) {
  clearTimeout(timer);
  const before = location.hash;
  timer = window.setTimeout(() => {
    // Another link that is being opened, of which the page is told a moment later, stands.
    if (location.hash !== before) return;
    try {
      if (location.hash === link) return;
      // The history of a frame is that of the page around it.
      const own = window === window.top;
      if (changed && own && history.state !== CHANGED) history.pushState(CHANGED, '', link);
      else history.replaceState(history.state, '', link);
    } catch {
      timer = window.setTimeout(() => writeAddress(link, changed), 20 * REST);
    }
  }, REST);
}
