// The table of bounds, whose rates can be typed.

import { computed, effect } from '@preact/signals-core';
import { byId, create, setText } from '../page/dom.js';
import { Entry } from '../page/entry.js';
import { BOUNDS, CELLS } from '../text/labels.js';
import { short } from '../text/numbers.js';
import { regret } from '../text/sentences.js';

/**
 * @typedef {import('../pkg/rangefinder.js').Summary} Summary
 * @typedef {import('../pkg/rangefinder.js').Check} Check
 * @typedef {import('../pkg/rangefinder.js').Rates} Rates
 * @typedef {import('../pkg/rangefinder.js').Bound} Bound
 * @typedef {Record<string, string>} Values
 * @typedef {import('../charts/handles.js').Name} Name
 * @typedef {Name | 'lr'} Key the key of a setting
 */

/** @type {Name[]} */
const NAMES = ['lower', 'upper'];

/** The table of both bounds, and the control for the user's own rate. */
export class BoundsTable {
  #entries;

  /**
   * @param {(entry: Entry, done: boolean) => void} onEdit called at every keystroke, and when done
   * @param {(name: Name) => void} onAuto called to reset a bound to that of the answer
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
    for (const name of NAMES) {
      byId(`${name}-auto`, HTMLButtonElement).addEventListener('click', () => onAuto(name));
    }
  }

  get entries() {
    return Object.values(this.#entries);
  }

  /** Follows the state. @param {import('../state.js').State} state */
  follow(state) {
    const evaluation = computed(() => state.check.value.evaluation);
    const checking = computed(() => state.check.value.state === 'running');
    effect(() => {
      const [values, rates, summary] = [state.values, state.answerRates, state.summary];
      this.#show(values.value, rates.value, summary.value, evaluation.value, checking.value);
    });
  }

  /** Shows the user's own rates. @param {{ values: Values }} reading */
  show({ values }) {
    for (const entry of this.entries) {
      if (values[entry.key] !== entry.emptyValue) entry.show(values[entry.key]);
    }
  }

  /**
   * @param {Values} values
   * @param {Rates} rates in use
   * @param {Summary | undefined} summary none before the runs end
   * @param {Check | undefined} check none before it ends
   * @param {boolean} checking whether the rates still train
   */
  #show(values, rates, summary, check, checking) {
    const checkText = (/** @type {Key} */ name) =>
      rates[name] === undefined ? '' : regret(name, check, checking, rates[name]);
    this.#entries.lr.show(values.lr === 'none' ? '' : values.lr, values.lr);
    setText(byId('own-check', HTMLElement), checkText('lr'));
    for (const name of NAMES) {
      const rate = rates[name];
      const own = values[name] !== 'auto';
      const text = own ? values[name] : rate === undefined ? '' : short(rate);
      this.#entries[name].show(text, values[name]);
      byId(`${name}-rate`, HTMLInputElement).placeholder = summary ? CELLS.notSure : CELLS.pending;
      byId(`${name}-auto`, HTMLButtonElement).hidden = !own;
      const found = summary?.bounds[name];
      const other = values[name === 'lower' ? 'upper' : 'lower'];
      const passed = !own && other !== 'auto' && rate === undefined && found && 'lr' in found;
      byId(`${name}-sure`, HTMLElement).replaceChildren(...rateWithInterval(found));
      setText(byId(`${name}-check`, HTMLElement), checkText(name));
      const rule = found && 'none' in found ? found.none : BOUNDS[name];
      setText(byId(`${name}-rule`, HTMLElement), passed ? BOUNDS.passed : rule);
    }
  }
}

/** The rate of the runs with its confidence interval. @param {Bound} [found] */
function rateWithInterval(found) {
  if (!found) return [CELLS.pending];
  if ('none' in found) return [CELLS.notSure];
  return [create('b', {}, short(found.lr)), intervalText(found)];
}

/** An interval, whose ends may be open. @param {{ from?: number, to?: number }} interval */
function intervalText({ from, to }) {
  if (from === undefined) return to === undefined ? '' : BOUNDS.atMost(short(to));
  if (to === undefined) return BOUNDS.atLeast(short(from));
  return from === to ? '' : BOUNDS.between(short(from), short(to));
}
