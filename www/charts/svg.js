// Charts as image files: SVG from numbers, and PNG from the SVG.

import { color } from './theme.js';
import { decadeTicks } from './plot.js';
import { short } from '../text/numbers.js';

/**
 * @typedef {object} Axis
 * @property {string} label
 * @property {[number, number]} range
 * @property {boolean} [log]
 *
 * @typedef {object} Curve
 * @property {string} name
 * @property {string} ink the name of its color
 * @property {number[]} [dash]
 * @property {number} [width]
 * @property {boolean} [points] whether it is drawn as points instead of a line
 * @property {ArrayLike<number>} x
 * @property {ArrayLike<number>} y
 * @property {ArrayLike<number>} [low] of its band
 * @property {ArrayLike<number>} [high]
 *
 * @typedef {object} Figure
 * @property {string} title
 * @property {Axis} x
 * @property {Axis} y
 * @property {Curve[]} curves
 * @property {{ name: string, x: number, ink: string, dash: number[] }[]} [marks] marked positions on the x axis
 */

const NAMESPACE = 'http://www.w3.org/2000/svg';
const [WIDTH, PLOT_HEIGHT, LEFT, RIGHT, TOP] = [760, 380, 68, 16, 48];
/** Rows under the plot: ticks and label, then the legend, then the address. */
const [UNDER, ROW, COLUMN] = [60, 20, 338];
/** Characters of a line of the address. */
const LINE = 110;
/** The canvas names of SVG's text alignments. @type {Record<string, string>} */
const ALIGNS = { middle: 'center', end: 'right' };
/** Characters that XML cannot contain, even escaped. */
const NOT_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/**
 * A figure with title, axes, legend and its address.
 * @param {Figure} figure
 * @param {string} source
 */
export function svgOf(figure, source) {
  const address = source.match(new RegExp(`.{1,${LINE}}`, 'gsu')) ?? [];
  const perRow = Math.floor((WIDTH - LEFT - RIGHT) / COLUMN);
  const named = [...figure.curves, ...(figure.marks ?? [])];
  const legend = TOP + PLOT_HEIGHT + UNDER;
  const below = legend + ROW * Math.ceil(named.length / perRow);
  const height = below + 14 * address.length + 12;
  const svg = element('svg', {
    xmlns: NAMESPACE,
    viewBox: `0 0 ${WIDTH} ${height}`,
    width: WIDTH,
    height,
    'font-family': 'system-ui, sans-serif',
    'font-size': 12,
  });
  svg.append(
    element('title', {}, figure.title),
    element('rect', { width: '100%', height: '100%', fill: color('paper') }),
    text(figure.title, LEFT, 28, { 'font-size': 16, 'font-weight': 600 }),
    ...axes(figure),
    ...plot(figure),
    ...named.flatMap((one, place) =>
      entry(one, LEFT + COLUMN * (place % perRow), legend + ROW * Math.floor(place / perRow)),
    ),
    ...address.map((line, place) =>
      text(line, LEFT, below + 14 * (place + 1), { 'font-size': 10, fill: color('muted') }),
    ),
  );
  return svg;
}

/** The content of an SVG file. @param {SVGElement} svg */
export function textOf(svg) {
  return new XMLSerializer().serializeToString(svg);
}

/**
 * A PNG image at twice the size. It is painted part by part, because the page's policy allows no images from
 * data or blob URLs.
 * @param {SVGElement} svg
 * @returns {Promise<Blob>}
 */
export function pngOf(svg) {
  const canvas = document.createElement('canvas');
  const [width, height] = ['width', 'height'].map((name) => Number(svg.getAttribute(name)));
  [canvas.width, canvas.height] = [2 * width, 2 * height];
  const context = canvas.getContext('2d');
  if (context) {
    context.scale(2, 2);
    for (const part of svg.children) paint(context, part, [width, height]);
  }
  return new Promise((done, fail) => {
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error('The canvas gives no picture.'))));
  });
}

/**
 * Paints a part of the result of {@link svgOf}.
 * @param {CanvasRenderingContext2D} context
 * @param {Element} part
 * @param {[number, number]} size of the image
 */
function paint(context, part, size) {
  const get = (/** @type {string} */ name, otherwise = '') => part.getAttribute(name) ?? otherwise;
  const numbers = (/** @type {string[]} */ ...names) => names.map((name) => Number(get(name, '0')));
  context.save();
  context.fillStyle = get('fill');
  context.strokeStyle = get('stroke', 'none');
  context.lineWidth = Number(get('stroke-width', '1'));
  context.setLineDash(get('stroke-dasharray').split(' ').filter(Boolean).map(Number));
  const path = new Path2D(get('d'));
  if (part.localName === 'rect') path.rect(0, 0, ...size);
  if (part.localName === 'circle') {
    const [x, y, r] = numbers('cx', 'cy', 'r');
    path.arc(x, y, r, 0, 2 * Math.PI);
  }
  if (part.localName === 'line') {
    const [x1, x2, y1, y2] = numbers('x1', 'x2', 'y1', 'y2');
    path.moveTo(x1, y1);
    path.lineTo(x2, y2);
  }
  if (part.localName === 'text') {
    const [x, y, turned] = numbers('x', 'y', 'data-turned');
    context.font = `${get('font-weight', '400')} ${get('font-size', '12')}px system-ui, sans-serif`;
    context.textAlign = /** @type {CanvasTextAlign} */ (ALIGNS[get('text-anchor')] ?? 'left');
    context.translate(x, y);
    context.rotate(turned);
    context.fillText(part.textContent ?? '', 0, 0);
  }
  if (part.hasAttribute('stroke')) context.stroke(path);
  if (get('fill', 'none') !== 'none') context.fill(path);
  context.restore();
}

/** The position of numbers on an axis, as a share of its length. @param {Axis} axis */
function scale({ range: [min, max], log }) {
  const place = log ? Math.log : Number;
  const [from, to] = [place(min), place(max)];
  return (/** @type {number} */ value) => (place(value) - from) / (to - from);
}

/** @param {Figure} figure */
function places({ x, y }) {
  const [across, up] = [scale(x), scale(y)];
  return {
    left: (/** @type {number} */ value) => LEFT + (WIDTH - LEFT - RIGHT) * across(value),
    top: (/** @type {number} */ value) => TOP + PLOT_HEIGHT * (1 - up(value)),
  };
}

/** Grid, ticks and labels. @param {Figure} figure */
function axes(figure) {
  const { left, top } = places(figure);
  const [bottom, right] = [TOP + PLOT_HEIGHT, WIDTH - RIGHT];
  const grid = { stroke: color('grid') };
  const muted = { fill: color('muted') };
  const middle = { ...muted, 'text-anchor': 'middle' };
  return [
    ...ticks(figure.x).flatMap((tick) => [
      element('line', { x1: left(tick), x2: left(tick), y1: TOP, y2: bottom, ...grid }),
      text(short(tick), left(tick), bottom + 18, middle),
    ]),
    ...ticks(figure.y).flatMap((tick) => [
      element('line', { x1: LEFT, x2: right, y1: top(tick), y2: top(tick), ...grid }),
      text(short(tick), LEFT - 8, top(tick) + 4, { ...muted, 'text-anchor': 'end' }),
    ]),
    text(figure.x.label, (LEFT + right) / 2, bottom + 38, middle),
    turned(figure.y.label, 16, TOP + PLOT_HEIGHT / 2, middle),
  ];
}

/** Curves, bands and marks, within the axes. @param {Figure} figure */
function plot(figure) {
  const { left, top } = places(figure);
  const marks = figure.marks ?? [];
  return [
    ...figure.curves.flatMap((curve) => drawn(curve, figure)),
    ...marks
      .filter(({ x }) => x >= figure.x.range[0] && x <= figure.x.range[1])
      .map(({ x, ink, dash }) => {
        const [y1, y2] = [top(figure.y.range[1]), top(figure.y.range[0])];
        return element('line', { x1: left(x), x2: left(x), y1, y2, ...stroke(ink, dash) });
      }),
  ];
}

/** @param {Curve} curve @param {Figure} figure */
function drawn({ x, y, low, high, ink, dash, width, points }, figure) {
  const { left, top } = places(figure);
  const [min, max] = figure.y.range;
  // Bands are clipped at the axis.
  const point = (/** @type {number} */ at, /** @type {ArrayLike<number>} */ column) =>
    `${left(x[at]).toFixed(1)} ${top(Math.min(max, Math.max(min, column[at]))).toFixed(1)}`;
  const all = Array.from({ length: Math.min(x.length, y.length) }, (_, at) => at);
  const inside = all.filter((at) => y[at] >= min && x[at] <= figure.x.range[1]);
  if (points) {
    const dots = inside.filter((at) => y[at] <= max);
    return dots.map((at) => {
      return element('circle', { cx: left(x[at]), cy: top(y[at]), r: 2, fill: color(ink) });
    });
  }
  // Lines leave the frame where they are too high.
  const cut = (/** @type {number} */ at, /** @type {number} */ before) => {
    const share = (max - y[before]) / (y[at] - y[before]);
    const across = left(x[before]) + share * (left(x[at]) - left(x[before]));
    return `${across.toFixed(1)} ${top(max).toFixed(1)}`;
  };
  const line = inside.map((at, place) => {
    const before = place === 0 ? at : inside[place - 1];
    const apart = place === 0 || before !== at - 1;
    const [above, came] = [y[at] > max, y[before] > max];
    if (above) return apart || came ? '' : `L${cut(at, before)}`;
    if (apart) return `M${point(at, y)}`;
    return came ? `M${cut(at, before)}L${point(at, y)}` : `L${point(at, y)}`;
  });
  const path = element('path', { d: line.join(''), ...stroke(ink, dash, width) });
  if (!low || !high) return [path];
  const edges = [...all.map((at) => point(at, high)), ...all.map((at) => point(at, low)).reverse()];
  return [element('path', { d: `M${edges.join('L')}Z`, fill: color('band') }), path];
}

/** @param {string} ink @param {number[]} [dash] @param {number} [width] */
function stroke(ink, dash = [], width = 1.5) {
  const line = { fill: 'none', stroke: color(ink), 'stroke-width': width };
  return dash.length > 0 ? { ...line, 'stroke-dasharray': dash.join(' ') } : line;
}

/**
 * A line of the legend.
 * @param {Pick<Curve, 'name' | 'ink'> & Partial<Omit<Curve, 'x'>>} one
 * @param {number} x
 * @param {number} y
 */
function entry({ name, ink, dash, width, points }, x, y) {
  const mark = points
    ? element('circle', { cx: x + 12, cy: y, r: 2.5, fill: color(ink) })
    : element('line', { x1: x, x2: x + 24, y1: y, y2: y, ...stroke(ink, dash, width) });
  return [mark, text(name, x + 30, y + 4, {})];
}

/** @param {Axis} axis */
function ticks({ range: [min, max], log }) {
  if (log) return decadeTicks(/** @type {any} */ (undefined), 0, min, max);
  const step = 10 ** Math.floor(Math.log10((max - min) / 4));
  const every = [1, 2, 5, 10].find((factor) => (max - min) / (factor * step) <= 6) ?? 10;
  const first = Math.ceil(min / (every * step));
  const count = Math.floor(max / (every * step)) - first + 1;
  return Array.from({ length: count }, (_, place) => (first + place) * every * step);
}

/** @param {string} content @param {number} x @param {number} y @param {Record<string, string | number>} look */
function text(content, x, y, look) {
  return element('text', { x, y, fill: color('ink'), ...look }, content);
}

/** A vertical text. @param {string} content @param {number} x @param {number} y @param {object} look */
function turned(content, x, y, look) {
  const transform = `rotate(-90 ${x} ${y})`;
  return text(content, x, y, { ...look, transform, 'data-turned': -Math.PI / 2 });
}

/** @param {string} name @param {Record<string, string | number>} attributes @param {string} [content] */
function element(name, attributes, content = '') {
  const made = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key !== 'xmlns') made.setAttribute(key, `${value}`);
  }
  made.textContent = content.replace(NOT_XML, '?');
  return made;
}
