// Charts as SVG images: title, settings, axes, curves, legend and address.

import { dot, element, line, stroke, text } from './svg-parts.js';
import { axes, endOf, plot } from './svg-plot.js';
import { color } from './theme.js';

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
 * @property {number} [width] of its line, in pixels
 * @property {boolean} [points] whether its points are shown; without the line, unless it has a width
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
 * @property {boolean} [named] whether names are at the ends of the curves instead of in the legend
 *
 * @typedef {import('./svg-plot.js').Frame} Frame
 */

/** Pixels of the plot and around it; the last is the room for names at its right. */
const [PLOT_WIDTH, PLOT_HEIGHT, LEFT, RIGHT, NAMES] = [676, 380, 68, 16, 268];
/** Heights in pixels: down to the title, of a line of text, of a row of the legend, and below the plot. */
const [TITLE, LINE, ROW, UNDER] = [28, 15, 20, 60];
/** Widths in pixels: of a column of the legend, and of the sample of a line. */
const [COLUMN, SAMPLE] = [338, 24];
/** The largest length of a line of text, in characters. */
const CHARACTERS = 100;
const LONGEST = new RegExp(`.{1,${CHARACTERS}}`, 'gsu');

/**
 * @param {Figure} figure
 * @param {string[]} settings in words
 * @param {string} source its address
 * @returns {Element}
 */
export function svgOf(figure, settings, source) {
  const [about, address] = [settings.flatMap(wrapped), wrapped(source)];
  const top = TITLE + LINE * about.length + 22;
  const frame = { left: LEFT, top, right: LEFT + PLOT_WIDTH, bottom: top + PLOT_HEIGHT };
  const { named, curves, marks = [] } = figure;
  const entries = named ? marks : [...curves, ...marks];
  const legend = frame.bottom + UNDER;
  const below = legend + ROW * Math.ceil(entries.length / 2);
  const [width, height] = [
    frame.right + (named ? NAMES : RIGHT),
    below + LINE * address.length + 12,
  ];
  const muted = { fill: color('muted') };
  const svg = element('svg', {
    viewBox: `0 0 ${width} ${height}`,
    ...{ width, height, 'font-family': 'system-ui, sans-serif', 'font-size': 12 },
  });
  svg.append(
    element('title', {}, figure.title),
    element('rect', { width: '100%', height: '100%', fill: color('paper') }),
    text(figure.title, LEFT, TITLE, { 'font-size': 16, 'font-weight': 600 }),
    ...paragraph(about, TITLE + 5, { ...muted, 'font-size': 11 }),
    ...axes(figure, frame),
    ...plot(figure, frame),
    ...(named ? names(figure, frame) : []),
    ...entries.flatMap((one, index) =>
      entry(one, LEFT + COLUMN * (index % 2), legend + ROW * Math.floor(index / 2)),
    ),
    ...paragraph(address, below, { ...muted, 'font-size': 10 }),
  );
  return svg;
}

/**
 * Lines of text below a position.
 * @param {string[]} lines
 * @param {number} y
 * @param {Record<string, string | number>} attributes
 */
function paragraph(lines, y, attributes) {
  return lines.map((one, index) => text(one, LEFT, y + LINE * (index + 1), attributes));
}

/** Wraps a text into lines; words are split only if longer than a line. @param {string} all */
function wrapped(all) {
  const words = all.split(' ').flatMap((word) => word.match(LONGEST) ?? []);
  return words.reduce((/** @type {string[]} */ lines, word) => {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length >= CHARACTERS) return [...lines, word];
    return [...lines.slice(0, -1), `${last} ${word}`];
  }, []);
}

/**
 * The names of the curves at their ends, without overlap, each with a sample of its line.
 * @param {Figure} figure
 * @param {Frame} frame
 */
function names(figure, frame) {
  const ends = figure.curves
    .map((curve) => ({ curve, ...endOf(curve, figure, frame) }))
    .sort((a, b) => a.top - b.top);
  let free = frame.top;
  const placed = ends.map((end) => {
    const at = Math.max(end.top, free);
    free = at + ROW - 4;
    return { ...end, at };
  });
  let last = frame.bottom;
  for (const end of [...placed].reverse()) last = (end.at = Math.min(end.at, last)) - ROW + 4;
  const { right } = frame;
  return placed.flatMap(({ curve, top, at, reached }) => [
    ...(reached ? [line(right, top, right + 16, at, stroke(curve.ink, [], 0.75))] : []),
    ...entry(curve, right + 18, at),
  ]);
}

/**
 * A line of the legend.
 * @param {Pick<Curve, 'name' | 'ink'> & Partial<Omit<Curve, 'x'>>} one
 * @param {number} x
 * @param {number} y
 */
function entry({ name, ink, dash, width, points }, x, y) {
  const mark =
    points && !width
      ? dot(x + SAMPLE / 2, y, 2.5, ink)
      : line(x, y, x + SAMPLE, y, stroke(ink, dash, width));
  return [mark, text(name, x + SAMPLE + 6, y + 4)];
}

/** The content of an SVG file. @param {Element} svg */
export function textOf(svg) {
  return new XMLSerializer().serializeToString(svg);
}
