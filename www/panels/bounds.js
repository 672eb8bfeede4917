// The bounds in words and numbers: a table whose rates can be typed.

import { with_own } from '../pkg/rangefinder.js';
import { byId, create, say } from '../page/dom.js';
import { Entry } from '../page/entry.js';
import { short } from '../text/numbers.js';
import { regret } from '../text/sentences.js';

/**
 * @typedef {import('../pkg/rangefinder.js').Summary} Summary
 * @typedef {import('../pkg/rangefinder.js').Truth} Truth
 * @typedef {import('../pkg/rangefinder.js').Rates} Rates
 * @typedef {import('../pkg/rangefinder.js').Bound} Bound
 * @typedef {import('../link/link.js').Values} Values
 * @typedef {import('../charts/handles.js').Name} Name
 * @typedef {Name | 'lr'} Key what the settings are called
 */

/** @type {Record<Name, string>} */
const RULES = {
  lower: 'from here on, the middle run’s loss has made a tenth of its fall',
  upper: 'beyond it, that loss has risen again by a tenth of the fall',
};

/** @type {Name[]} */
const NAMES = ['lower', 'upper'];

/** What a rate of one's own is for. */
const OWN = 'a rate to check, and to race with';

/**
 * Every rate that training can use: the bounds, what the median of the runs suggests, the reader's own.
 * @param {string} link which has the reader's own
 * @param {Summary} [summary] which has what the runs give
 */
export function ratesOf(link, summary) {
  const rate = (/** @type {{ lr: number } | { none: string } | undefined} */ found) =>
    found && 'lr' in found ? found.lr : undefined;
  const { bounds, suggestions } = summary ?? {};
  return with_own(link, {
    lower: rate(bounds?.lower),
    upper: rate(bounds?.upper),
    steepest: rate(suggestions?.steepest),
    valley: rate(suggestions?.valley),
    slide: rate(suggestions?.slide),
    minimum: rate(suggestions?.minimum),
  });
}

/** The table of both, and of the reader's own rate. */
export class BoundsTable {
  #entries;

  /**
   * @param {(entry: Entry, done: boolean) => void} onEdit told at every keystroke, and when done
   * @param {(name: Name) => void} onAuto told which bound is again to be that of the runs
   */
  constructor(onEdit, onAuto) {
    const entry = (/** @type {Key} */ key, /** @type {string} */ id, /** @type {string} */ none) =>
      new Entry(
        key,
        byId(`${id}-rate`, HTMLInputElement),
        byId(`${id}-problem`, HTMLElement),
        none,
        onEdit,
      );
    this.#entries = {
      lower: entry('lower', 'lower', 'auto'),
      upper: entry('upper', 'upper', 'auto'),
      lr: entry('lr', 'own', 'none'),
    };
    say(byId('own-rule', HTMLElement), OWN);
    for (const name of NAMES) {
      byId(`${name}-auto`, HTMLButtonElement).addEventListener('click', () => {
        onAuto(name);
        this.#entries[name].control.focus();
      });
    }
  }

  get entries() {
    return Object.values(this.#entries);
  }

  /** Shows the rates that are the reader's own. @param {Values} values */
  take(values) {
    for (const entry of this.entries) {
      if (values[entry.key] !== entry.none) entry.show(values[entry.key]);
    }
  }

  /**
   * @param {Values} values
   * @param {Rates} rates
   * @param {Summary} [summary] once there is one
   * @param {Truth} [truth] likewise
   * @param {boolean} [checking] whether the rates still train
   */
  show(values, rates, summary, truth, checking = false) {
    const told = (/** @type {Key} */ name) =>
      rates[name] === undefined ? '' : regret(name, truth, checking);
    this.#entries.lr.show(values.lr === 'none' ? '' : values.lr, values.lr);
    say(byId('own-truth', HTMLElement), told('lr'));
    for (const name of NAMES) {
      const rate = rates[name];
      const own = values[name] !== 'auto';
      const text = own ? values[name] : rate === undefined ? '' : short(rate);
      this.#entries[name].show(text, values[name]);
      byId(`${name}-rate`, HTMLInputElement).placeholder = summary ? 'not sure' : '…';
      byId(`${name}-auto`, HTMLButtonElement).hidden = !own;
      const found = summary?.bounds[name];
      const other = values[name === 'lower' ? 'upper' : 'lower'];
      const passed = !own && other !== 'auto' && rate === undefined && found && 'lr' in found;
      byId(`${name}-sure`, HTMLElement).replaceChildren(...sure(found));
      say(byId(`${name}-truth`, HTMLElement), told(name));
      const rule = found && 'none' in found ? found.none : RULES[name];
      say(
        byId(`${name}-rule`, HTMLElement),
        passed ? 'not used: your own bound has passed it' : rule,
      );
    }
  }
}

/** The rate that the runs give, with its uncertainty. @param {Bound} [found] */
function sure(found) {
  if (!found) return ['…'];
  if ('none' in found) return ['not sure'];
  return [create('b', {}, short(found.lr)), span(found)];
}

/** An interval, whose ends may be open. @param {{ from?: number, to?: number }} interval */
function span({ from, to }) {
  if (from === undefined) return to === undefined ? '' : ` (at most ${short(to)})`;
  if (to === undefined) return ` (at least ${short(from)})`;
  return from === to ? '' : ` (${short(from)} to ${short(to)})`;
}
