import { createHash } from 'node:crypto';
import { defineConfig } from 'vite';
import { card } from './scripts/card.mjs';
import { licenses } from './scripts/licenses.mjs';
import { offline } from './scripts/offline.mjs';
import { playsFirst } from './www/link/plain.js';
import { EXAMPLES } from './www/text/examples.js';
import { requestFirst } from './www/work/requests.js';

/** Of the page's code, what more than the first picture needs. */
const SHARED = new RegExp(
  [
    'node_modules|www/pkg/',
    'www/page/(announce|copy|dom|folds|rest)',
    'www/work/sent',
    'www/text/(labels|numbers|sentences|settings)',
    'www/charts/(plot|theme|ticks|tip|zones)',
  ].join('|'),
);

/**
 * What the charts' library has for times and for numbers that it formats itself, and what takes its place: the charts
 * have neither, and the first use of `Intl` holds up the start of the page by 10 ms or more.
 */
const FORMATS = [
  ['new Intl.DateTimeFormat().resolvedOptions().timeZone', 'undefined'],
  ["new Intl.NumberFormat(domEnv ? nav.language : 'en-US')", '{ format: String }'],
];

/** What the lazy parts share with the first picture or with one another is one file, and not one for each of them. */
const GROUPS = [
  {
    name: 'first',
    test: /www\/(first[.]js|page\/language|link\/plain|work\/(first-sweep|packed-rows|requests)|pkg-first)|preload-helper/,
  },
  { name: 'shared', test: SHARED },
  { name: 'line-chart', test: /www\/charts\/(line-chart|diagnosis-lines)/ },
];

export default defineConfig({
  // Relative addresses, so that the page works from any folder of a web server.
  base: './',
  // What is missing is missing, and not this page again.
  appType: 'mpa',
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: true,
    rolldownOptions: { output: { codeSplitting: { groups: GROUPS } } },
    // Scripts are asked for together; every browser that can run the page knows how.
    modulePreload: { polyfill: false },
  },
  worker: { format: 'es' },
  // Without this, Vite would also scan the pages that `cargo doc` leaves in target/.
  optimizeDeps: { entries: ['index.html'] },
  server: { watch: { ignored: ['**/target/**', '**/.tools/**'] } },
  // As static hosts have it, without which a frame in a sandbox may not load the page's code.
  preview: { port: 4199, cors: true },
  plugins: [
    { name: 'presets', transformIndexHtml: withPresets },
    { name: 'requests', transformIndexHtml: { order: 'post', handler: withRequests } },
    card(),
    licenses(),
    offline(),
    { name: 'no-formats', transform: withoutFormats },
  ],
});

/**
 * The presets stand in the page from the start: what came only with the code would push down what is
 * below it.
 *
 * @param {string} html
 */
function withPresets(html) {
  const escaped = (/** @type {string} */ text) => text.replaceAll('&', '&amp;');
  const items = EXAMPLES.map(
    ({ name, link, lesson }) =>
      `<li><a href="${escaped(link)}">${escaped(name)}<small>${escaped(lesson)}</small></a></li>`,
  );
  return html.replace('<!-- presets -->', items.join(''));
}

/**
 * The page makes its first requests while it is read, and not once its code runs. That code has a high priority: to
 * browsers, scripts that wait for the whole page are not urgent.
 *
 * @param {string} html
 * @param {import('vite').IndexHtmlTransformContext} context
 * @returns {string}
 */
function withRequests(html, { bundle }) {
  if (!bundle) return html;
  const [rows, sweep] = [/breast_cancer-/, /first_bg-/].map(
    (name) => `./${Object.keys(bundle).find((file) => name.test(file))}`,
  );
  const request = `(${requestFirst})(document.currentScript.dataset, (${playsFirst})())`;
  const script = `window.requests = ${request}`.replace(/\s+/g, ' ');
  // Besides files, the policy allows this script alone.
  const hash = createHash('sha256').update(script).digest('base64');
  const element = `<script data-rows="${rows}" data-sweep="${sweep}">${script}</script>`;
  return (
    html
      .replace("script-src 'self'", `$& 'sha256-${hash}'`)
      .replace('<!-- requests -->', element)
      .replace('<script type="module"', '$& fetchpriority="high"')
      // Comments are for readers of the source.
      .replace(/\s*<!--.*?-->/gs, '')
  );
}

/**
 * The charts' library without {@link FORMATS}.
 *
 * @param {string} code of a module
 * @param {string} id its path
 */
function withoutFormats(code, id) {
  if (!id.endsWith('uPlot.esm.js')) return undefined;
  let without = code;
  for (const [format, other] of FORMATS) {
    if (!code.includes(format)) throw new Error(`${id} has no ${format}, which is to be replaced.`);
    without = without.replace(format, other);
  }
  return { code: without, map: null };
}
