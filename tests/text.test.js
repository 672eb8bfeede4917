// The page's own texts, in milliseconds: node --test tests/text.test.js

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { nearest } from '../www/page/nearest.js';
import { compare } from '../www/text/fingerprints.js';
import { BOUNDS, LEGEND, RUNS } from '../www/text/labels.js';
import { CHECK, SCHEDULES } from '../www/text/later-labels.js';
import { loggedLoss, percent, short, shortLoss, signed } from '../www/text/numbers.js';
import { beginning, count, duration, inside, reading, regret } from '../www/text/sentences.js';
import { LOG } from '../www/text/log-labels.js';
import { changes, valueText } from '../www/text/settings.js';
import { pack, unpack } from '../www/work/packed-rows.js';

test('numbers in tables have one more digit than in sentences', () => {
  const lines = readFileSync('tests/common/numbers.txt', 'utf8').trim().split('\n');
  assert.ok(lines.length > 20);
  for (const [value, , table] of lines.map((line) => line.split(' '))) {
    assert.equal(short(Number(value)), table, value);
  }
  assert.deepEqual([percent(0.98765), percent(1)], ['98.8%', '100%']);
  // Below 2^-23, the rounding error of single precision at 1.
  assert.deepEqual([2.02e-34, 1.1e-7, 1.2e-7].map(shortLoss), ['0', '0', '1.2e-7']);
  assert.deepEqual([0.000_853_2, 0.000_085].map(shortLoss), ['0.000853', '8.5e-5']);
  assert.deepEqual([2.02e-34, 0, 0.2].map(loggedLoss), ['0.0000', '0.0000', '0.2000']);
  const differences = [0.5, -0.000_85, -1e-9, 0, Infinity].map(signed);
  assert.deepEqual(differences, ['+0.5', '−0.00085', '0', '0', 'not finite']);
});

test('the nearest rate is the nearest on a logarithmic axis', () => {
  const nearestOf = (/** @type {number} */ lr) => nearest([1, 2, 100], lr);
  // Halfway from 1 to 2 is 1.41, and from 2 to 100 14.1.
  assert.deepEqual([0.1, 1.05, 1.4, 1.42, 14, 15, 1e9].map(nearestOf), [0, 0, 0, 1, 1, 2, 2]);
});

test('the start of a sweep and an estimated time in words', () => {
  const values = { start_lr: '1e-5', end_lr: '0.1' };
  const status = { step: 0, steps: 7, least: undefined, outcome: undefined };
  const expected = 'The rate rises from 1e-5 to 0.1 in 7 steps, one after each mini-batch.';
  assert.equal(beginning(values, status), expected);
  assert.deepEqual([1, 1499, 89_000, 90_000, 150_000, NaN].map(duration), [
    'about 1 second',
    'about 1 second',
    'about 89 seconds',
    'about 2 minutes',
    'about 3 minutes',
    'time unknown',
  ]);
  assert.deepEqual([count(1, 'schedule'), count(2, 'schedule')], ['1 schedule', '2 schedules']);
});

test('the readout of a step contains the runs and the diagnosis', () => {
  const column = (/** @type {number[]} */ ...numbers) => Float64Array.from(numbers);
  const curve = {
    lrs: column(0.1, 0.2),
    losses: column(1, 0.5),
    smoothed: column(1, 0.75),
    smooth: column(),
  };
  assert.equal(reading(curve, 1), 'step 1, rate 0.2, loss 0.5, smoothed 0.75');
  const summary = /** @type {any} */ ({
    runs: 9,
    low: [0.8, 0.4],
    median: [1, 0.6],
    high: [1.5, Infinity],
  });
  assert.equal(reading(curve, 1, { ...summary, runs: 1 }), reading(curve, 1));
  const runs = 'all runs: median 0.6, 10th to 90th percentile 0.4 to ended';
  assert.equal(reading(curve, 1, summary), `${reading(curve, 1)}; ${runs}`);
  const findings = /** @type {any} */ ({
    gradient_norms: [[1], [Infinity]],
    update_ratios: [[0.25], [0.5]],
    dead: [0.125],
  });
  assert.equal(inside(findings, 1), '');
  assert.equal(
    inside(findings, 0),
    'gradient norm by layer 1, not finite; update/weight 0.25, 0.5; dead ReLUs 12.5%',
  );
  const edge = (/** @type {number} */ edge, /** @type {number} */ step) =>
    inside({ ...findings, dead: undefined }, 0, { edge, step }).split('; ')[2];
  assert.equal(edge(3, 0), '2/sharpness 3');
  assert.equal(edge(Infinity, 4), '2/sharpness infinite (at step 4)');
});

test('values of a training rate that are not yet known are marked as pending', () => {
  const text = (/** @type {any} */ found, checking = false, lr = 1) => {
    const marks = [{ name: 'lower', lr: 1, found }];
    return regret('lower', /** @type {any} */ ({ marks }), checking, lr);
  };
  assert.equal(text({ text: 'the lowest loss' }), 'the lowest loss');
  assert.equal(text(undefined), '');
  assert.equal(text(undefined, true), '…');
  // The result of another rate is not shown.
  assert.equal(text({ text: 'the lowest loss' }, false, 2), '');
  assert.equal(text({ text: 'the lowest loss' }, true, 2), '…');
});

test('a file that was added twice is named once', () => {
  assert.equal(LOG.from(['a.csv', 'b.csv', 'a.csv']), 'From a.csv, b.csv.');
});

test('settings are written with their labels', () => {
  const setting = (/** @type {string} */ key, /** @type {any} */ kind, initial = 'x') =>
    /** @type {any} */ ({ key, label: `The ${key}`, group: 'one', default: initial, kind });
  const list = [{ value: 'a', label: 'Apple' }];
  const description = {
    groups: [],
    settings: [
      setting('fruit', { type: 'choice', choices: list }),
      setting('size', { type: 'number' }, '3'),
      setting('all', { type: 'subset' }),
    ],
    suggestions: [],
    schedules: [],
  };
  const values = { fruit: 'a', size: '3', all: 'x' };
  assert.deepEqual(changes(description, { values, changed: ['fruit'] }), ['the fruit “Apple”']);
  assert.deepEqual(changes(description, { values, changed: ['fruit'] }, 'two'), []);
  assert.equal(valueText(description, 'size', values), '3');
});

test('progress has a text in every state', () => {
  const runs = { state: /** @type {const} */ ('waiting'), done: 3, runs: 9, time: 2000 };
  assert.equal(RUNS.progress.waiting(runs), '9 runs: about 2 seconds');
  assert.equal(RUNS.progress.running(runs), '3 of 9 runs');
  assert.equal(RUNS.progress.stopped(runs), '3 of 9 runs; the others: about 2 seconds');
  const check = /** @type {any} */ ({ done: 0.499, time: NaN });
  assert.equal(CHECK.progress.running(check), 'Training at many constant rates: 49% done');
  assert.equal(CHECK.progress.waiting(check), 'by training at many constant rates: time unknown');
  const compared = /** @type {any} */ ({
    check: 'done',
    done: 1,
    all: 13,
    time: 90_000,
  });
  assert.equal(SCHEDULES.progress.running(compared), '1 of 13 schedules');
  assert.equal(
    SCHEDULES.progress.paused(compared),
    '1 of 13 schedules have run, paused; for the rest: about 2 minutes',
  );
  assert.equal(SCHEDULES.progress.waiting(compared), 'about 2 minutes');
  const [held, checking] = ['waiting', 'running'].map((check) => ({ ...compared, check }));
  assert.equal(SCHEDULES.progress.waiting(held), 'after the check');
  assert.equal(SCHEDULES.progress.running(checking), 'after the check');
  assert.equal(SCHEDULES.progress.done({ ...compared, all: 1 }), '1 schedule');
  assert.equal(SCHEDULES.notCompared([]), '');
  const missing = SCHEDULES.missing(['a', 'b'], 'there is no upper bound');
  assert.equal(SCHEDULES.notCompared([missing]), 'Not compared: a, b (there is no upper bound).');
  assert.equal(SCHEDULES.steps(0.0123), 'Steps to 0.0123');
  assert.equal(LEGEND.layer(2, 2), 'output layer');
  assert.equal(BOUNDS.between('1', '2'), ' (1 to 2)');
});

test('a link with fingerprints is reported as reproduced or not', () => {
  const claim = { version: '1', sweep: 'a', band: 'b', check: undefined, comparison: undefined };
  const proofOf = (/** @type {any} */ found, version = '1') =>
    compare(/** @type {any} */ ({ claim, version }), found);
  assert.deepEqual(compare(/** @type {any} */ ({ version: '1' }), { sweep: 'a' }), {
    text: '',
    complete: false,
  });
  assert.match(proofOf({}).text, /^This link states its results;/);
  assert.deepEqual(proofOf({ sweep: 'a' }), {
    text: 'Reproduced bit for bit so far: the sweep.',
    complete: false,
  });
  assert.deepEqual(proofOf({ sweep: 'a', band: 'b' }), {
    text: 'Reproduced bit for bit, as shared: the sweep and all runs.',
    complete: true,
  });
  const other = proofOf({ sweep: 'a', band: 'c' }, '2').text;
  assert.match(
    other,
    /^The results differ from what the link claims: all runs. As claimed: the sweep./,
  );
  assert.match(other, /version 1 of this page; this is 2\.$/);
});

test('the packed data equal the file, bit for bit', () => {
  const csv = readFileSync('www/data/breast_cancer.csv', 'utf8');
  const rows = csv
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').map(Number));
  const packed = pack(csv).buffer;
  const { features, targets } = unpack(packed) ?? assert.fail('rows');
  // A page in their place, or a part of them.
  assert.equal(unpack(new TextEncoder().encode('<!doctype html>').buffer), undefined);
  assert.equal(unpack(packed.slice(0, -1)), undefined);
  assert.equal(unpack(new ArrayBuffer(0)), undefined);
  assert.equal(rows.length, 569);
  assert.deepEqual(
    [...features],
    rows.flatMap((row) => row.slice(0, 30)),
  );
  assert.deepEqual(
    [...targets],
    rows.map((row) => row[30]),
  );
  assert.throws(() => pack('header\n1.2345,0'), /too many digits/);
});
