// What the first picture does not need: the examples, tables, the log, the link to share, the check, the schedules, and
// why training diverges.

import { followFocus } from './page/focus.js';
import { rest } from './page/rest.js';
import { startCheck } from './panels/check.js';
import { startExamples } from './panels/examples.js';
import { startFingerprints } from './panels/fingerprints.js';
import { startHelp } from './panels/help.js';
import { startLog } from './panels/log.js';
import { startRuns } from './panels/runs.js';
import { startScheduleCharts } from './panels/schedule-charts.js';
import { startScheduleControls } from './panels/schedule-controls.js';
import { startScheduleList } from './panels/schedule-list.js';
import { startScheduleTable } from './panels/schedule-table.js';
import { startShare } from './panels/share.js';
import { startSuggestions } from './panels/suggestions.js';
import { startWhy } from './panels/why.js';

/**
 * In parts, between which the sweep is drawn.
 * @param {import('./state.js').State} state
 * @param {(schedules: string[]) => void} choose told which schedules are to be compared
 */
export async function startLater(state, choose) {
  followFocus();
  startExamples(state);
  startSuggestions(state);
  startRuns(state);
  startFingerprints(state);
  startShare(state);
  startLog(state);
  await rest();
  startCheck(state);
  await rest();
  startScheduleList(state, choose);
  startScheduleControls(state);
  startScheduleTable(state);
  await rest();
  startScheduleCharts(state);
  await rest();
  startWhy(state);
  startHelp(state);
}
