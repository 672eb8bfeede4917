// The first requests of a visit.

/**
 * @typedef {object} Requests
 * @property {Promise<Response>} data the default data
 * @property {Promise<[ArrayBuffer, WebAssembly.Module]>} [first] the data and the module of the first sweep, if it is
 *   played
 */

/**
 * Requests the default data and, if it is played, the module of the first sweep, which is compiled while it loads if
 * the host names its type. Errors are reported where the files are used. The built page also contains this function by
 * itself, so that the files are there when its code runs: it can use no other function.
 *
 * @param {{ rows?: string, sweep?: string }} addresses of the data and of the module
 * @param {boolean} plays whether the first sweep is played
 * @returns {Requests}
 */
export function requestFirst({ rows = '', sweep = '' }, plays) {
  const data = fetch(rows);
  const bytes = async () => (await data).clone().arrayBuffer();
  const module = async () => {
    const file = await fetch(sweep);
    const streams = file.headers.get('content-type') === 'application/wasm';
    return streams
      ? WebAssembly.compileStreaming(file)
      : WebAssembly.compile(await file.arrayBuffer());
  };
  const first = plays ? Promise.all([bytes(), module()]) : undefined;
  for (const request of [data, first]) request?.catch(() => {});
  return { data, first };
}
