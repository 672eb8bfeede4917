// The charts of a training log: its curve, and the user's training runs at constant rates.

import { effect } from '@preact/signals-core';
import { LineChart } from '../charts/line-chart.js';
import { create } from '../page/dom.js';
import { AXES } from '../text/labels.js';
import { LOG } from '../text/log-labels.js';

/** @typedef {import('../pkg-log/log.js').LogReport} LogReport */

/** The largest number of drawn points. */
const MAX_POINTS = 4000;

/**
 * @param {HTMLElement} section
 * @param {import('@preact/signals-core').Signal<import('../training-log.js').View>} shown
 */
export function startLogPicture(section, shown) {
  const curve = part('log-chart', LOG.curve, { x: AXES.lr, y: AXES.loss, logX: true, clip: true });
  const check = part('log-check', LOG.check, {
    x: AXES.constantLr,
    y: LOG.end,
    logX: true,
    clip: true,
  });
  section.append(...curve.elements, ...check.elements);
  effect(() => {
    const { report } = shown.value;
    const rate = report && 'lr' in report.answer ? report.answer : undefined;
    curve.show(report?.curve && curveOf(report, rate?.lr));
    check.show(report?.check && checkOf(report.check, rate?.lr));
  });
}

/** @param {LogReport} report @param {number} [answer] */
function curveOf({ curve, bounds }, answer) {
  if (!curve) return undefined;
  const kept = extremes(curve.losses);
  const cut = (/** @type {number[]} */ column) => kept.map((place) => column[place]);
  const [x, losses, smooth] = [curve.lrs, curve.losses, curve.smooth].map(cut);
  const { averaged, band } = curve;
  const [low, high] = [band?.low, band?.high].map((column) => column && cut(column));
  const raw = { ink: 'point', dash: [], y: losses, points: true };
  return {
    x,
    xRange: ends(x),
    zones: bounds,
    answer,
    lines: [
      { ...raw, name: averaged ? LOG.average : LOG.losses },
      { name: LOG.smooth, ink: 'line', dash: [], y: smooth, low, high, strong: true },
    ],
  };
}

/**
 * The indices of the smallest and the largest loss of each group of neighbors, at most as many as can be
 * distinguished.
 * @param {number[]} losses
 */
function extremes(losses) {
  const size = Math.ceil((2 * losses.length) / MAX_POINTS);
  if (size <= 2) return [...losses.keys()];
  const kept = [];
  for (let from = 0; from < losses.length; from += size) {
    let [least, most] = [from, from];
    for (let place = from; place < Math.min(from + size, losses.length); place += 1) {
      if (losses[place] < losses[least]) least = place;
      if (losses[place] > losses[most]) most = place;
    }
    kept.push(...new Set([Math.min(least, most), Math.max(least, most)]));
  }
  return kept;
}

/** @param {NonNullable<LogReport['check']>} check @param {number} [answer] */
function checkOf({ lrs: x, median: y, low, high }, answer) {
  return {
    x,
    xRange: ends(x),
    answer,
    lines: [{ name: LOG.end, ink: 'line', dash: [], y, low, high, strong: true, points: true }],
  };
}

/** The range of the axis, with some room at both ends. @param {number[]} lrs @returns {[number, number]} */
function ends(lrs) {
  const [first, last] = [lrs[0] ?? 0.1, lrs.at(-1) ?? 1];
  const room = (last / first) ** 0.02;
  return first < last ? [first / room, last * room] : [first / 2, last * 2];
}

/**
 * A chart with its title, which is hidden while it has nothing to show.
 * @param {string} id
 * @param {string} title
 * @param {import('../charts/line-chart.js').Axes} axes
 */
function part(id, title, axes) {
  const heading = create('h2', { id: `${id}-title`, className: 'chart-title' }, title);
  const box = create('div', { id, role: 'img' });
  box.setAttribute('aria-labelledby', heading.id);
  box.setAttribute('aria-describedby', 'answer-why');
  const chart = new LineChart(box, axes);
  /** @param {import('../charts/line-chart.js').Lines} [lines] */
  const show = (lines) => {
    heading.hidden = box.hidden = !lines;
    if (lines) chart.show(lines);
  };
  return { elements: [heading, box], show };
}
