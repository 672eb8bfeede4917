// Files that are dropped on the page, and text or files pasted while no field for text has the focus.

/** @typedef {{ name: string, blob: Blob }} InputFile its name is empty if it was pasted or typed */

/** @param {(files: InputFile[]) => void} onFiles called with them */
export function listenForFiles(onFiles) {
  addEventListener('paste', (event) => {
    const { target } = event;
    if (target instanceof Element && target.matches('input:not([type=file]), textarea, select'))
      return;
    const files = inputFilesOf(event.clipboardData);
    if (files.length > 0) onFiles(files);
  });
  // Without this, the browser opens dropped files instead of the page.
  addEventListener('dragover', (event) => event.preventDefault());
  addEventListener('drop', (event) => {
    event.preventDefault();
    const files = inputFilesOf(event.dataTransfer);
    if (files.length > 0) onFiles(files);
  });
}

/** @param {DataTransfer | null} data @returns {InputFile[]} */
function inputFilesOf(data) {
  const files = [...(data?.files ?? [])].map((file) => ({ name: file.name, blob: file }));
  const text = data?.getData('text/plain') ?? '';
  if (files.length > 0) return files;
  // A log or a table has lines, or is JSON: anything else was not meant for the page.
  const isContent = /[\r\n]|^[[{]/.test(text.trim());
  return isContent ? [{ name: '', blob: new Blob([text]) }] : [];
}
