// What is typed into the form -> a link -> what it says.

import { read_link } from './pkg/rangefinder.js';

/**
 * @typedef {import('./pkg/rangefinder.js').Reading} Reading
 * @typedef {import('./pkg/rangefinder.js').LinkNotice} LinkNotice
 * @typedef {Record<string, string>} Values the text of each setting
 */

/**
 * Reads what is typed. A text that cannot be used is a problem of its control; the others count all the
 * same, with the last good text in its place. Without a reading, even that does not fit together.
 * @param {Values} typed
 * @param {Values} lastGood
 * @returns {{ reading?: Reading, problems: LinkNotice[] }}
 */
export function readTyped(typed, lastGood) {
  const reading = read_link(compose(typed));
  if (reading.notices.length === 0) return { reading, problems: [] };
  const problems = reading.notices.map((notice) => ({
    ...notice,
    key: culprit(notice.key, typed, lastGood),
  }));
  const repaired = { ...typed };
  for (const { key } of problems) repaired[key] = lastGood[key];
  const second = read_link(compose(repaired));
  return { reading: second.notices.length === 0 ? second : undefined, problems };
}

/**
 * The control whose text does not fit: the one of which it is said, or, if that was good before, the one
 * that was changed since.
 * @param {string} key
 * @param {Values} typed
 * @param {Values} lastGood
 */
function culprit(key, typed, lastGood) {
  if (typed[key] !== lastGood[key]) return key;
  const fits = (/** @type {string} */ changed) =>
    read_link(compose({ ...typed, [changed]: lastGood[changed] })).notices.every(
      (notice) => notice.key !== key,
    );
  return Object.keys(typed).find((one) => typed[one] !== lastGood[one] && fits(one)) ?? key;
}

/**
 * The link with these settings.
 * @param {Values} values
 */
export function compose(values) {
  const pairs = Object.entries(values).map(([key, value]) => {
    // Half of a character, which a text can hold and a link cannot.
    const whole = value.replace(/\p{Surrogate}/gu, '\ufffd');
    return `${key}=${encodeURIComponent(whole).replaceAll('%2C', ',')}`;
  });
  return `#${['v=1', ...pairs].join('&')}`;
}
