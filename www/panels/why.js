// The diagnosis: four charts over the rates of the sweep.

import { computed, effect } from '@preact/signals-core';
import { sayAloud } from '../page/announce.js';
import { byId, create } from '../page/dom.js';
import { swatch } from '../charts/swatch.js';
import { LineChart } from '../charts/line-chart.js';
import { DataTable } from '../page/data-table.js';
import { AXES, CELLS, LEGEND } from '../text/labels.js';
import { percent, short } from '../text/numbers.js';

/**
 * @typedef {import('../pkg/rangefinder.js').Diagnosis} Findings
 */

/** The line style of each layer, from the first on. */
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
const EDGE = { ink: 'edge', dash: [] };
const RATE = { ink: 'muted', dash: [7, 4] };
const DEAD = { ink: 'line', dash: [] };

/** @param {import('../state.js').State} state */
export function startWhy(state) {
  const details = byId('why', HTMLDetailsElement);
  details.addEventListener('toggle', () => state.tasks.wishDiagnosis(details.open));
  const point = (/** @type {number | null} */ lr) => state.pointAtRate(lr);
  const chart = (/** @type {string} */ id, /** @type {string} */ y, more = {}) =>
    new LineChart(byId(id, HTMLElement), { x: AXES.lr, y, logX: true, ...more }, point);
  const charts = {
    edge: chart('why-edge', AXES.edge, { logY: true }),
    update: chart('why-update', AXES.update, { logY: true }),
    gradient: chart('why-gradient', AXES.gradient, { logY: true }),
    dead: chart('why-dead', AXES.dead, { top: 1 }),
  };
  const table = new DataTable('why-numbers');
  const wished = computed(() => state.diagnosis.value.wished);
  const findings = computed(() => state.diagnosis.value.findings);
  const complete = computed(() => (findings.value?.conclusion ? findings.value : undefined));

  effect(() => {
    if (!wished.value) return;
    const { state: now, problem } = state.diagnosis.value;
    const bar = byId('why-bar', HTMLProgressElement);
    bar.hidden = now !== 'running';
    bar.max = findings.value?.steps.length ?? 1;
    bar.value = findings.value?.edges.length ?? 0;
    const conclusion = findings.value?.conclusion?.text ?? '';
    sayAloud(byId('why-outcome', HTMLElement), problem || conclusion);
  });
  effect(() => {
    if (!wished.value) return;
    const { lrs, steps, edges, gradient_norms, update_ratios, dead } = findings.value ?? NOTHING;
    const xRange = state.range.value;
    const layers = (/** @type {number[][]} */ columns) => ({
      x: lrs,
      xRange,
      lines: columns.map((y, layer) => ({
        ...LAYERS[layer],
        name: LEGEND.layer(layer + 1, columns.length),
        y,
      })),
    });
    const looked = steps.slice(0, edges.length).map((step) => lrs[step]);
    charts.edge.show({
      x: looked,
      xRange,
      lines: [
        { ...EDGE, name: LEGEND.edge, y: edges.map((edge) => edge ?? NaN), strong: true },
        { ...RATE, name: LEGEND.rate, y: looked },
      ],
    });
    charts.update.show(layers(update_ratios));
    charts.gradient.show(layers(gradient_norms));
    charts.dead.show({
      x: lrs,
      xRange,
      lines: dead ? [{ ...DEAD, name: AXES.dead, y: dead }] : [],
    });
    showLegend(gradient_norms.length);
  });
  effect(() => {
    const all = complete.value;
    table.show(() => (all ? numbers(all) : []));
  });
  // Does not redraw the charts.
  effect(() => {
    const lr = state.selectedRate.value;
    if (!wished.value) return;
    for (const one of Object.values(charts)) one.mark(lr);
  });
}

/** @type {Findings} */
const NOTHING = {
  lrs: [],
  gradient_norms: [],
  update_ratios: [],
  dead: undefined,
  steps: [],
  edges: [],
  conclusion: undefined,
};

/** The rows of the table: the values of every step. @param {Findings} findings */
function* numbers({ lrs, steps, edges, gradient_norms, update_ratios, dead }) {
  const text = (/** @type {number} */ value) =>
    Number.isFinite(value) ? short(value) : CELLS.notFinite;
  const layers = (/** @type {number[][]} */ columns, /** @type {number} */ step) =>
    columns.map((column) => text(column[step])).join(', ');
  const looks = new Map(steps.map((step, look) => [step, look]));
  for (const [step, lr] of lrs.entries()) {
    const look = looks.get(step);
    yield [
      String(step),
      short(lr),
      look === undefined
        ? CELLS.notMeasured
        : edges[look] === undefined
          ? CELLS.notFound
          : text(edges[look]),
      layers(gradient_norms, step),
      layers(update_ratios, step),
      dead ? percent(dead[step]) : CELLS.noRelus,
    ];
  }
}

/** @param {number} layers */
function showLegend(layers) {
  const entries = [
    { ...EDGE, text: LEGEND.edge },
    { ...RATE, text: LEGEND.rate },
    ...Array.from({ length: layers }, (_, layer) => ({
      ...LAYERS[layer],
      text: LEGEND.layer(layer + 1, layers),
    })),
  ];
  const items = entries.map(({ ink, dash, text }) => create('li', {}, swatch(ink, dash), text));
  byId('why-legend', HTMLElement).replaceChildren(...items);
}
