// Files that are dropped on the page, and text or files pasted while no field has the focus.

/** @typedef {{ name: string, blob: Blob }} Taken its name is empty if it was pasted or typed */

/** @param {(taken: Taken[]) => void} take called with them */
export function takeIn(take) {
  addEventListener('paste', (event) => {
    const { target } = event;
    if (target instanceof Element && target.matches('input, textarea, select')) return;
    const taken = told(event.clipboardData);
    if (taken.length > 0) take(taken);
  });
  // Without this, the browser opens dropped files instead of the page.
  addEventListener('dragover', (event) => event.preventDefault());
  addEventListener('drop', (event) => {
    event.preventDefault();
    const taken = told(event.dataTransfer);
    if (taken.length > 0) take(taken);
  });
}

/** @param {DataTransfer | null} data @returns {Taken[]} */
function told(data) {
  const files = [...(data?.files ?? [])].map((file) => ({ name: file.name, blob: file }));
  const text = data?.getData('text/plain') ?? '';
  if (files.length > 0) return files;
  return text.trim() === '' ? [] : [{ name: '', blob: new Blob([text]) }];
}
