/** Chunks one after the other: many small ones take long to be sent. @param {Float64Array[]} chunks */
export function joined(chunks) {
  const whole = new Float64Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let place = 0;
  for (const chunk of chunks) {
    whole.set(chunk, place);
    place += chunk.length;
  }
  return whole;
}
