// The theme for drawing on canvases: the colors of the style sheets, and their changes. In print, the page is always light.

const root = document.documentElement;

/** The media queries of the style sheets. */
const QUERIES = [
  '(prefers-color-scheme: dark)',
  '(prefers-contrast: more)',
  '(forced-colors: active)',
  'print',
];

/** The colors that were resolved. @type {Map<string, string>} */
const colors = new Map();
let bold = 0;
/** @type {(() => void)[]} */
const listeners = [];

/** The element in which colors are resolved: canvases do not support system colors. */
const probe = document.createElement('span');
probe.hidden = true;
probe.style.setProperty('forced-color-adjust', 'none');
document.body.append(probe);

/** The CSS color of a variable, or of text if the variable does not exist. @param {string} name */
export const ink = (name) => `var(--${name}, var(--ink))`;

/** The same color, resolved for canvases. @param {string} name */
export function color(name) {
  let resolved = colors.get(name);
  if (resolved === undefined) {
    probe.style.color = ink(name);
    resolved = getComputedStyle(probe).color;
    colors.set(name, resolved);
  }
  return resolved;
}

/** The factor of line widths. */
export function boldness() {
  bold ||= Number(getComputedStyle(root).getPropertyValue('--boldness'));
  return bold;
}

/** @param {() => void} draw called after the colors have changed */
export function onThemeChange(draw) {
  listeners.push(draw);
}

function onChange() {
  colors.clear();
  bold = 0;
  for (const draw of listeners) draw();
}

for (const query of QUERIES) matchMedia(query).addEventListener('change', onChange);
// Canvases are printed as they are just before printing, when the screen's style sheets still apply.
addEventListener('beforeprint', () => {
  root.dataset.print = '';
  onChange();
});
addEventListener('afterprint', () => {
  delete root.dataset.print;
  onChange();
});
