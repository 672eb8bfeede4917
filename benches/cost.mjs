// The growth of the time with the work: straight lines through the measured times, and a picture of them.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../scripts/shared.mjs';

/** @typedef {import('./browser/cost.js').Cost} Cost */

/**
 * The straight line with the least squared deviations, and the largest deviation, relative to the line.
 *
 * @param {Cost} cost
 */
export function fit({ sizes, times }) {
  const mean = (/** @type {number[]} */ values) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(sizes), mean(times)];
  const slope =
    mean(sizes.map((size, at) => (size - x) * (times[at] - y))) /
    mean(sizes.map((size) => (size - x) ** 2));
  const start = y - slope * x;
  const off = sizes.map((size, at) => times[at] / (start + slope * size) - 1);
  return { start, slope, deviation: Math.max(...off.map(Math.abs)) };
}

const [WIDTH, HEIGHT, MARGIN] = [260, 200, 44];

/**
 * Draws a chart of each cost: its times and its line.
 *
 * @param {Cost[]} costs
 * @returns the picture's file
 */
export function draw(costs) {
  const charts = costs.map(
    (cost, at) => `<g transform="translate(${at * WIDTH} 0)">${chart(cost)}</g>`,
  );
  const box = `width="${costs.length * WIDTH}" height="${HEIGHT}"`;
  const style = 'font-family="sans-serif" font-size="11" text-anchor="middle"';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" ${box} ${style}>${charts.join('')}</svg>`;
  const file = join('target/bench', 'cost.svg');
  mkdirSync(join(root, 'target/bench'), { recursive: true });
  writeFileSync(join(root, file), svg);
  return file;
}

/** @param {Cost} cost */
function chart(cost) {
  const { name, sizes, times } = cost;
  const { start, slope } = fit(cost);
  const [right, top] = [Math.max(...sizes), Math.max(...times)];
  const x = (/** @type {number} */ size) => MARGIN + (size / right) * (WIDTH - MARGIN - 16);
  const y = (/** @type {number} */ time) => HEIGHT - MARGIN - (time / top) * (HEIGHT - MARGIN - 16);
  const points = sizes.map((size, at) => `<circle cx="${x(size)}" cy="${y(times[at])}" r="3" />`);
  const line = `M${x(0)},${y(start)}L${x(right)},${y(start + slope * right)}`;
  const axes = `M${x(0)},${y(top)}V${y(0)}H${x(right)}`;
  const text = (
    /** @type {number} */ left,
    /** @type {number} */ down,
    /** @type {string} */ words,
  ) => `<text x="${left}" y="${down}">${words}</text>`;
  return [
    '<rect width="100%" height="100%" fill="white" />',
    `<path d="${line}" stroke="steelblue" /><path d="${axes}" fill="none" stroke="gray" />`,
    ...points,
    text(x(right), HEIGHT - MARGIN + 16, `${right}`),
    text(x(right / 2), HEIGHT - MARGIN + 32, name),
    text(MARGIN / 2, y(top) + 4, `${Math.round(top)} ms`),
  ].join('');
}
