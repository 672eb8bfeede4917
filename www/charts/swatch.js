import { ink } from './theme.js';

/**
 * A sample of a line in the style of the charts.
 * @param {string} name of its color
 * @param {number[]} dash
 */
export function swatch(name, dash) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 28 8');
  svg.setAttribute('class', `swatch ${name}`);
  svg.style.stroke = ink(name);
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  line.setAttribute('d', 'M3 4h23');
  line.setAttribute('stroke-dasharray', dash.join(' '));
  svg.append(line);
  return svg;
}
