// The schedules in four charts over the steps of training.

import { effect } from '@preact/signals-core';
import { LineChart } from '../charts/line-chart.js';
import { scheduleStyles } from '../charts/schedule-styles.js';
import { byId } from '../page/dom.js';
import { AXES } from '../text/labels.js';

/** @typedef {import('../pkg/rangefinder.js').ScheduleResult} ScheduleResult */

/** @param {import('../state.js').State} state */
export function startScheduleCharts(state) {
  const styles = scheduleStyles(state.description);
  const chart = (/** @type {string} */ id, /** @type {string} */ y, more = {}) =>
    new LineChart(byId(id, HTMLElement), { x: AXES.step, y, ...more });
  const charts = {
    lr: chart('comparison-lr', AXES.lr, { logY: true }),
    training: chart('comparison-training', AXES.trainingLoss, { logY: true }),
    validation: chart('comparison-validation', AXES.validationLoss, { logY: true }),
    accuracy: chart('comparison-accuracy', AXES.accuracy, { top: 1 }),
  };
  effect(() => {
    const { standings, steps, per_epoch, epochs } = state.results.value;
    const strong = state.prominent.value;
    const chosen = strong !== undefined && strong === state.chosen.value;
    const x = Array.from({ length: epochs + 1 }, (_, epoch) => epoch * per_epoch);
    const xRange = /** @type {[number, number]} */ ([0, epochs * per_epoch]);
    const until = Math.min(state.epoch.value, epochs) * per_epoch;
    const look = (/** @type {ScheduleResult} */ { policy }) => ({
      ...styles[policy],
      strong: policy === strong,
      faint: policy !== strong && chosen,
    });
    /** @param {(result: ScheduleResult) => import('../pkg/rangefinder.js').Band} column */
    const bands = (column) => ({
      x,
      xRange,
      until,
      lines: standings.map((result) => {
        const { median, low, high } = column(result);
        return { ...look(result), y: median, low, high };
      }),
    });
    const lines = standings.map((result) => ({ ...look(result), y: result.lrs }));
    charts.lr.show({ x: steps, xRange, until, lines });
    charts.training.show(bands(({ training_losses }) => training_losses));
    charts.validation.show(bands(({ validation_losses }) => validation_losses));
    charts.accuracy.show(bands(({ accuracies }) => accuracies));
  });
}
