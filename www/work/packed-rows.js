// A table of decimal numbers as a file for every visitor. Its numbers have at most four significant digits; the first
// two of all of them, the last two, and the numbers of decimals each stand together, column by column, then the
// classes. With gzip that is two thirds of the text.

const POWERS = Array.from({ length: 16 }, (_, decimals) => Number(`1e${decimals}`));

/**
 * @param {string} csv a header, then a line per row with its class last
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function pack(csv) {
  const rows = csv
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
  const [{ length: columns }] = rows;
  const cells = Array.from({ length: columns - 1 }, (_, column) =>
    rows.map((row) => digits(row[column])),
  ).flat();
  return Uint8Array.from([
    columns - 1,
    ...cells.map(({ number }) => Math.floor(number / 100)),
    ...cells.map(({ number }) => number % 100),
    ...cells.map(({ decimals }) => decimals),
    ...rows.map((row) => Number(row[columns - 1])),
  ]);
}

/** Four digits of a number, and how many of them are decimals. @param {string} cell */
function digits(cell) {
  const [integer, decimal = ''] = cell.trim().split('.');
  let [number, decimals] = [Number(integer + decimal), decimal.length];
  for (; number > 0 && number < 1000; decimals += 1) number *= 10;
  if (number > 9999 || decimals >= POWERS.length) throw new Error(`${cell} has too many digits.`);
  return { number, decimals };
}

/** @typedef {Pick<import('./data.js').Rows, 'features' | 'targets'>} Table */

/**
 * @param {ArrayBuffer} packed
 * @returns {Table | undefined} nothing if the bytes are no such file
 */
export function unpack(packed) {
  const [columns = 0] = new Uint8Array(packed);
  const rows = (packed.byteLength - 1) / (3 * columns + 1);
  if (columns === 0 || !Number.isInteger(rows)) return undefined;
  const cells = rows * columns;
  const block = (/** @type {number} */ index, length = cells) =>
    new Uint8Array(packed, 1 + index * cells, length);
  const [first, last, decimals] = [block(0), block(1), block(2)];
  const features = new Float64Array(cells).map((_, index) => {
    const cell = (index % columns) * rows + Math.floor(index / columns);
    // A quotient of two integers is the nearest number to their decimal text.
    return (100 * first[cell] + last[cell]) / POWERS[decimals[cell]];
  });
  const targets = new Float64Array(block(3, rows));
  if (targets.some((target) => target > 1)) return undefined;
  return { features, targets };
}
