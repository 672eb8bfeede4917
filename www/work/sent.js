// Data in the form for workers: large features are a file, which each worker reads itself.

/** @typedef {import('./data.js').Rows} Rows @typedef {import('./data.js').WorkerRows} WorkerRows */

/** @param {Rows} rows @returns {Rows | WorkerRows} */
export function forWorker({ file, ...rows }) {
  return file ? { ...rows, features: file } : rows;
}

/** @param {Rows | WorkerRows} rows @returns {Promise<Float64Array> | Float64Array} */
export function featuresOf({ features }) {
  if (!(features instanceof Blob)) return features;
  return features.arrayBuffer().then((bytes) => new Float64Array(bytes));
}
