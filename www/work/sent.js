// Data in the form for workers: large features are a file, which each worker reads itself.

/** @typedef {import('./data.js').Rows} Rows @typedef {import('./data.js').Sent} Sent */

/** @param {Rows} rows @returns {Rows | Sent} */
export function sent({ file, ...rows }) {
  return file ? { ...rows, features: file } : rows;
}

/** @param {Rows | Sent} rows @returns {Promise<Float64Array> | Float64Array} */
export function featuresOf({ features }) {
  if (!(features instanceof Blob)) return features;
  return features.arrayBuffer().then((bytes) => new Float64Array(bytes));
}
