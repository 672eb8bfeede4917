/** Chunks one after the other: many small ones take long to be sent. @param {Float64Array[]} chunks */
export function concatenate(chunks) {
  const result = new Float64Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    result.set(chunk, offset);
    offset += chunk.length;
  }
  return result;
}
