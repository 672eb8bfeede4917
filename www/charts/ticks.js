// The ticks of axes.

/**
 * The ticks of a logarithmic axis: decades, with 2 and 5 between them if there are few.
 * @param {number} min
 * @param {number} max
 * @param {number} [maxTicks] the largest number of ticks at decades
 */
export function decades(min, max, maxTicks = 5) {
  const [first, last] = [Math.floor(Math.log10(min)), Math.ceil(Math.log10(max))];
  const every = Math.ceil((last - first) / maxTicks);
  const mantissas = max / min <= 100 ? [1, 2, 5] : [1];
  const ticks = [];
  for (let decade = first; decade <= last; decade += every) {
    for (const mantissa of mantissas) ticks.push(Number(`${mantissa}e${decade}`));
  }
  return ticks.filter((tick) => min <= tick && tick <= max);
}
