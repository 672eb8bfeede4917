// The bounds in words and numbers: a table whose rates can be typed.

import { with_own } from './pkg/rangefinder.js';
import { byId, create, say } from './dom.js';
import { short } from './text.js';
import { regret } from './words.js';

/**
 * @typedef {import('./pkg/rangefinder.js').Summary} Summary
 * @typedef {import('./pkg/rangefinder.js').Truth} Truth
 * @typedef {import('./pkg/rangefinder.js').Rates} Rates
 * @typedef {import('./pkg/rangefinder.js').Bound} Bound
 * @typedef {import('./link.js').Values} Values
 * @typedef {import('./handles.js').Name} Name
 * @typedef {Name | 'lr'} Key what the settings are called
 */

/** @type {Record<Name, string>} */
const RULES = {
  lower: 'from here on, the middle run’s loss has made a tenth of its fall',
  upper: 'beyond it, that loss has risen again by a tenth of the fall',
};

/** @type {Name[]} */
const NAMES = ['lower', 'upper'];
/** @type {Key[]} */
const KEYS = [...NAMES, 'lr'];

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
  /**
   * @param {(name: Key, text: string, done: boolean) => void} onEdit told at every keystroke,
   *   and when done
   */
  constructor(onEdit) {
    const own = this.#input('lr');
    this.#listen(own, (done) => onEdit('lr', own.value.trim(), done));
    say(byId('own-rule', HTMLElement), OWN);
    for (const name of NAMES) {
      const input = this.#input(name);
      this.#listen(input, (done) => onEdit(name, input.value.trim(), done));
      byId(`${name}-auto`, HTMLButtonElement).addEventListener('click', () => {
        this.mark(name, '');
        onEdit(name, 'auto', true);
        input.focus();
      });
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
    const yours = this.#input('lr');
    if (!busy(yours)) fill(yours, values.lr === 'none' ? '' : values.lr);
    say(byId('own-truth', HTMLElement), told('lr'));
    for (const name of NAMES) {
      const [input, rate] = [this.#input(name), rates[name]];
      const own = values[name] !== 'auto';
      if (!busy(input)) fill(input, own ? values[name] : rate === undefined ? '' : short(rate));
      input.placeholder = summary ? 'not sure' : '…';
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

  /** What stands there and cannot be used. @returns {[Key, string][]} */
  get unused() {
    return KEYS.filter((key) => unusable(this.#input(key))).map((key) => [
      key,
      this.#input(key).value.trim(),
    ]);
  }

  /** Nothing is wrong with what stands there. */
  unmark() {
    for (const key of KEYS) this.mark(key, '');
  }

  /** Says what cannot be used, beside what was typed. @param {Key} key @param {string} message */
  mark(key, message) {
    this.#input(key).setAttribute('aria-invalid', String(message !== ''));
    say(byId(`${idOf(key)}-problem`, HTMLElement), message);
  }

  /** @param {HTMLInputElement} input @param {(done: boolean) => void} onEdit */
  #listen(input, onEdit) {
    input.addEventListener('input', () => {
      input.dataset.typing = '';
      onEdit(false);
    });
    input.addEventListener('change', () => {
      delete input.dataset.typing;
      onEdit(true);
    });
  }

  /** @param {Key} key */
  #input(key) {
    return byId(`${idOf(key)}-rate`, HTMLInputElement);
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

/** @param {Key} key */
function idOf(key) {
  return key === 'lr' ? 'own' : key;
}

/** Whether what stands in it is the reader's, not yet taken or not to be used. @param {HTMLInputElement} input */
function busy(input) {
  return 'typing' in input.dataset || unusable(input);
}

/** @param {HTMLInputElement} input */
function unusable(input) {
  return input.getAttribute('aria-invalid') === 'true';
}

/** @param {HTMLInputElement} input @param {string} text */
function fill(input, text) {
  if (input.value === text) return;
  input.value = text;
  // Whoever is about to type there replaces the whole of it.
  if (input === document.activeElement) input.select();
}
