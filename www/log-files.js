// A training log as files and pictures; loaded once a reader opens their fold.

import { LOG_AXES, logLines } from './charts/log-lines.js';
import { linesFigure } from './charts/figures.js';
import { columns } from './export-results.js';
import { startExportFiles } from './panels/export-files.js';
import { EXPORTS } from './text/export-labels.js';
import { LOG } from './text/log-labels.js';
import { exportWriter } from './work/export-writer.js';
import './styles/export.css';

/** @typedef {import('./pkg-log/log.js').LogReport} LogReport */

/**
 * @param {HTMLElement} box to fill
 * @param {() => LogReport | undefined} report of the log
 * @param {() => Promise<string>} source the address of what is shown
 */
export function startLogFiles(box, report, source) {
  // Removes an earlier error message.
  box.replaceChildren();
  const write = exportWriter(() => undefined);
  const parts = /** @type {const} */ (['curve', 'check']);
  const missing = (/** @type {string} */ part) => EXPORTS.sources[`log_${part}`];
  startExportFiles(box, {
    tables: [
      {
        ...{ label: EXPORTS.log.report, name: 'log.json' },
        isAvailable: () => report() !== undefined,
        text: () => write('json', report()),
      },
      ...parts.map((part) => ({
        ...{ label: EXPORTS.log[part], name: `log_${part}.csv`, missing: missing(part) },
        isAvailable: () => report()?.[part] !== undefined,
        text: () => {
          const { curve, check } = report() ?? {};
          return part === 'curve'
            ? write('csv', 'log', columns(ofCurve(curve)))
            : write('csv', 'log_check', columns(ofCheck(check)));
        },
      })),
    ],
    pictures: parts.map((part) => ({
      ...{ label: LOG[part], name: `log_${part}`, missing: missing(part) },
      isAvailable: () => report()?.[part] !== undefined,
      figure: () => {
        const all = report();
        const lines = all && logLines(all)[part];
        return lines && linesFigure(LOG[part], lines, LOG_AXES[part]);
      },
      settings: async () => {
        const { what = '', holds = '' } = report() ?? {};
        return [what, holds].filter(Boolean);
      },
    })),
    source,
  });
}

/** @param {LogReport['curve']} curve */
function ofCurve(curve) {
  if (!curve) return [];
  const { lrs, losses, smooth, band } = curve;
  return band ? [lrs, losses, smooth, band.low, band.high] : [lrs, losses, smooth];
}

/** @param {LogReport['check']} check */
function ofCheck(check) {
  return check ? [check.lrs, check.low, check.median, check.high] : [];
}
