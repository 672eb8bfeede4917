// The inside of the network while the rate rises, as lines of four charts.

import { AXES, LEGEND } from '../text/labels.js';

/**
 * @typedef {import('../pkg/rangefinder.js').Diagnosis} Findings
 * @typedef {import('./line-chart.js').Lines} Lines
 * @typedef {import('./line-chart.js').Axes} Axes
 */

/** The charts. */
export const CHARTS = /** @type {const} */ (['edge', 'update', 'gradient', 'dead']);

/** The axes of each. @type {Record<typeof CHARTS[number], Axes>} */
export const DIAGNOSIS_AXES = {
  edge: { x: AXES.lr, y: AXES.edge, logX: true, logY: true },
  update: { x: AXES.lr, y: AXES.update, logX: true, logY: true },
  gradient: { x: AXES.lr, y: AXES.gradient, logX: true, logY: true },
  dead: { x: AXES.lr, y: AXES.dead, logX: true, top: 1 },
};

/** The line styles of the layers, from the first one on. */
const LAYERS = [
  { ink: 'line', dash: [] },
  { ink: 'valley', dash: [8, 3] },
  { ink: 'steepest', dash: [2, 2] },
  { ink: 'minimum', dash: [8, 3, 2, 3] },
  { ink: 'slide', dash: [4, 4] },
  { ink: 'decay', dash: [] },
  { ink: 'cosine', dash: [8, 3] },
  { ink: 'cycle', dash: [2, 2] },
  { ink: 'ink', dash: [] },
];
const EDGE = { ink: 'edge', dash: [], name: LEGEND.edge };
const RATE = { ink: 'muted', dash: [7, 4], name: LEGEND.rate };
const DEAD = { ink: 'line', dash: [], name: AXES.dead };

/**
 * The style and the name of each layer.
 * @param {number} layers
 * @returns {{ name: string, ink: string, dash: number[] }[]}
 */
const layerStyles = (layers) =>
  Array.from({ length: layers }, (_, layer) => ({
    ...LAYERS[layer],
    name: LEGEND.layer(layer + 1, layers),
  }));

/** What the legend of all charts has. @param {number} layers */
export const diagnosisLegend = (layers) => [EDGE, RATE, ...layerStyles(layers)];

/**
 * @param {Findings} findings so far
 * @param {[number, number]} xRange of the rates
 * @returns {Record<typeof CHARTS[number], Lines>}
 */
export function diagnosisLines(findings, xRange) {
  const { lrs, steps, edges, gradient_norms, update_ratios, dead } = findings;
  const layers = (/** @type {number[][]} */ columns) => {
    const styles = layerStyles(columns.length);
    return { x: lrs, xRange, lines: columns.map((y, layer) => ({ ...styles[layer], y })) };
  };
  const measuredLrs = steps.slice(0, edges.length).map((step) => lrs[step]);
  const lines = [
    { ...EDGE, y: edges.map((edge) => edge ?? NaN), strong: true },
    { ...RATE, y: measuredLrs },
  ];
  return {
    edge: { x: measuredLrs, xRange, lines },
    update: layers(update_ratios),
    gradient: layers(gradient_norms),
    dead: { x: lrs, xRange, lines: dead ? [{ ...DEAD, y: dead }] : [] },
  };
}
