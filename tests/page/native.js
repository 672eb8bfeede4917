// What the native core says.

import { execFileSync } from 'node:child_process';

/**
 * The report that the native core makes of a link.
 *
 * @param {string} link
 * @param {string[]} flags of what is to be added
 */
export function nativeReport(link, ...flags) {
  const program = ['run', '--release', '--quiet', '--example', 'report', '--'];
  const command = [...program, '--strict', ...flags, link];
  return JSON.parse(execFileSync('cargo', command, { encoding: 'utf8' }));
}
