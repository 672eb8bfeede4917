// The tooltip with the values at the pointer.

import { create } from '../page/dom.js';

/** A tooltip in the plot of a chart. A table has the same values. */
export class Tip {
  #element = create('div', { className: 'tip', hidden: true });

  /** @param {import('uplot')} plot */
  constructor(plot) {
    this.plot = plot;
    plot.over.append(this.#element);
  }

  /**
   * Shows lines of text on the side of a position with more room; hides the tooltip without lines.
   * @param {number} left the position in the plot, in CSS pixels
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
