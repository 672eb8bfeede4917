// A fold whose content is loaded once it is open.

/**
 * @param {HTMLDetailsElement} fold
 * @param {HTMLElement} box in it
 * @param {(box: HTMLElement) => Promise<void>} fill
 * @param {(why: string) => string} failed what is said where that fails; it is tried again with the next opening
 */
export function fillOnce(fold, box, fill, failed) {
  let begun = false;
  fold.addEventListener('toggle', async () => {
    if (!fold.open || begun) return;
    begun = true;
    try {
      await fill(box);
    } catch (error) {
      begun = false;
      box.replaceChildren(failed(error instanceof Error ? error.message : `${error}`));
    }
  });
}
