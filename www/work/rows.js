// A data set in the form for the other WebAssembly modules.

/** @param {import('../pkg-table/table.js').Rows} rows @returns {import('./data.js').Rows} */
export function numbers(rows) {
  const [name, features, targets, unit] = [
    rows.name(),
    rows.features(),
    rows.targets(),
    rows.unit(),
  ];
  rows.free();
  return { name, features, targets, unit };
}
