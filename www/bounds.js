// The bounds in words and numbers: a table whose rates can be typed.

import { byId, create, say } from './dom.js';
import { short } from './text.js';
import { regret } from './words.js';

/**
 * @typedef {import('./pkg/rangefinder.js').Summary} Summary
 * @typedef {import('./pkg/rangefinder.js').Truth} Truth
 * @typedef {import('./pkg/rangefinder.js').Bound} Bound
 * @typedef {import('./link.js').Values} Values
 * @typedef {import('./handles.js').Name} Name
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
 * The rates of the bounds: the reader's, or else those that the runs give.
 * @param {Values} values
 * @param {Summary} [summary]
 * @returns {Partial<Record<Name, number>>}
 */
export function boundRates(values, summary) {
  const rate = (/** @type {Name} */ name) => {
    if (values[name] !== 'auto') return Number(values[name]);
    const bound = summary?.bounds[name];
    return bound && 'lr' in bound ? bound.lr : undefined;
  };
  const [lower, upper] = [rate('lower'), rate('upper')];
  if (lower === undefined || upper === undefined || lower < upper) return { lower, upper };
  // A bound of the runs that the reader's own has passed is none.
  return {
    lower: values.lower === 'auto' ? undefined : lower,
    upper: values.upper === 'auto' ? undefined : upper,
  };
}

/**
 * Every rate that training can use: the bounds, what the median of the runs suggests, the reader's own.
 * @param {Values} values
 * @param {Summary} summary
 * @returns {import('./pkg/rangefinder.js').Rates}
 */
export function rates(values, summary) {
  const { steepest, valley, slide, minimum } = summary.suggestions;
  const rate = (/** @type {import('./pkg/rangefinder.js').Suggestion} */ found) =>
    'lr' in found ? found.lr : undefined;
  return {
    ...boundRates(values, summary),
    steepest: rate(steepest),
    valley: rate(valley),
    slide: rate(slide),
    minimum: rate(minimum),
    lr: values.lr === 'none' ? undefined : Number(values.lr),
  };
}

/** The table of both, and of the reader's own rate. */
export class BoundsTable {
  /**
   * @param {(name: Name | 'lr', text: string, done: boolean) => void} onEdit told at every keystroke,
   *   and when done
   */
  constructor(onEdit) {
    const own = byId('own-rate', HTMLInputElement);
    for (const type of ['input', 'change']) {
      own.addEventListener(type, () => onEdit('lr', own.value.trim(), type === 'change'));
    }
    say(byId('own-rule', HTMLElement), OWN);
    for (const name of NAMES) {
      const input = this.#input(name);
      for (const type of ['input', 'change']) {
        input.addEventListener(type, () => onEdit(name, input.value.trim(), type === 'change'));
      }
      byId(`${name}-auto`, HTMLButtonElement).addEventListener('click', () => {
        onEdit(name, 'auto', true);
        input.focus();
      });
    }
  }

  /**
   * @param {Values} values
   * @param {Summary} [summary] once there is one
   * @param {Truth} [truth] likewise
   */
  show(values, summary, truth) {
    const mark = (/** @type {string} */ name) => truth?.marks.find((one) => one.name === name);
    const own = byId('own-rate', HTMLInputElement);
    if (document.activeElement !== own) own.value = values.lr === 'none' ? '' : values.lr;
    say(byId('own-truth', HTMLElement), values.lr === 'none' ? '' : regret(mark('lr')));
    const rates = boundRates(values, summary);
    for (const name of NAMES) {
      const [input, rate] = [this.#input(name), rates[name]];
      const own = values[name] !== 'auto';
      if (document.activeElement !== input) {
        input.value = own ? values[name] : rate === undefined ? '' : short(rate);
      }
      input.placeholder = summary ? 'not sure' : '…';
      byId(`${name}-auto`, HTMLButtonElement).hidden = !own;
      const found = summary?.bounds[name];
      const passed = !own && rate === undefined && found && 'lr' in found;
      byId(`${name}-sure`, HTMLElement).replaceChildren(...sure(found));
      say(byId(`${name}-truth`, HTMLElement), regret(mark(name)));
      const rule = found && 'none' in found ? found.none : RULES[name];
      say(
        byId(`${name}-rule`, HTMLElement),
        passed ? 'not used: your own bound has passed it' : rule,
      );
    }
  }

  /** Says what cannot be used, beside what was typed. @param {Name | 'lr'} key @param {string} message */
  mark(key, message) {
    const name = key === 'lr' ? 'own' : key;
    byId(`${name}-rate`, HTMLInputElement).setAttribute('aria-invalid', String(message !== ''));
    say(byId(`${name}-problem`, HTMLElement), message);
  }

  /** @param {Name} name */
  #input(name) {
    return byId(`${name}-rate`, HTMLInputElement);
  }
}

/** The rate that the runs give, with its uncertainty. @param {Bound} [found] */
function sure(found) {
  if (!found) return ['…'];
  if ('none' in found) return ['not sure'];
  const span = found.from === found.to ? '' : ` (${short(found.from)} to ${short(found.to)})`;
  return [create('b', {}, short(found.lr)), span];
}
