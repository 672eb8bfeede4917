// Fingerprints: which bits were computed here, and whether they are those that a shared link claims.

import { announce } from '../page/announce.js';
import { byId, say } from '../page/dom.js';
import { share_link } from '../pkg/rangefinder.js';

/**
 * @typedef {import('../pkg/rangefinder.js').Reading} Reading
 * @typedef {'sweep' | 'band' | 'truth' | 'race'} Part
 */

/** What each part is called. @type {Record<Part, string>} */
const NAMES = { sweep: 'the sweep', band: 'all runs', truth: 'the truth', race: 'the race' };
const PARTS = /** @type {Part[]} */ (Object.keys(NAMES));

export class Fingerprints {
  /** @type {Reading | undefined} */
  #reading;
  /** Of what is complete. @type {Partial<Record<Part, string>>} */
  #found = {};

  /** @param {() => void} onChange told when the link, or what it comes to, is another */
  constructor(onChange) {
    this.onChange = onChange;
  }

  /** Takes another link, of which nothing has been computed. @param {Reading} reading */
  open(reading) {
    this.#reading = reading;
    this.#found = {};
    this.#show();
  }

  /**
   * Takes what was computed of the link: each part once it is complete.
   * @param {Partial<Record<Part, string>>} found
   */
  find(found) {
    Object.assign(this.#found, found);
    this.#show();
  }

  /** The link with what it comes to, as far as that is known. */
  get link() {
    const { sweep, band, truth, race } = this.#found;
    return share_link(this.#reading?.link ?? '', sweep, band, truth, race);
  }

  #show() {
    for (const part of PARTS) {
      say(byId(`${part}-fingerprint`, HTMLElement), this.#found[part] ?? '…');
    }
    const { text, complete } = this.#compare();
    const proof = byId('proof', HTMLElement);
    proof.hidden = text === '';
    say(proof, text);
    announce('proof', complete ? text : '');
    this.onChange();
  }

  #compare() {
    const { claim, version } = this.#reading ?? {};
    const claimed = PARTS.filter((part) => claim?.[part]);
    if (!claim || claimed.length === 0) return { text: '', complete: false };
    const known = claimed.filter((part) => this.#found[part]);
    const same = known.filter((part) => this.#found[part] === claim[part]);
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
          : 'This link says what it comes to; whether it does shows as soon as that is computed.';
    return { text: progress + versions, complete };
  }
}

/** @param {Part[]} parts */
function list(parts) {
  const names = parts.map((part) => NAMES[part]);
  const last = names.pop();
  return names.length > 0 ? `${names.join(', ')} and ${last}` : `${last}`;
}
