// The page. One way round: link -> settings -> sweep and repeats -> picture, tables and words; a
// control's change is a new link.

import './page/language.js';
import { form as describe, read_link } from './pkg/rangefinder.js';
import { Scheduler } from './work/scheduler.js';
import { BoundsTable } from './panels/bounds.js';
import { Chart } from './charts/sweep-chart.js';
import { startCore } from './work/core.js';
import { Pool } from './work/pool.js';
import { byId, say } from './page/dom.js';
import { Edits } from './link/edits.js';
import { Evidence } from './evidence.js';
import { Fingerprints } from './link/fingerprints.js';
import { followFocus } from './page/focus.js';
import { Form } from './panels/form.js';
import { rest } from './work/executor.js';
import { headingOf, showNotices } from './panels/notices.js';
import { keepFiles } from './page/offline.js';
import { Page } from './page.js';
import { Picture } from './panels/find.js';
import { Player } from './work/player.js';
import { settlePresets } from './link/examples.js';
import { startProgress } from './panels/progress.js';
import { Repeats } from './work/repeats.js';
import { startShare } from './link/share.js';
import { startTransport } from './panels/transport.js';

const notices = byId('notices', HTMLElement);
const root = document.documentElement;
/** What stands there while the repeats are failed. */
const UNRUN = 'The repeats could not be run.';

try {
  const module = await startCore();
  await start(module);
  void keepFiles(byId('offline', HTMLElement));
} catch (error) {
  const why = error instanceof Error ? error.message : `${error}`;
  showNotices(notices, 'The network could not be started, so there is nothing to see.', [why]);
  root.dataset.state = 'failed';
  throw error;
}

/**
 * In parts, between which a slow phone draws. Until all of them are there, the controls are inert.
 * @param {WebAssembly.Module} module
 */
async function start(module) {
  await rest();
  const description = describe();
  await rest();
  settlePresets(byId('preset-list', HTMLElement));
  await rest();
  const chart = new Chart(
    byId('chart', HTMLElement),
    byId('handles', HTMLElement),
    () => {
      picture.readOut();
      evidence.showPoint();
    },
    {
      text: (bound) => page.reading.values[bound],
      move: (bound, text, done) => edits.choose(bound, text, done),
    },
  );
  const type = (
    /** @type {import('./page/entry.js').Entry} */ entry,
    /** @type {boolean} */ done,
  ) => edits.type(entry, done);
  const form = new Form(byId('settings', HTMLFormElement), description, type);
  await rest();
  const bounds = new BoundsTable(type, (bound) => edits.choose(bound, 'auto'));
  const edits = new Edits(notices, form, bounds, {
    reading: () => page.reading,
    change: (edited) => page.change(edited),
  });
  const player = new Player((sweep, status, state) => {
    if (status.outcome) repeats.expect(status.step);
    picture.show(sweep, status, state);
  });
  const showTransport = startTransport(player, () => page.newSeed());
  const fingerprints = new Fingerprints(() => showLink());
  const showLink = startShare(() => new URL(fingerprints.link, location.href).href);
  const pool = new Pool(module, () => (byId('no-workers', HTMLElement).hidden = false));
  const begin = () => {
    repeats.go();
    scheduler.go();
  };
  const stop = () => {
    repeats.stop();
    scheduler.go();
  };
  const showProgress = startProgress(begin, stop);
  const repeats = new Repeats(pool, {
    progress: (progress) => {
      const over = progress.state !== 'failed' && headingOf(notices) === UNRUN;
      if (over) showNotices(notices, '', []);
      showProgress(progress);
      picture.showProgress(progress);
    },
    summary: (summary) => {
      page.judge();
      picture.showSummary(summary);
    },
    failure: () => giveUp(picture),
  });
  const evidence = new Evidence(choices(description, 'policies'), {
    choose: (policies) => edits.choose('policies', policies.join(',') || 'none'),
    point: (lr) => chart.selectRate(lr),
    work: () => scheduler.go(),
    idle: () => scheduler.idle,
    scene: () => picture.scene,
    shown: () => picture.showFindings(),
  });
  const scheduler = new Scheduler(pool, [repeats, ...evidence.tasks]);
  const picture = new Picture({
    chart,
    bounds,
    showTransport,
    repeats,
    evidence,
    fingerprints,
  });
  await rest();
  const page = new Page({
    form,
    edits,
    player,
    repeats,
    evidence,
    scheduler,
    fingerprints,
    picture,
  });
  followFocus();
  addEventListener('hashchange', () => page.open(read_link(location.hash)));
  page.open();
  sayWhatBreaks(player);
  for (const part of byId('main', HTMLElement).children) part.removeAttribute('inert');
}

/**
 * An error that nobody expected stops the sweep, and is said; again only where it is no longer shown.
 * @param {Player} player
 */
function sayWhatBreaks(player) {
  const heading = 'Something broke.';
  /** @param {unknown} error */
  const hear = (error) => {
    // What browsers complain of, and workers, comes without an error; extensions have errors of their own.
    if (!(error instanceof Error) || error.stack?.includes('-extension://')) return;
    player.stop();
    say(byId('play', HTMLButtonElement), 'Play');
    root.dataset.state = 'broken';
    if (headingOf(notices) === heading) return;
    const remedy = 'Load the page again: the link in the address bar keeps the settings.';
    showNotices(notices, heading, [`${remedy} (${error})`]);
  };
  addEventListener('error', ({ error }) => hear(error));
  addEventListener('unhandledrejection', ({ reason }) => hear(reason));
}

/** @param {Picture} picture */
function giveUp(picture) {
  showNotices(notices, UNRUN, ['Their workers fail again and again.']);
  root.dataset.band = root.dataset.evidence = 'failed';
  picture.release();
}

/** What a setting can be chosen from. @param {import('./pkg/rangefinder.js').Form} form @param {string} key */
function choices({ settings }, key) {
  const kind = settings.find((setting) => setting.key === key)?.kind;
  return kind?.type === 'subset' ? kind.choices : [];
}
