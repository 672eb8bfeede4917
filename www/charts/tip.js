// The values at the pointer, beside it.

import { create } from '../page/dom.js';

/** A tooltip in the plot of a chart. What it says is in a table as well. */
export class Tip {
  #element = create('div', { className: 'tip', hidden: true });

  /** @param {import('uplot')} plot */
  constructor(plot) {
    this.plot = plot;
    plot.over.append(this.#element);
  }

  /**
   * Shows some lines of text on the side of a place that has more room; none hide it.
   * @param {number} left of the place in the plot, in CSS pixels
   * @param {string[]} lines
   */
  show(left, lines) {
    const element = this.#element;
    element.hidden = lines.length === 0;
    const text = lines.join('\n');
    if (element.textContent !== text) element.textContent = text;
    const width = this.plot.bbox.width / devicePixelRatio;
    const beside = left > width / 2;
    element.style.left = beside ? '' : `${left + 10}px`;
    element.style.right = beside ? `${width - left + 10}px` : '';
  }
}
