// The values of settings, for people.

import { DATA } from './labels.js';

/**
 * @typedef {import('../pkg/rangefinder.js').Form} Description
 * @typedef {import('../pkg/rangefinder.js').Setting} Setting
 * @typedef {Record<string, string>} Values
 */

/**
 * How settings differ from the defaults.
 * @param {Description} description
 * @param {{ values: Values, changed: string[] }} reading
 * @param {string} [group] only in this one
 */
export function changes({ settings }, { values, changed }, group) {
  return settings
    .filter((setting) => group === undefined || setting.group === group)
    .filter((setting) => changed.includes(setting.key))
    .map((setting) => `${setting.label.toLowerCase()} ${textOf(setting, values[setting.key])}`);
}

/**
 * The value of a setting.
 * @param {Description} description
 * @param {string} key
 * @param {Values} values
 */
export function valueText({ settings }, key, values) {
  const setting = settings.find((one) => one.key === key);
  return setting ? textOf(setting, values[key]) : '';
}

/** @param {Setting} setting @param {string} value */
function textOf({ key, kind }, value) {
  if (key === 'data' && value.startsWith('csv:')) return DATA.own.toLowerCase();
  if (kind.type !== 'choice') return value;
  return kind.choices.find((choice) => choice.value === value)?.label ?? value;
}
