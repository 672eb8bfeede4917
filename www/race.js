// The race of the policies. A task of the agenda, which keeps what each policy has come to: switching
// one off and on again, or moving a bound there and back, costs nothing.

import { entrants, stand } from './pkg/rangefinder.js';
import { Consent } from './consent.js';

/**
 * @typedef {import('./pkg/rangefinder.js').Race} Standings
 * @typedef {import('./pkg/rangefinder.js').Rates} Rates
 * @typedef {import('./pkg/rangefinder.js').Plan} Plan
 * @typedef {import('./pkg/rangefinder.js').Entrant} Entrant
 * @typedef {import('./hand.js').Share} Share
 */

/** More policies are not kept: a bound that is dragged makes new ones all the time. */
const MOST_KEPT = 200;

export class Race {
  #link = '';
  #part = '';
  #groups = 1;
  /** Of a share. */
  #steps = 1;
  bytes = 0;
  /** @type {Rates} */
  #rates = {};
  /** Every policy, as the rates have it. @type {Entrant[]} */
  entrants = [];
  /** The names of those that race. @type {string[]} */
  #policies = [];
  /** What each identity has come to, group by group. @type {Map<string, (Float64Array | undefined)[]>} */
  #kept = new Map();
  consent = new Consent();
  /** What was computed last. @type {{ key: string, standings?: Standings }} */
  #standing = { key: '' };

  /** @param {() => void} onChange told how far it is */
  constructor(onChange) {
    this.onChange = onChange;
  }

  /**
   * Takes the race of an experiment, whose rates are not known yet.
   * @param {string} link
   * @param {string} part the settings that all policies have in common
   * @param {Plan} plan
   */
  open(link, part, plan) {
    this.#link = link;
    this.#groups = plan.race_groups;
    this.#steps = plan.race_steps;
    this.bytes = plan.training_bytes;
    this.entrants = [];
    if (part === this.#part) return;
    this.#part = part;
    this.#kept.clear();
    this.consent.reset();
  }

  /**
   * Lets policies in, at these rates.
   * @param {string[]} policies
   * @param {Rates} rates
   */
  enter(policies, rates) {
    this.#policies = policies;
    this.#rates = rates;
    this.entrants = entrants(this.#link, rates);
    this.#forget();
  }

  /** Drops what has been done, and waits. */
  cancel() {
    this.#kept.clear();
    this.consent.held = true;
  }

  part() {
    return this.#part;
  }

  key() {
    return this.#running.map(({ identity }) => identity).join(' ');
  }

  /** @returns {Share[]} */
  wanted() {
    return this.consent.given ? this.#missing : [];
  }

  /** Steps that are to be made, those of seeds side by side counted once. */
  get left() {
    return this.#missing.length * this.#steps;
  }

  /** What is not done. @returns {Share[]} */
  get #missing() {
    const seen = new Set();
    return this.#running.flatMap(({ policy, identity = '' }) => {
      // Two policies may have the same rates.
      if (seen.has(identity)) return [];
      seen.add(identity);
      const kept = this.#kept.get(identity) ?? [];
      const missing = Array.from({ length: this.#groups }, (_, group) => group);
      return missing
        .filter((group) => !kept[group])
        .map((group) => ({
          kind: /** @type {const} */ ('race'),
          name: `race ${identity} ${group}`,
          args: [this.#link, this.#rates, policy, group, identity],
        }));
    });
  }

  /** @param {Share} share @param {Float64Array} result */
  take({ args: [, , , group, identity] }, result) {
    const kept = this.#kept.get(identity) ?? [];
    kept[group] = result;
    this.#kept.set(identity, kept);
    this.onChange();
  }

  fail() {
    this.consent.failed = true;
    this.onChange();
  }

  /** The policies that race and can. */
  get #running() {
    return this.entrants.filter(
      ({ policy, identity }) => identity !== undefined && this.#policies.includes(policy),
    );
  }

  /** Those of them that have finished. */
  get #finished() {
    return this.#running.filter(({ identity = '' }) => {
      const kept = this.#kept.get(identity);
      return kept && kept.filter((chunk) => chunk).length === this.#groups;
    });
  }

  /** @returns {'idle' | 'waiting' | 'running' | 'paused' | 'failed' | 'done'} */
  get state() {
    if (this.entrants.length === 0) return 'idle';
    if (this.consent.failed) return 'failed';
    const [done, all] = this.done;
    if (done === all) return 'done';
    if (!this.consent.held) return 'running';
    return done > 0 ? 'paused' : 'waiting';
  }

  /** How many of the policies have finished, and how many race. @returns {[number, number]} */
  get done() {
    return [this.#finished.length, this.#running.length];
  }

  /** What the policies that have finished came to: the same object while nothing changes. */
  get standings() {
    const finished = this.#finished;
    const key = [this.#link, ...finished.map(({ identity }) => identity)].join(' ');
    if (key !== this.#standing.key || !this.#standing.standings) {
      this.#standing = { key, standings: this.#stand(finished) };
    }
    return /** @type {Standings} */ (this.#standing.standings);
  }

  /** @param {Entrant[]} finished */
  #stand(finished) {
    const chunks = finished.flatMap(({ identity = '' }) => this.#kept.get(identity) ?? []);
    const present = chunks.filter((chunk) => chunk !== undefined);
    const policies = finished.map(({ policy }) => policy);
    return stand(this.#link, this.#rates, policies, present);
  }

  /** Lets the oldest go. */
  #forget() {
    const racing = new Set(this.#running.map(({ identity }) => identity));
    for (const identity of this.#kept.keys()) {
      if (this.#kept.size <= MOST_KEPT) return;
      if (!racing.has(identity)) this.#kept.delete(identity);
    }
  }
}
