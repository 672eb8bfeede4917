// How the page looks to this reader, for what is drawn on canvases: the colors of the style sheets, and
// when they become others. On paper the page is light, whatever the screen is.

const root = document.documentElement;

/** What the style sheets ask. */
const QUERIES = [
  '(prefers-color-scheme: dark)',
  '(prefers-contrast: more)',
  '(forced-colors: active)',
  'print',
];

/** The colors that have been asked for. @type {Map<string, string>} */
const colors = new Map();
let bold = 0;
/** @type {(() => void)[]} */
const listeners = [];

/** Where colors are tried: a canvas does not know those of the system by their names. */
const probe = document.createElement('span');
probe.hidden = true;
probe.style.setProperty('forced-color-adjust', 'none');
document.body.append(probe);

/** The color that a CSS variable names, or that of text where there is none. @param {string} name */
export const ink = (name) => `var(--${name}, var(--ink))`;

/** It, as a canvas knows it. @param {string} name */
export function color(name) {
  let known = colors.get(name);
  if (known === undefined) {
    probe.style.color = ink(name);
    known = getComputedStyle(probe).color;
    colors.set(name, known);
  }
  return known;
}

/** How many times as wide as usual lines are. */
export function boldness() {
  bold ||= Number(getComputedStyle(root).getPropertyValue('--boldness'));
  return bold;
}

/** @param {() => void} draw called once colors have changed */
export function onNewLook(draw) {
  listeners.push(draw);
}

function change() {
  colors.clear();
  bold = 0;
  for (const draw of listeners) draw();
}

for (const query of QUERIES) matchMedia(query).addEventListener('change', change);
// The canvases are printed as they are just before, when the page is still that of the screen.
addEventListener('beforeprint', () => {
  root.dataset.print = '';
  change();
});
addEventListener('afterprint', () => {
  delete root.dataset.print;
  change();
});
