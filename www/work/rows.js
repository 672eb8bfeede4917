// A data set as the other modules of the core take it.

/** @param {import('../pkg-table/table.js').Rows} rows @returns {import('./data.js').Rows} */
export function numbers(rows) {
  const [name, features, targets] = [rows.name(), rows.features(), rows.targets()];
  const [unit, names] = [rows.unit(), rows.feature_names()];
  rows.free();
  return { name, features, targets, unit, names };
}
