/**
 * Copies a text. Returns whether it worked: a page without HTTPS may not copy, and the user may forbid it.
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
