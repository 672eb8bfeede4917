// Settings -> a link.

import { share_link } from '../pkg/rangefinder.js';

/**
 * @typedef {import('../pkg/rangefinder.js').Reading} Reading
 * @typedef {Record<string, string>} Values the text of each setting; `auto` if it is derived from others
 */

/** Whether a link is that of a training log. @param {string} link */
export function isLog(link) {
  return new URLSearchParams(link.slice(1)).has('log');
}

/** Whether a link requests the user's own data. @param {string} link */
export function requestsOwnData(link) {
  return new URLSearchParams(link.slice(1)).get('data') === '';
}

/** Whether a link is that of an experiment on data that the core has. @param {string} link */
export function isExperiment(link) {
  return !['log', 'data'].some((key) => new URLSearchParams(link.slice(1)).has(key));
}

/**
 * The display keys of a link: those that are not settings.
 * @param {Reading} reading
 * @returns {Values}
 */
export function displayKeysOf({ address, values }) {
  const pairs = [...new URLSearchParams(address.slice(1))];
  return Object.fromEntries(
    pairs.filter(([key]) => !(key in values) && !['v', 'fingerprint'].includes(key)),
  );
}

/**
 * A link's settings on other data, without the claims, pinned settings and names for the previous data.
 * @param {string} link
 * @param {string} name
 */
export function withData(link, name) {
  const pairs = link.slice(1).split('&');
  const others = pairs.filter((pair) => !/^(v|data|fingerprint|pin|names)=/.test(pair));
  // A link without a version is one of the newest.
  const version = pairs.find((pair) => /^v=/.test(pair)) ?? 'v=2';
  return `#${[version, `data=${name}`, ...others].filter(Boolean).join('&')}`;
}

/**
 * The link with these settings and display keys.
 * @param {Values} values
 */
export function compose(values) {
  const pairs = Object.entries(values).map(([key, value]) => {
    // Lone surrogates, which a string can contain but a link cannot.
    const wellFormed = value.replace(/\p{Surrogate}/gu, '\ufffd');
    return `${key}=${encodeURIComponent(wellFormed).replaceAll('%2C', ',')}`;
  });
  return `#${['v=2', ...pairs].join('&')}`;
}

/**
 * The address of a link with its display keys and the fingerprints of its results.
 * @param {string} link
 * @param {Record<'sweep' | 'band' | 'check' | 'comparison', string | undefined>} fingerprints
 */
export function shareAddress(link, { sweep, band, check, comparison }) {
  return new URL(share_link(link, sweep, band, check, comparison), location.href).href;
}
