// The axes and curves of a figure, in SVG.

import { dot, element, line, rotatedText, stroke, text } from './svg-parts.js';
import { color } from './theme.js';
import { decades } from './ticks.js';
import { short } from '../text/numbers.js';

/**
 * @typedef {import('./svg.js').Figure} Figure
 * @typedef {import('./svg.js').Axis} Axis
 * @typedef {import('./svg.js').Curve} Curve
 * @typedef {{ left: number, top: number, right: number, bottom: number }} Frame the position of the plot, in pixels
 */

/** The position of numbers on an axis, as a share of its length. @param {Axis} axis */
function scale({ range: [min, max], log }) {
  const transform = log ? Math.log : Number;
  const [from, to] = [transform(min), transform(max)];
  return (/** @type {number} */ value) => (transform(value) - from) / (to - from);
}

/** @param {Figure} figure @param {Frame} frame */
function positions({ x, y }, { left, top, right, bottom }) {
  const [scaleX, scaleY] = [scale(x), scale(y)];
  return {
    left: (/** @type {number} */ value) => left + (right - left) * scaleX(value),
    top: (/** @type {number} */ value) => bottom - (bottom - top) * scaleY(value),
  };
}

/** @param {Axis} axis @param {number} [maxTicks] the largest number of ticks at decades */
function ticks({ range: [min, max], log }, maxTicks) {
  if (log) {
    const found = decades(min, max, maxTicks);
    return found.length > 1 ? found : [min, max];
  }
  const step = 10 ** Math.floor(Math.log10((max - min) / 4));
  const every = [1, 2, 5, 10].find((factor) => (max - min) / (factor * step) <= 6) ?? 10;
  const first = Math.ceil(min / (every * step));
  const count = Math.floor(max / (every * step)) - first + 1;
  return Array.from({ length: count }, (_, index) => (first + index) * every * step);
}

/** Grid, ticks and labels. @param {Figure} figure @param {Frame} frame */
export function axes(figure, frame) {
  const { left, top } = positions(figure, frame);
  const grid = { stroke: color('grid') };
  const muted = { fill: color('muted') };
  const middle = { ...muted, 'text-anchor': 'middle' };
  return [
    ...ticks(figure.x, 9).flatMap((tick) => [
      line(left(tick), frame.top, left(tick), frame.bottom, grid),
      text(short(tick), left(tick), frame.bottom + 18, middle),
    ]),
    ...ticks(figure.y).flatMap((tick) => [
      line(frame.left, top(tick), frame.right, top(tick), grid),
      text(short(tick), frame.left - 8, top(tick) + 4, { ...muted, 'text-anchor': 'end' }),
    ]),
    text(figure.x.label, (frame.left + frame.right) / 2, frame.bottom + 38, middle),
    rotatedText(figure.y.label, 16, (frame.top + frame.bottom) / 2, middle),
  ];
}

/** Curves, bands and marks, within the axes. @param {Figure} figure @param {Frame} frame */
export function plot(figure, frame) {
  const { left } = positions(figure, frame);
  const [first, last] = figure.x.range;
  const marks = (figure.marks ?? []).filter(({ x }) => x >= first && x <= last);
  return [
    ...figure.curves.flatMap((curve) => curveElements(curve, figure, frame)),
    ...marks.map(({ x, ink, dash }) =>
      line(left(x), frame.top, left(x), frame.bottom, stroke(ink, dash)),
    ),
  ];
}

/** The points of a curve from the lowest number of the y axis on. @param {Curve} curve @param {Figure} figure */
function inside({ x, y }, figure) {
  const [[first, last], [min]] = [figure.x.range, figure.y.range];
  const all = Array.from({ length: Math.min(x.length, y.length) }, (_, at) => at);
  return all.filter((at) => y[at] >= min && x[at] >= first && x[at] <= last);
}

/**
 * The height of a curve's end, and whether that is at the end of the axis.
 * @param {Curve} curve
 * @param {Figure} figure
 * @param {Frame} frame
 */
export function endOf(curve, figure, frame) {
  const { left, top } = positions(figure, frame);
  const at = inside(curve, figure).at(-1);
  if (at === undefined) return { top: frame.bottom, reached: false };
  const high = curve.y[at] > figure.y.range[1];
  const reached = !high && left(curve.x[at]) > frame.right - 4;
  return { top: high ? frame.top : top(curve.y[at]), reached };
}

/** @param {Curve} curve @param {Figure} figure @param {Frame} frame */
function curveElements(curve, figure, frame) {
  const { x, y, low, high, ink, dash, width, points } = curve;
  const { left, top } = positions(figure, frame);
  const [min, max] = figure.y.range;
  const indices = inside(curve, figure);
  const shown = points ? indices.filter((at) => y[at] <= max) : [];
  const dots = shown.map((at) => dot(left(x[at]), top(y[at]), 2, ink));
  if (points && !width) return dots;
  // Bands are clipped at the axis.
  const point = (/** @type {number} */ at, /** @type {ArrayLike<number>} */ column) =>
    `${left(x[at]).toFixed(1)} ${top(Math.min(max, Math.max(min, column[at]))).toFixed(1)}`;
  // Lines leave the frame where they are too high.
  const crossing = (
    /** @type {number} */ at,
    /** @type {number} */ before,
    /** @type {ArrayLike<number>} */ column,
  ) => {
    const [from, to] = [column[before], column[at]];
    const fraction = from < Infinity ? (max - from) / (to - from) : 1;
    const position = left(x[before]) + fraction * (left(x[at]) - left(x[before]));
    return `${position.toFixed(1)} ${top(max).toFixed(1)}`;
  };
  const path = indices.map((at, index) => {
    const before = index === 0 ? at : indices[index - 1];
    const hasGap = index === 0 || before !== at - 1;
    const [isAbove, wasAbove] = [y[at] > max, y[before] > max];
    if (isAbove) return hasGap || wasAbove ? '' : `L${crossing(at, before, y)}`;
    if (hasGap) return `M${point(at, y)}`;
    return wasAbove ? `M${crossing(at, before, y)}L${point(at, y)}` : `L${point(at, y)}`;
  });
  const above = [element('path', { d: path.join(''), ...stroke(ink, dash, width) }), ...dots];
  if (!low || !high) return above;
  const edge = (/** @type {ArrayLike<number>} */ column) =>
    indices.flatMap((at, index) => {
      const before = index === 0 ? at : indices[index - 1];
      const crosses = column[at] > max !== column[before] > max;
      return [...(crosses ? [crossing(at, before, column)] : []), point(at, column)];
    });
  const edges = [...edge(high), ...edge(low).reverse()];
  return [element('path', { d: `M${edges.join('L')}Z`, fill: color('band') }), ...above];
}
