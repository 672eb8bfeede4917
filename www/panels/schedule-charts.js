// The charts of the schedules over the steps of training: one chart with some named schedules, and four with all.

import { effect } from '@preact/signals-core';
import { LineChart } from '../charts/line-chart.js';
import { scheduleKinds, scheduleStyles } from '../charts/schedule-styles.js';
import { byId } from '../page/dom.js';
import { openSignal } from '../page/folds.js';
import { AXES } from '../text/labels.js';

/**
 * @typedef {import('../pkg/rangefinder.js').ScheduleResult} ScheduleResult
 * @typedef {import('../pkg/rangefinder.js').Band} Band
 */

/** @param {import('../state.js').State} state */
export function startScheduleCharts(state) {
  const { schedules } = state.description;
  const labels = Object.fromEntries(schedules.map(({ name, label }) => [name, label]));
  const styles = scheduleStyles(state.description);
  const kinds = scheduleKinds(state.description);
  const chart = (/** @type {string} */ id, /** @type {string} */ y, more = {}) =>
    new LineChart(byId(id, HTMLElement), { x: AXES.step, y, ...more });
  const few = chart('comparison-few', AXES.validationLoss, { logY: true, ends: 225 });
  const charts = {
    lr: chart('comparison-lr', AXES.lr, { logY: true }),
    training: chart('comparison-training', AXES.trainingLoss, { logY: true }),
    validation: chart('comparison-validation', AXES.validationLoss, { logY: true }),
    accuracy: chart('comparison-accuracy', AXES.accuracy, { top: 1 }),
  };
  const [open, all] = [openSignal('schedules'), openSignal('all-schedules')];
  effect(() => {
    if (!open.value) return;
    const { standings, steps, per_epoch, epochs, most_common } = state.results.value;
    const strong = state.prominent.value;
    const chosen = strong !== undefined && strong === state.chosen.value;
    const x = Array.from({ length: epochs + 1 }, (_, epoch) => epoch * per_epoch);
    const xRange = /** @type {[number, number]} */ ([0, epochs * per_epoch]);
    const until = Math.min(state.epoch.value, epochs) * per_epoch;
    const styleOf = (/** @type {ScheduleResult} */ { policy }) => ({
      ...styles[policy],
      name: labels[policy],
      strong: policy === strong,
      faint: policy !== strong && chosen,
    });
    /** @param {(result: ScheduleResult) => Band} column @param {ScheduleResult[]} [shown] */
    const bands = (column, shown = standings) => ({
      x,
      xRange,
      until,
      lines: shown.map((standing) => {
        const { median, low, high } = column(standing);
        return { ...styleOf(standing), y: median, low, high };
      }),
    });
    few.show(
      bands(({ validation_losses }) => validation_losses, selectSchedules(standings, kinds)),
    );
    if (!all.value) return;
    const lines = standings.map((standing) => ({ ...styleOf(standing), y: standing.lrs }));
    charts.lr.show({ x: steps, xRange, until, lines });
    charts.training.show(bands(({ training_losses }) => training_losses));
    charts.validation.show(bands(({ validation_losses }) => validation_losses));
    charts.accuracy.label(most_common === undefined ? AXES.explained : AXES.accuracy);
    charts.accuracy.show(bands(({ accuracies }) => accuracies));
  });
}

/**
 * The schedules for the first chart: the recommended rate, the best of each other kind, and the best and the worst of all.
 * @param {ScheduleResult[]} standings
 * @param {string[][]} kinds
 */
function selectSchedules(standings, kinds) {
  const sorted = [...standings].sort((a, b) => a.loss.median - b.loss.median);
  const first = kinds.map((names) => {
    const some = sorted.filter(({ policy }) => names.includes(policy));
    return some.find(({ policy }) => policy === 'answer') ?? some[0];
  });
  const shown = new Set([...first, sorted[0], sorted.at(-1)]);
  return sorted.filter((standing) => shown.has(standing));
}
