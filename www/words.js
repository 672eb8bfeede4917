// What a sweep means, in sentences. Every number is one that the core has found.

import { percent, short, signed } from './text.js';

/**
 * @typedef {import('./pkg/rangefinder.js').Report} Report
 * @typedef {import('./pkg/rangefinder.js').Status} Status
 * @typedef {import('./pkg/rangefinder.js').Mark} Mark
 * @typedef {import('./link.js').Values} Values
 */

/** Of the loss of guessing: what has more has learned no more than to guess. */
const LEARNED = 0.99;

/**
 * Before the end.
 * @param {Values} values
 * @param {Status} status
 */
export function beginning(values, { steps }) {
  const { start_lr, end_lr } = values;
  return `The rate rises from ${start_lr} to ${end_lr} in ${steps} steps, one after each mini-batch.`;
}

/**
 * After it.
 * @param {Values} values
 * @param {Report} report
 * @param {Status} status
 */
export function outcome(values, report, { least }) {
  if (!report.outcome) return '';
  const { kind, step, lr } = report.outcome;
  const stopped = `Stopped at step ${step}: at a rate of ${short(lr)}`;
  if (kind === 'not_finite') {
    return `${stopped} the loss was no longer a finite number. ${before(report, least)}`;
  }
  if (kind === 'diverged' || kind === 'diverged_by_fall') {
    const [to, measure] = kind === 'diverged' ? ['to', 'least'] : ['by', 'fall before'];
    const factor = values.stop_factor;
    return `${stopped} the smoothed loss had risen ${to} more than ${factor} times its ${measure}. ${before(report, least)}`;
  }
  return completed(report, least);
}

/**
 * What the repeats say together.
 * @param {import('./pkg/rangefinder.js').Summary} summary
 */
export function finding({ runs, stopped, bounds, suggestions: { valley } }) {
  if (runs === 0) return 'No run has finished.';
  const seeds = runs === 1 ? '1 run' : `${runs} runs, each from a seed of its own`;
  const early = stopped ? ` ${stopped === runs ? 'All' : stopped} of them ended early.` : '';
  return `${seeds}: ${range(bounds)}.${'lr' in valley ? firstGuess(valley.lr, bounds) : ''}${early}`;
}

/** @param {number} lr the first guess of all runs @param {import('./pkg/rangefinder.js').Bounds} bounds */
function firstGuess(lr, { lower, upper }) {
  const found = 'about halfway along the longest fall of their median';
  const below = 'lr' in lower && lr < lower.lr;
  const above = 'lr' in upper && lr > upper.lr;
  const good = 'lr' in lower || 'lr' in upper ? 'A good' : 'The usual';
  return !below && !above
    ? ` ${good} first guess for training is ${short(lr)}, ${found}.`
    : ` The usual first guess, ${short(lr)}, ${found}, lies ${below ? 'below the lower' : 'above the upper'} bound: trust neither.`;
}

/** @param {import('./pkg/rangefinder.js').Bounds} bounds */
function range({ lower, upper }) {
  if ('lr' in lower && 'lr' in upper) {
    return `training works from a rate of about ${short(lower.lr)} up to about ${short(upper.lr)}`;
  }
  if ('lr' in lower) {
    return `the loss falls from a rate of about ${short(lower.lr)} on. Upper bound ${reason(upper)}`;
  }
  if ('lr' in upper) {
    return `the loss rises again past a rate of about ${short(upper.lr)}. Lower bound ${reason(lower)}`;
  }
  return reason(lower);
}

/** @param {import('./pkg/rangefinder.js').Bound} bound */
function reason(bound) {
  return 'none' in bound ? bound.none : short(bound.lr);
}

/**
 * By how much the smoothed line lags, if it is worth a word.
 * @param {Values} values
 * @param {Report} report
 */
export function lag(values, { lag_decades }) {
  if (lag_decades < 0.5) return '';
  const decades = lag_decades.toFixed(1);
  return `The smoothed line lags about ${decades} decades of the rate behind the points (smoothing beta ${values.beta}).`;
}

/**
 * One step, for the read-out.
 * @param {import('./chart.js').Curve} curve
 * @param {number} step
 * @param {import('./pkg/rangefinder.js').Summary} [summary]
 */
export function reading({ lrs, losses, smoothed }, step, summary) {
  const run = `step ${step}, rate ${short(lrs[step])}, loss ${short(losses[step])}, smoothed ${short(smoothed[step])}`;
  if (!summary || summary.runs < 2) return run;
  const [low, median, high] = [summary.low, summary.median, summary.high].map((column) =>
    Number.isFinite(column[step]) ? short(column[step]) : 'ended',
  );
  return `${run}; all runs: median ${median}, 8 in 10 from ${low} to ${high}`;
}

/**
 * @param {Report} report
 * @param {number} [least]
 */
function completed(report, least = 0) {
  const { lrs, smoothed_losses } = report;
  const at = short(lrs[least]);
  const loss = short(smoothed_losses[least]);
  const end = smoothed_losses.length - 1;
  if ([0, end].every((step) => short(smoothed_losses[step]) === loss)) {
    return `The loss hardly moves: at every rate from ${short(lrs[0])} to ${short(lrs[end])} it is about ${loss}.`;
  }
  if (least === 0) {
    return `The smoothed loss is nowhere less than at the first step, where it is ${loss}: these rates are too large, or the steps too few to learn from.`;
  }
  if (least === end) {
    return `The smoothed loss is least, ${loss}, at the last rate, ${at}: it is still falling there, and a higher last rate would show more. ${guess(report)}`;
  }
  return `The smoothed loss is least, ${loss}, at a rate of ${at}, and rises from there. ${guess(report)}`;
}

/**
 * @param {Report} report
 * @param {number} [least]
 */
function before(report, least = 0) {
  if (least === 0) return 'It had not fallen before: all of these rates are too large.';
  const { lrs, smoothed_losses } = report;
  return `Its least was ${short(smoothed_losses[least])}, at ${short(lrs[least])}. ${guess(report)}`;
}

/**
 * The rate to begin with by this run alone: fastai's own default among the suggestions.
 * @param {Report} report
 */
function guess({ suggestions: { valley } }) {
  if (!('lr' in valley)) return '';
  return `This run alone suggests ${short(valley.lr)}, about halfway along the longest fall.`;
}

/** A mark's name for people. @param {Mark} mark */
function called({ name, lr }) {
  const names = /** @type {Record<string, string>} */ ({
    lower: 'the lower bound',
    upper: 'the upper bound',
    lr: 'your own rate',
  });
  return `${names[name] ?? name} (${short(lr)})`;
}

/**
 * Whether the finder was right.
 * @param {import('./pkg/rangefinder.js').Truth} truth
 */
export function verdict({ lrs, start, guess, best, marks, epochs, runs }) {
  const trained = `after ${count(epochs, 'epoch')} from ${count(runs, 'seed')}`;
  if (!best) return `No constant rate has learned anything ${trained}.`;
  if (best.loss > LEARNED * guess) {
    return `No constant rate has learned more than to guess ${trained}: the least loss, at ${short(best.lr)}, is ${short(best.loss)}, and one answer for all rows has ${short(guess)}.`;
  }
  const edge =
    best.lr <= lrs[0] || best.lr >= lrs[lrs.length - 1]
      ? ', at an end of what was tried: there may be better beyond'
      : '';
  const truth = `The best constant rate ${trained} is ${short(best.lr)}, with a loss of ${short(best.loss)}${edge}.`;
  const first = marks.find(({ name }) => name === 'valley');
  const others = marks.filter(
    ({ lr, found }) => lr !== first?.lr && lr !== best.lr && found?.verdict === 'inconclusive',
  );
  const rest =
    others.length > 0 ? ` Too close to it to call: ${listed(others.map(called), 'and')}.` : '';
  const top = guess < start ? 'guessing' : 'where it begins';
  return `${first?.found ? `${right(first.lr, first.found, top)} ` : ''}${truth}${rest}`;
}

/**
 * A difference is small that costs less than a tenth of the fall, in nine of ten runs.
 * @param {number} lr
 * @param {import('./pkg/rangefinder.js').Found} found
 * @param {string} top from where the loss falls
 */
function right(lr, { share, decades, verdict: said }, top) {
  const guess = `the first guess, ${short(lr)}, ${away(decades)},`;
  const kept = `gets ${percent(Math.max(0, 1 - share.median))} of the way to it from ${top}`;
  const small = share.high <= 0.1;
  if (said === 'too_few') return 'Was the finder right? There are too few seeds to tell.';
  if (decades === 0) return 'Was the finder right? Yes: its first guess is the best rate.';
  if (said === 'better') return `Was the finder right? Yes: ${guess} trains even better.`;
  if (said !== 'worse' && small) {
    return `Was the finder right? Yes: ${guess} is too close to it to call, and ${kept}.`;
  }
  if (said !== 'worse') {
    return `Was the finder right? Perhaps: ${guess} is too close to it to call, but only because the runs differ so much.`;
  }
  if (share.median <= 0.1) return `Was the finder right? Nearly: ${guess} ${kept}.`;
  return `Was the finder right? Not this time: ${guess} ${share.median >= 1 ? 'learns nothing' : kept}.`;
}

/** @param {number} decades */
function away(decades) {
  if (decades === 0) return 'the best itself';
  const times = short(10 ** Math.abs(decades));
  if (times === '1') return 'next to the best';
  return `${times} times ${decades < 0 ? 'smaller' : 'larger'} than the best`;
}

/**
 * How far a rate is from the best one, for a table.
 * @param {string} name whose rate it is
 * @param {import('./pkg/rangefinder.js').Truth | undefined} truth once there is one
 * @param {boolean} checking whether the rates still train
 */
export function regret(name, truth, checking) {
  const mark = truth?.marks.find((one) => one.name === name);
  if (!mark?.found) return checking ? '…' : '';
  const { regret, decades, verdict: said } = mark.found;
  if (decades === 0) return away(decades);
  const more = Number.isFinite(regret.median) ? `${signed(regret.median)} loss` : 'breaks';
  const told = {
    worse: '',
    better: '',
    inconclusive: ' (no significant difference)',
    too_few: ' (too few runs to tell)',
  };
  return `${more}${told[said]}, ${away(decades)}`;
}

/**
 * What went on at a step.
 * @param {import('./pkg/rangefinder.js').Diagnosis} findings
 * @param {number} step
 * @param {{ edge: number, step: number }} [look] 2 over the sharpness, there or at a step before it
 */
export function inside({ gradient_norms, update_ratios, dead }, step, look) {
  if (!(step in (gradient_norms[0] ?? []))) return '';
  const layers = (/** @type {number[][]} */ columns) =>
    columns
      .map((column) => (Number.isFinite(column[step]) ? short(column[step]) : 'not finite'))
      .join(', ');
  const texts = [
    `gradient norm by layer ${layers(gradient_norms)}`,
    `update/weight ${layers(update_ratios)}`,
    ...(dead ? [`dead ReLUs ${percent(dead[step])}`] : []),
    ...(look ? [sharpness(look, step)] : []),
  ];
  return texts.join('; ');
}

/** @param {{ edge: number, step: number }} look @param {number} step */
function sharpness(look, step) {
  const edge = Number.isFinite(look.edge) ? short(look.edge) : 'without end';
  return `2/sharpness ${edge}${look.step === step ? '' : ` (at step ${look.step})`}`;
}

/** A time that something will take. @param {number} milliseconds */
export function duration(milliseconds) {
  if (!Number.isFinite(milliseconds)) return 'nobody knows how long';
  const seconds = milliseconds / 1000;
  const whole =
    seconds < 90
      ? count(Math.max(1, Math.round(seconds)), 'second')
      : count(Math.round(seconds / 60), 'minute');
  return `about ${whole}`;
}

/** @param {string[]} texts @param {string} word before the last */
function listed(texts, word) {
  return texts.length < 2
    ? texts.join('')
    : `${texts.slice(0, -1).join(', ')} ${word} ${texts[texts.length - 1]}`;
}

/** @param {number} number @param {string} word */
function count(number, word) {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
