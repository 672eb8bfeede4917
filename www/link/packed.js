// Text in links: compressed, in base64url.

/** The largest number of unpacked bytes. */
const MAX_BYTES = 64 * 1024;

/** @param {Uint8Array<ArrayBuffer>} bytes @returns {Promise<string>} */
export async function compressToText(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const compressed = new Uint8Array(await new Response(stream).arrayBuffer());
  const text = btoa(Array.from(compressed, (byte) => String.fromCharCode(byte)).join(''));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/**
 * @param {string} text
 * @returns {Promise<Uint8Array<ArrayBuffer>>} empty if it is damaged, or too long
 */
export async function decompressText(text) {
  try {
    const compressed = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(compressed, (char) => char.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    return await readUpTo(MAX_BYTES, stream.getReader());
  } catch {
    return new Uint8Array();
  }
}

/**
 * @param {number} maxBytes
 * @param {ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>} reader
 */
async function readUpTo(maxBytes, reader) {
  const parts = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
    length += value.length;
    if (length > maxBytes) return new Uint8Array();
    parts.push(value);
  }
}
