// The settings: a control for each, in groups that fold.

import { create } from './dom.js';
import { short } from './text.js';

/**
 * @typedef {import('./pkg/rangefinder.js').Form} Description
 * @typedef {import('./pkg/rangefinder.js').Setting} Setting
 * @typedef {import('./pkg/rangefinder.js').LinkNotice} LinkNotice
 * @typedef {import('./link.js').Values} Values
 * @typedef {HTMLInputElement | HTMLSelectElement} Control
 */

/** Characters of a text: more than any setting needs. */
const MOST_TYPED = 200;

/** The controls of all settings. */
export class Form {
  /** @type {Map<string, Control>} */
  #controls = new Map();
  /** @type {Map<string, Slider>} */
  #sliders = new Map();
  /** What follows a group's name: how it differs from the default. @type {Map<string, HTMLElement>} */
  #summaries = new Map();

  /**
   * @param {HTMLFormElement} element
   * @param {Description} description
   * @param {(key: string, done: boolean) => void} onEdit told at every keystroke, and when done
   */
  constructor(element, description, onEdit) {
    this.element = element;
    this.description = description;
    for (const { name, label } of description.groups) {
      const settings = description.settings.filter(({ group }) => group === name);
      element.append(this.#group(name, label, settings));
    }
    for (const type of ['input', 'change']) {
      element.addEventListener(type, ({ target }) => {
        const { name } = /** @type {Control} */ (target);
        const slider = [...this.#sliders.values()].find(({ range }) => range === target);
        if (slider) slider.control.value = slider.text;
        onEdit(slider?.control.name ?? name, type === 'change');
      });
    }
    element.addEventListener('submit', (event) => event.preventDefault());
  }

  /**
   * What the controls hold.
   * @param {boolean} done whether an empty one says that there is to be none, and not that more is coming
   * @returns {Values}
   */
  typed(done) {
    return Object.fromEntries(
      this.description.settings.map(({ key, kind }) => {
        const none = kind.type === 'widths' ? 'none' : kind.type === 'number' ? kind.none : '';
        return [key, this.#controls.get(key)?.value || (done && none) || ''];
      }),
    );
  }

  /**
   * Shows values; those in `kept` are left as they were typed.
   * @param {Values} values
   * @param {string[]} [kept]
   */
  show(values, kept = []) {
    for (const [key, control] of this.#controls) {
      if (!kept.includes(key)) control.value = values[key];
      this.#sliders.get(key)?.show(values[key]);
    }
    for (const { name } of this.description.groups) {
      const changes = this.changes(values, name).join(', ');
      const summary = /** @type {HTMLElement} */ (this.#summaries.get(name));
      summary.textContent = changes || 'default';
      summary.classList.toggle('changed', changes !== '');
    }
  }

  /**
   * How values differ from the defaults, in words.
   * @param {Values} values
   * @param {string} [group] only in this one
   */
  changes(values, group) {
    return this.description.settings
      .filter((setting) => group === undefined || setting.group === group)
      .filter((setting) => values[setting.key] !== setting.default)
      .map((setting) => `${setting.label.toLowerCase()} ${textOf(setting, values[setting.key])}`);
  }

  /** The text of a setting's value for people. @param {string} key @param {Values} values */
  text(key, values) {
    const setting = this.description.settings.find((one) => one.key === key);
    return setting ? textOf(setting, values[key]) : '';
  }

  /**
   * Marks the controls whose texts cannot be used, and says why.
   * @param {LinkNotice[]} problems
   */
  mark(problems) {
    for (const [key, control] of this.#controls) {
      const message = problems.find((problem) => problem.key === key)?.rule ?? '';
      control.setAttribute('aria-invalid', String(message !== ''));
      const error = this.element.querySelector(`#${key}-error`);
      if (error) error.textContent = message;
      if (message) control.closest('details')?.setAttribute('open', '');
    }
  }

  /**
   * @param {string} name
   * @param {string} label
   * @param {Setting[]} settings
   */
  #group(name, label, settings) {
    const changes = create('span');
    this.#summaries.set(name, changes);
    const summary = create('summary', {}, label, ' ', changes);
    return create('details', {}, summary, ...settings.map((setting) => this.#field(setting)));
  }

  /** @param {Setting} setting */
  #field(setting) {
    const { key, label, help } = setting;
    if (setting.kind.type === 'subset') {
      // Its boxes stand where it counts: this only keeps its text.
      const hidden = create('input', { type: 'hidden', name: key });
      this.#controls.set(key, hidden);
      return hidden;
    }
    const box = setting.kind.type === 'choice' ? select(setting.kind.choices) : input(setting);
    box.name = key;
    box.id = key;
    box.setAttribute('aria-describedby', `${key}-hint ${key}-error`);
    this.#controls.set(key, box);
    const range = rangeOf(setting);
    const hint = create('p', { id: `${key}-hint`, className: 'hint' });
    hint.append(...(range ? [create('b', {}, `${range}.`), ' '] : []), help);
    const error = create('p', { id: `${key}-error`, className: 'error' });
    const caption = create('label', { htmlFor: key }, label);
    const field = create('div', { className: 'field' }, caption, box, hint, error);
    if (setting.kind.type === 'number' && setting.kind.stops) {
      const slider = new Slider(box, label, setting.kind.stops.split(' '));
      this.#sliders.set(key, slider);
      box.after(slider.range);
    }
    return field;
  }
}

/** A slider beside a text box, which goes through values worth trying. */
class Slider {
  /**
   * @param {Control} control the text box
   * @param {string} label
   * @param {string[]} stops texts in rising order
   */
  constructor(control, label, stops) {
    this.control = control;
    this.stops = stops;
    this.range = create('input', { type: 'range', min: '0', max: String(stops.length - 1) });
    this.range.setAttribute('aria-label', `${label}, slider`);
  }

  /** What it points at. */
  get text() {
    return this.stops[Number(this.range.value)];
  }

  /** Points at the stop that is nearest to a value from below. @param {string} value */
  show(value) {
    const above = this.stops.findIndex((stop) => Number(stop) > Number(value));
    this.range.value = String(above < 0 ? this.stops.length - 1 : Math.max(0, above - 1));
    this.range.setAttribute('aria-valuetext', value);
  }
}

/** @param {import('./pkg/rangefinder.js').Choice[]} choices */
function select(choices) {
  return create('select', {}, ...choices.map(({ value, label }) => new Option(label, value)));
}

/**
 * A text box even for numbers: a number box would refuse to show "none", and rewrites 1e-10.
 * @param {Setting} setting
 */
function input({ kind }) {
  const box = create('input', { type: 'text', spellcheck: false, maxLength: MOST_TYPED });
  if (kind.type !== 'number' || kind.none) return box;
  // The keypads of phones have no e for 1e-10.
  if (kind.whole) box.inputMode = 'numeric';
  else if (kind.max < 1000) box.inputMode = 'decimal';
  return box;
}

/** The unit and the range. @param {Setting} setting */
function rangeOf({ kind, unit }) {
  if (kind.type !== 'number') return unit;
  const range = `${short(kind.min)} to ${limit(kind.max)}${kind.none ? `, or ${kind.none}` : ''}`;
  return unit ? `${unit}: ${range}` : range;
}

/** A limit is exact where a rate would be rounded. @param {number} value */
function limit(value) {
  return String(value).replace('e+', 'e');
}

/**
 * @param {Setting} setting
 * @param {string} value
 */
function textOf({ kind }, value) {
  if (kind.type !== 'choice') return value;
  return kind.choices.find((choice) => choice.value === value)?.label ?? value;
}
