// The values of settings as text.

import { DATA } from './labels.js';

/**
 * @typedef {import('../pkg/rangefinder.js').Form} Description
 * @typedef {import('../pkg/rangefinder.js').Setting} Setting
 * @typedef {Record<string, string>} Values
 */

/**
 * The settings that differ from the defaults, with their values.
 * @param {Description} description
 * @param {{ values: Values, changed: string[] }} reading
 * @param {string} [group] only settings of this group
 */
export function changes({ settings }, { values, changed }, group) {
  return settings
    .filter((setting) => group === undefined || setting.group === group)
    .filter((setting) => changed.includes(setting.key))
    .map((setting) => `${setting.label.toLowerCase()} ${textOf(setting, values[setting.key])}`);
}

/**
 * The value of a setting as text.
 * @param {Description} description
 * @param {string} key
 * @param {Values} values
 */
export function valueText({ settings }, key, values) {
  const setting = settings.find((one) => one.key === key);
  return setting ? textOf(setting, values[key]) : '';
}

/**
 * Numbers as they are; choices in quotes, since a label may be several words, with commas.
 * @param {Setting} setting
 * @param {string} value
 */
function textOf({ key, kind }, value) {
  if (key === 'data' && value.startsWith('csv:')) return `“${DATA.own}”`;
  if (kind.type !== 'choice') return value;
  return `“${kind.choices.find((choice) => choice.value === value)?.label ?? value}”`;
}
