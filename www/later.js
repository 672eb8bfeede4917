// The parts that the first charts do not need: the examples, tables, the log, the link to share, the check, the
// schedules, and the diagnosis.

import { scheduleStyles } from './charts/schedule-styles.js';
import { followFocus } from './page/focus.js';
import { pause } from './page/rest.js';
import { startCheck } from './panels/check.js';
import { startExamples } from './panels/examples.js';
import { startExport } from './panels/export.js';
import { startFingerprints } from './panels/fingerprints.js';
import { startHandles } from './panels/handles.js';
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
 * Starts them in parts, between which the sweep is drawn.
 * @param {import('./state.js').State} state
 * @param {import('./charts/sweep-chart.js').SweepChart} chart
 * @param {(key: string, text: string, done?: boolean) => void} choose sets a setting
 */
export async function startLater(state, chart, choose) {
  followFocus();
  startHandles(state, chart, choose);
  startExamples(state);
  startSuggestions(state, chart);
  startRuns(state);
  startFingerprints(state);
  startShare(state);
  startLog(state);
  await pause();
  startCheck(state);
  await pause();
  startScheduleList(state, (names) => choose('policies', names.join(',') || 'none'));
  startScheduleControls(state);
  startScheduleTable(state);
  await pause();
  startScheduleCharts(state);
  await pause();
  startWhy(state);
  startHelp(state);
  const styles = scheduleStyles(state.description);
  const names = Object.fromEntries(
    state.description.schedules.map(({ name, label }) => [name, label]),
  );
  startExport(state, async (box, request) => {
    const { startExports } = await import('./export.js');
    const styleOf = (/** @type {string} */ name) => ({ name: names[name], ...styles[name] });
    await startExports(state, box, request, styleOf);
  });
  const { startTeaching } = await import('./teaching.js');
  startTeaching(state);
}
