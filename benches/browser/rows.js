// The breast-cancer data for TensorFlow.js.

/** The standardized features, row by row, and the labels. @param {string} csv */
export function read(csv) {
  const rows = csv
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').map(Number));
  const columns = Array.from({ length: 30 }, (_, column) => {
    const values = rows.map((row) => row[column]);
    const mean = values.reduce((sum, x) => sum + x, 0) / rows.length;
    const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / rows.length;
    return values.map((x) => (x - mean) / Math.sqrt(variance));
  });
  return {
    features: Float32Array.from(rows.flatMap((_, row) => columns.map((column) => column[row]))),
    labels: rows.map((row) => row[30]),
  };
}
