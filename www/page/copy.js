/**
 * Copies a text. Returns whether it worked: a page that is not served over HTTPS may not, and a reader may forbid it.
 * @param {string} text
 */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
