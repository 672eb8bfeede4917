// SVG elements for images of charts.

import { color } from './theme.js';

const NAMESPACE = 'http://www.w3.org/2000/svg';
/** Characters that XML cannot contain, even escaped. */
const NOT_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** @typedef {Record<string, string | number>} Attributes */

/** @param {string} name @param {Attributes} attributes @param {string} [content] */
export function element(name, attributes, content = '') {
  const created = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) created.setAttribute(key, `${value}`);
  created.textContent = content.replace(NOT_XML, '?');
  return created;
}

/** @param {string} content @param {number} x @param {number} y @param {Attributes} [attributes] */
export function text(content, x, y, attributes = {}) {
  return element('text', { x, y, fill: color('ink'), ...attributes }, content);
}

/** A vertical text. @param {string} content @param {number} x @param {number} y @param {Attributes} attributes */
export function rotatedText(content, x, y, attributes) {
  const transform = `rotate(-90 ${x} ${y})`;
  return text(content, x, y, { ...attributes, transform, 'data-turned': -Math.PI / 2 });
}

/**
 * The attributes of a line.
 * @param {string} ink
 * @param {number[]} [dash]
 * @param {number} [width]
 * @returns {Attributes}
 */
export function stroke(ink, dash = [], width = 1.5) {
  const line = { fill: 'none', stroke: color(ink), 'stroke-width': width };
  return dash.length > 0 ? { ...line, 'stroke-dasharray': dash.join(' ') } : line;
}

/** @param {number} x1 @param {number} y1 @param {number} x2 @param {number} y2 @param {Attributes} attributes */
export function line(x1, y1, x2, y2, attributes) {
  return element('line', { x1, y1, x2, y2, ...attributes });
}

/** @param {number} cx @param {number} cy @param {number} r @param {string} ink */
export function dot(cx, cy, r, ink) {
  return element('circle', { cx, cy, r, fill: color(ink) });
}
