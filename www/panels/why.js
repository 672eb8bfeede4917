// The diagnosis: four charts over the rates of the sweep.

import { computed, effect } from '@preact/signals-core';
import { setAndAnnounceText } from '../page/announce.js';
import { byId, create } from '../page/dom.js';
import {
  CHARTS,
  DIAGNOSIS_AXES,
  diagnosisLegend,
  diagnosisLines,
} from '../charts/diagnosis-lines.js';
import { swatch } from '../charts/swatch.js';
import { LineChart } from '../charts/line-chart.js';
import { DataTable } from '../page/data-table.js';
import { CELLS } from '../text/labels.js';
import { percent, short } from '../text/numbers.js';

/**
 * @typedef {import('../pkg/rangefinder.js').Diagnosis} Findings
 */

/** @param {import('../state.js').State} state */
export function startWhy(state) {
  const details = byId('why', HTMLDetailsElement);
  details.addEventListener('toggle', () => state.tasks.requestDiagnosis(details.open));
  const point = (/** @type {number | null} */ lr) => state.selectRate(lr);
  const charts = CHARTS.map((name) => {
    const element = byId(`why-${name}`, HTMLElement);
    return { name, chart: new LineChart(element, DIAGNOSIS_AXES[name], point) };
  });
  const table = new DataTable('why-numbers');
  const requested = computed(() => state.diagnosis.value.requested);
  const findings = computed(() => state.diagnosis.value.findings);
  const complete = computed(() => (findings.value?.conclusion ? findings.value : undefined));

  effect(() => {
    if (!requested.value) return;
    const { state: now, problem } = state.diagnosis.value;
    const bar = byId('why-bar', HTMLProgressElement);
    bar.hidden = now !== 'running';
    bar.max = findings.value?.steps.length ?? 1;
    bar.value = findings.value?.edges.length ?? 0;
    const conclusion = findings.value?.conclusion?.text ?? '';
    setAndAnnounceText(byId('why-outcome', HTMLElement), problem || conclusion);
  });
  effect(() => {
    if (!requested.value) return;
    const found = findings.value ?? NO_FINDINGS;
    const lines = diagnosisLines(found, state.range.value);
    for (const { name, chart } of charts) chart.show(lines[name]);
    showLegend(found.gradient_norms.length);
  });
  effect(() => {
    const all = complete.value;
    table.show(() => (all ? numbers(all) : []));
  });
  // Does not redraw the charts.
  effect(() => {
    const lr = state.selectedRate.value;
    if (!requested.value) return;
    for (const { chart } of charts) chart.mark(lr);
  });
}

/** @type {Findings} */
const NO_FINDINGS = {
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
  const indexOfStep = new Map(steps.map((step, index) => [step, index]));
  for (const [step, lr] of lrs.entries()) {
    const index = indexOfStep.get(step);
    yield [
      String(step),
      short(lr),
      index === undefined
        ? CELLS.notMeasured
        : edges[index] === undefined
          ? CELLS.notFound
          : text(edges[index]),
      layers(gradient_norms, step),
      layers(update_ratios, step),
      dead ? percent(dead[step]) : CELLS.noRelus,
    ];
  }
}

/** @param {number} layers */
function showLegend(layers) {
  const items = diagnosisLegend(layers).map(({ ink, dash, name }) =>
    create('li', {}, swatch(ink, dash), name),
  );
  byId('why-legend', HTMLElement).replaceChildren(...items);
}
