// The charts of a training log: its curve, and the user's training runs at constant rates.

import { effect } from '@preact/signals-core';
import { LineChart } from '../charts/line-chart.js';
import { LOG_AXES, logLines } from '../charts/log-lines.js';
import { create } from '../page/dom.js';
import { LOG } from '../text/log-labels.js';

/**
 * @param {HTMLElement} section
 * @param {import('@preact/signals-core').Signal<import('../training-log.js').View>} shown
 */
export function startLogPicture(section, shown) {
  const curve = part('log-chart', LOG.curve, LOG_AXES.curve);
  const check = part('log-check', LOG.check, LOG_AXES.check);
  section.append(...curve.elements, ...check.elements);
  effect(() => {
    const { report } = shown.value;
    const lines = report && logLines(report);
    curve.show(lines?.curve);
    check.show(lines?.check);
  });
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
