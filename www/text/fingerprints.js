// What is said of fingerprints: whether those of what was computed here are those that a shared link claims.

/**
 * @typedef {import('../pkg/rangefinder.js').Reading} Reading
 * @typedef {'sweep' | 'band' | 'check' | 'comparison'} Part
 */

/** What each part is called. @type {Record<Part, string>} */
const NAMES = {
  sweep: 'the sweep',
  band: 'all runs',
  check: 'the check',
  comparison: 'the schedules',
};
export const PARTS = /** @type {Part[]} */ (Object.keys(NAMES));

/**
 * @param {Reading} reading which may have a claim
 * @param {Partial<Record<Part, string>>} found of what is complete
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
    // A claim does not tell whether its settings were edited, so nobody is to blame.
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
        : 'This link states its results; whether they are reproduced shows once they are computed.';
  return { text: progress + versions, complete };
}

/** @param {Part[]} parts */
function list(parts) {
  const names = parts.map((part) => NAMES[part]);
  const last = names.pop();
  return names.length > 0 ? `${names.join(', ')} and ${last}` : `${last}`;
}
