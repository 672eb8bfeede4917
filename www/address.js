// The address bar names the picture.

/**
 * Milliseconds without another link after which the bar is written: browsers refuse to write it a
 * hundred times in some seconds, as a bound that is dragged would.
 */
const REST = 120;

let timer = 0;

/** @param {string} link */
export function writeAddress(link) {
  clearTimeout(timer);
  const before = location.hash;
  timer = window.setTimeout(() => {
    // Another link that is being opened, of which the page is told a moment later, stands.
    if (location.hash !== before) return;
    try {
      if (location.hash !== link) history.replaceState(null, '', link);
    } catch {
      timer = window.setTimeout(() => writeAddress(link), 20 * REST);
    }
  }, REST);
}
