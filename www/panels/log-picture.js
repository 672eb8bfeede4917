// The curve of a training log, and the check by the reader's own trainings.

import { effect } from '@preact/signals-core';
import { LineChart } from '../charts/line-chart.js';
import { create } from '../page/dom.js';
import { AXES } from '../text/labels.js';
import { LOG } from '../text/log-labels.js';

/** @typedef {import('../pkg-log/log.js').LogReport} LogReport */

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
  const { lrs: x, losses, smooth, averaged } = curve;
  const raw = { ink: 'point', dash: [], y: losses, points: true };
  return {
    x,
    xRange: ends(x),
    zones: bounds,
    answer,
    lines: [
      { ...raw, name: averaged ? LOG.average : LOG.losses },
      { name: LOG.smooth, ink: 'line', dash: [], y: smooth, strong: true },
    ],
  };
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

/** With some room, so that what is at an end is seen. @param {number[]} lrs @returns {[number, number]} */
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
