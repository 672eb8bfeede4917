// Why it breaks, in the page: four charts over the rates of the sweep.

import { sayAloud } from '../page/announce.js';
import { byId, create } from '../page/dom.js';
import { swatch } from './legend.js';
import { LineChart } from '../charts/line-chart.js';
import { DataTable } from '../page/data-table.js';
import { percent, short } from '../text/numbers.js';

/**
 * @typedef {import('../pkg/rangefinder.js').Diagnosis} Findings
 * @typedef {import('../work/diagnosis.js').Diagnosis['state']} State
 */

/** How each layer looks; from the first one on. */
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

export class WhyView {
  #charts;
  #numbers = new DataTable('why-numbers');
  /** What was shown last. @type {unknown[]} */
  #shown = [];
  /** What its table was made of. @type {Findings | undefined} */
  #told;

  /**
   * @param {(open: boolean) => void} onToggle told whether the reader wants to know
   * @param {(lr: number | null) => void} onPoint told which rate is pointed at
   */
  constructor(onToggle, onPoint) {
    const details = byId('why', HTMLDetailsElement);
    details.addEventListener('toggle', () => onToggle(details.open));
    const chart = (/** @type {string} */ id, /** @type {string} */ y, more = {}) =>
      new LineChart(byId(id, HTMLElement), { x: 'learning rate', y, logX: true, ...more }, onPoint);
    this.#charts = {
      edge: chart('why-edge', '2 / sharpness, and the rate', { logY: true }),
      update: chart('why-update', 'update over weight', { logY: true }),
      gradient: chart('why-gradient', 'gradient norm', { logY: true }),
      dead: chart('why-dead', 'dead ReLUs (share)', { top: 1 }),
    };
  }

  /**
   * @param {State} state
   * @param {string} problem why it failed, if it did
   * @param {Findings | undefined} findings so far
   * @param {[number, number]} xRange
   */
  show(state, problem, findings, xRange) {
    const news = [state, problem, findings, ...xRange];
    if (news.every((one, place) => one === this.#shown[place])) return;
    this.#shown = news;
    const bar = byId('why-bar', HTMLProgressElement);
    bar.hidden = state !== 'running';
    const [looks, all] = [findings?.edges.length ?? 0, findings?.steps.length ?? 1];
    bar.max = all;
    bar.value = looks;
    sayAloud(byId('why-outcome', HTMLElement), problem || (findings?.conclusion?.text ?? ''));
    const { lrs, steps, edges, gradient_norms, update_ratios, dead } = findings ?? NOTHING;
    const layers = (/** @type {number[][]} */ columns) => ({
      x: lrs,
      xRange,
      lines: columns.map((y, layer) => ({ ...LAYERS[layer], y })),
    });
    const at_steps = steps.slice(0, looks).map((step) => lrs[step]);
    this.#charts.edge.show({
      x: at_steps,
      xRange,
      lines: [
        { ...EDGE, y: edges.map((edge) => edge ?? NaN), strong: true },
        { ...RATE, y: at_steps },
      ],
    });
    this.#charts.update.show(layers(update_ratios));
    this.#charts.gradient.show(layers(gradient_norms));
    this.#charts.dead.show({ x: lrs, xRange, lines: dead ? [{ ...DEAD, y: dead }] : [] });
    showLegend(gradient_norms.length);
    const complete = state === 'done' ? findings : undefined;
    if (complete !== this.#told) this.#numbers.show(() => (complete ? numbers(complete) : []));
    this.#told = complete;
  }

  /** Marks the step that is read out, and draws nothing anew for it. @param {number} [lr] its rate */
  mark(lr) {
    for (const chart of Object.values(this.#charts)) chart.mark(lr);
  }
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

/** Every step, as the charts have it. @param {Findings} findings */
function* numbers({ lrs, steps, edges, gradient_norms, update_ratios, dead }) {
  const text = (/** @type {number} */ value) =>
    Number.isFinite(value) ? short(value) : 'not finite';
  const layers = (/** @type {number[][]} */ columns, /** @type {number} */ step) =>
    columns.map((column) => text(column[step])).join(', ');
  const looks = new Map(steps.map((step, look) => [step, look]));
  for (const [step, lr] of lrs.entries()) {
    const look = looks.get(step);
    yield [
      String(step),
      short(lr),
      look === undefined
        ? 'not measured'
        : edges[look] === undefined
          ? 'not found'
          : text(edges[look]),
      layers(gradient_norms, step),
      layers(update_ratios, step),
      dead ? percent(dead[step]) : 'no ReLUs',
    ];
  }
}

/** @param {number} layers */
function showLegend(layers) {
  const entries = [
    { ...EDGE, text: '2 over the sharpness' },
    { ...RATE, text: 'the rate itself' },
    ...Array.from({ length: layers }, (_, layer) => ({
      ...LAYERS[layer],
      text: layer === layers - 1 ? 'output layer' : `layer ${layer + 1}`,
    })),
  ];
  const items = entries.map(({ ink, dash, text }) => create('li', {}, swatch(ink, dash), text));
  byId('why-legend', HTMLElement).replaceChildren(...items);
}
