/**
 * The index of the nearest rate on a logarithmic axis, 0 without any.
 * @param {ArrayLike<number>} lrs
 * @param {number} lr
 */
export function nearest(lrs, lr) {
  const distances = Array.from(lrs, (one) => Math.abs(Math.log(one / lr)));
  return distances.reduce((best, one, at) => (one < distances[best] ? at : best), 0);
}
