// A data set in the form for the other WebAssembly modules.

/** Bytes from which on features are large: to write them into a message would take longer than a frame. */
const LARGE = 4e6;

/** @param {import('../pkg-table/table.js').Rows} rows @returns {import('./data.js').Rows} */
export function numbers(rows) {
  const [name, features] = [rows.name(), rows.features()];
  const [targets, unit, statistics] = [rows.targets(), rows.unit(), rows.statistics()];
  const names = rows.feature_names();
  rows.free();
  const file =
    features.byteLength > LARGE
      ? new Blob([/** @type {Float64Array<ArrayBuffer>} */ (features)])
      : undefined;
  return { name, names, features, targets, unit, statistics, file };
}
