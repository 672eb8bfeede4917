// The form of settings: a control for each, in groups.

import { create } from '../page/dom.js';
import { Entry } from '../page/entry.js';
import { DATA, FOLLOWS } from '../text/labels.js';
import { short } from '../text/numbers.js';
import { changes } from '../text/settings.js';

/**
 * @typedef {import('../pkg/rangefinder.js').Form} Description
 * @typedef {import('../pkg/rangefinder.js').Setting} Setting
 * @typedef {import('../link/link.js').Reading} Reading
 * @typedef {import('../page/entry.js').Control} Control
 */

/** The settings next to the charts, in this order. */
const MAIN = ['data', 'optimizer', 'batch_size', 'hidden'];

/** The largest length of a text, in characters: more than any setting needs. */
const MAX_TYPED = 200;

/** The controls of all settings. */
export class Form {
  /** @type {Map<string, Entry>} */
  #entries = new Map();
  /** @type {Map<string, Slider>} */
  #sliders = new Map();
  /** The buttons that reset settings to `auto`. @type {Map<string, HTMLButtonElement>} */
  #autos = new Map();
  /** The elements after a group's name that list its changed settings. @type {Map<string, HTMLElement>} */
  #summaries = new Map();

  /**
   * @param {HTMLElement} main the element for the main settings
   * @param {HTMLFormElement} element the element for all others
   * @param {Description} description
   * @param {(entry: Entry, done: boolean) => void} onEdit called at every keystroke, and when done
   */
  constructor(main, element, description, onEdit) {
    this.element = element;
    this.description = description;
    this.onEdit = onEdit;
    for (const { name, label } of description.groups) {
      const settings = description.settings.filter(
        ({ group, key }) => group === name && !MAIN.includes(key),
      );
      if (settings.length > 0) element.append(this.#group(name, label, settings));
    }
    const first = MAIN.flatMap((key) => description.settings.filter((one) => one.key === key));
    main.append(...first.map((setting) => this.#field(setting, true)));
    element.addEventListener('submit', (event) => event.preventDefault());
  }

  /** The controls of all settings. */
  get entries() {
    return this.#entries.values();
  }

  /** @param {Reading} reading */
  show(reading) {
    const { values, derived } = reading;
    for (const [key, entry] of this.#entries) {
      const follows = key in derived;
      const text = follows ? derivedText(Number(derived[key])) : values[key];
      if (key === 'data') addOwnData(entry.control, text);
      entry.show(text, values[key]);
      entry.control.classList.toggle('follows', follows);
      this.#sliders.get(key)?.show(text);
      const auto = this.#autos.get(key);
      if (auto) auto.disabled = follows;
    }
    for (const [name, summary] of this.#summaries) {
      const different = changes(this.description, reading, name).join(', ');
      summary.textContent = different || 'default';
      summary.classList.toggle('changed', different !== '');
    }
  }

  /**
   * @param {string} name
   * @param {string} label
   * @param {Setting[]} settings
   */
  #group(name, label, settings) {
    const different = create('span');
    this.#summaries.set(name, different);
    const summary = create('summary', {}, label, ' ', different);
    return create('details', {}, summary, ...settings.map((setting) => this.#field(setting)));
  }

  /** @param {Setting} setting @param {boolean} [main] whether it has room only for its control */
  #field(setting, main = false) {
    const { key, label, help, follows } = setting;
    if (setting.kind.type === 'subset') {
      // The checkboxes are in the list of schedules: this only has the text.
      const hidden = create('input', { type: 'hidden', name: key });
      this.#entries.set(key, new Entry(key, hidden, undefined, '', this.onEdit));
      return hidden;
    }
    const box = setting.kind.type === 'choice' ? select(setting.kind.choices) : input(setting);
    box.name = key;
    box.id = key;
    box.setAttribute('aria-describedby', `${key}-hint ${key}-error`);
    const range = rangeOf(setting);
    const hint = create('p', { id: `${key}-hint`, className: main ? 'unseen' : 'hint' });
    if (main) box.title = help;
    hint.append(...(range ? [create('b', {}, `${range}.`), ' '] : []), help);
    if (follows) hint.append(' ', FOLLOWS.hint(follows));
    const error = create('p', { id: `${key}-error`, className: 'error' });
    const entry = new Entry(key, box, error, emptyValueOf(setting), this.onEdit);
    this.#entries.set(key, entry);
    const caption = create('label', { htmlFor: key }, label);
    const field = create('div', { className: 'field' }, caption, box, hint, error);
    if (follows) box.after(this.#auto(entry, label));
    if (!main && setting.kind.type === 'number' && setting.kind.stops) {
      const slider = new Slider(label, setting.kind.stops.split(' '));
      this.#sliders.set(key, slider);
      box.after(slider.range);
      for (const type of ['input', 'change']) {
        slider.range.addEventListener(type, () => {
          box.value = slider.text;
          this.onEdit(entry, type === 'change');
        });
      }
    }
    return field;
  }

  /** The button that resets a setting to `auto`. @param {Entry} entry @param {string} label */
  #auto(entry, label) {
    const button = create('button', { type: 'button' }, FOLLOWS.auto);
    button.setAttribute('aria-label', `${label}: ${FOLLOWS.auto}`);
    button.addEventListener('click', () => {
      entry.control.value = entry.emptyValue;
      this.onEdit(entry, true);
    });
    this.#autos.set(entry.key, button);
    return button;
  }
}

/** A slider next to a text box, with useful values as stops. */
class Slider {
  /**
   * @param {string} label
   * @param {string[]} stops texts in rising order
   */
  constructor(label, stops) {
    this.stops = stops;
    this.range = create('input', { type: 'range', min: '0', max: String(stops.length - 1) });
    this.range.setAttribute('aria-label', `${label}, slider`);
  }

  /** The text of the present stop. */
  get text() {
    return this.stops[Number(this.range.value)];
  }

  /** Moves to the largest stop that does not exceed a value. @param {string} value */
  show(value) {
    const above = this.stops.findIndex((stop) => Number(stop) > Number(value));
    this.range.value = String(above < 0 ? this.stops.length - 1 : Math.max(0, above - 1));
    this.range.setAttribute('aria-valuetext', value);
  }
}

/** Adds the user's own table to the choices. @param {Control} control @param {string} name */
function addOwnData(control, name) {
  if (!(control instanceof HTMLSelectElement)) return;
  const other = [...control.options].find(({ text }) => text === DATA.own);
  if (other && other.value !== name) other.remove();
  if (![...control.options].some(({ value }) => value === name)) {
    control.append(new Option(DATA.own, name));
  }
}

/** @param {import('../pkg/rangefinder.js').Choice[]} choices */
function select(choices) {
  return create('select', {}, ...choices.map(({ value, label }) => new Option(label, value)));
}

/**
 * A text box, even for numbers: a number box cannot show "none", and rewrites 1e-10.
 * @param {Setting} setting
 */
function input({ kind }) {
  const box = create('input', { type: 'text', spellcheck: false, maxLength: MAX_TYPED });
  if (kind.type !== 'number' || kind.none) return box;
  // Numeric keypads of phones have no e for 1e-10.
  if (kind.integer) box.inputMode = 'numeric';
  else if (kind.max < 1000) box.inputMode = 'decimal';
  return box;
}

/** The value of an empty control. @param {Setting} setting */
function emptyValueOf({ kind }) {
  if (kind.type === 'widths') return 'none';
  return (kind.type === 'number' && kind.none) || '';
}

/** A derived value: counts exactly, rates rounded. @param {number} value */
function derivedText(value) {
  return Number.isInteger(value) ? String(value) : short(value);
}

/** The unit and the range of a setting. @param {Setting} setting */
function rangeOf({ kind, unit }) {
  if (kind.type !== 'number') return unit;
  const range = `${short(kind.min)} to ${limit(kind.max)}${kind.none ? `, or ${kind.none}` : ''}`;
  return unit ? `${unit}: ${range}` : range;
}

/** A limit is exact where a rate would be rounded. @param {number} value */
function limit(value) {
  return String(value).replace('e+', 'e');
}
