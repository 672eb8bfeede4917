// What the native core says.

import { execFileSync } from 'node:child_process';

/**
 * The report that the native core makes of a link.
 *
 * @param {string} link
 */
export function nativeReport(link) {
  const command = ['run', '--release', '--quiet', '--example', 'report', '--', '--strict', link];
  return JSON.parse(execFileSync('cargo', command, { encoding: 'utf8' }));
}
