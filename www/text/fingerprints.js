// Whether the fingerprints of the results computed here are those that a shared link claims, in words.

/**
 * @typedef {import('../pkg/rangefinder.js').Reading} Reading
 * @typedef {'sweep' | 'band' | 'check' | 'comparison'} Part
 */

/** The name of each part. @type {Record<Part, string>} */
const NAMES = {
  sweep: 'the sweep',
  band: 'all runs',
  check: 'the check',
  comparison: 'the schedules',
};
export const PARTS = /** @type {Part[]} */ (Object.keys(NAMES));

/**
 * @param {Reading} reading the reading of the link, which may claim fingerprints
 * @param {Partial<Record<Part, string>>} found fingerprints of the complete results
 */
export function compare({ claim, version }, found) {
  const claimed = PARTS.filter((part) => claim?.[part]);
  if (!claim || claimed.length === 0) return { text: '', complete: false };
  const known = claimed.filter((part) => found[part]);
  const same = known.filter((part) => found[part] === claim[part]);
  const complete = known.length === claimed.length;
  const other = known.filter((part) => !same.includes(part));
  const versions =
    claim.version === version
      ? ''
      : ` The link was made by version ${claim.version} of this page; this is ${version}.`;
  if (other.length > 0) {
    const agree = same.length > 0 ? ` As claimed: ${list(same)}.` : '';
    // A claim does not say whether its settings were edited, so both causes are named.
    const why =
      versions ||
      ' The link may have been edited since it was copied, or made by another build of this version.';
    return {
      text: `The results differ from what the link claims: ${list(other)}.${agree}${why}`,
      complete,
    };
  }
  const progress =
    same.length === claimed.length
      ? `Reproduced bit for bit, as shared: ${list(same)}.`
      : same.length > 0
        ? `Reproduced bit for bit so far: ${list(same)}.`
        : 'This link states its results; they are compared once they are computed here.';
  return { text: progress + versions, complete };
}

/** @param {Part[]} parts */
function list(parts) {
  const names = parts.map((part) => NAMES[part]);
  const last = names.pop();
  return names.length > 0 ? `${names.join(', ')} and ${last}` : `${last}`;
}
