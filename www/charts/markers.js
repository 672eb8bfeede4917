// The markers of the suggestions: their line styles, and the positions of their names.

import uPlot from 'uplot';

const DASHES = [[], [10, 4], [5, 3], [1.5, 3], [8, 3, 2, 3]];

/** The dash of a suggestion, by its index. @param {number} index */
export const markerDash = (index) => DASHES[index % DASHES.length];

/**
 * The positions of the names of rates within the chart, from left to right, in canvas pixels.
 * @template {string} T
 * @param {uPlot} plot whose context has the font of the names
 * @param {{ name: T, lr: number }[]} rates
 * @param {[number, number]} range
 */
export function markerLabels(plot, rates, [first, last]) {
  const inside = rates.filter(({ lr }) => first <= lr && lr <= last);
  return labelsAt(
    plot,
    inside.map(({ name, lr }) => ({ name, x: plot.valToPos(lr, 'x', true) })),
  );
}

/**
 * The positions of names, as close to their rates as possible without overlapping each other or an edge.
 * @template {{ name: string, x: number }} T
 * @param {uPlot} plot whose context has their font
 * @param {T[]} names in canvas pixels
 */
export function labelsAt({ ctx, bbox }, names) {
  const gap = 10 * uPlot.pxRatio;
  const labels = names
    .map((one) => {
      const { width } = ctx.measureText(one.name);
      return { ...one, width, left: one.x - width / 2 };
    })
    .sort((a, b) => a.x - b.x);
  let free = bbox.left;
  for (const label of labels) {
    label.left = Math.max(label.left, free);
    free = label.left + label.width + gap;
  }
  let end = bbox.left + bbox.width;
  for (const label of [...labels].reverse()) {
    label.left = Math.min(label.left, end - label.width);
    end = label.left - gap;
  }
  return labels;
}
