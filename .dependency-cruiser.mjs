// The import rules of www/: what each folder may use. `npm run lint` checks them.

/** Besides itself. `pkg` is the core. @type {Record<string, string[]>} */
const MAY_USE = {
  panels: ['state', 'charts', 'text', 'page'],
  state: ['link', 'work', 'text', 'page', 'pkg'],
  link: ['text', 'page', 'pkg'],
  work: ['text', 'page', 'pkg', 'data'],
  charts: ['text', 'page'],
  page: ['text'],
  text: [],
};
const place = (/** @type {string} */ name) =>
  name === 'state' ? 'state[.]js' : `${name}(-first|-evidence|-why|-log|-table|-export)?/`;

const folders = Object.entries(MAY_USE).map(([name, others]) => ({
  name: `${name} uses ${others.join(', ') || 'nothing'}`,
  severity: 'error',
  from: { path: `^www/${place(name)}` },
  to: {
    path: '^www/',
    // No panel uses another.
    pathNot: [...others, ...(name === 'panels' ? [] : [name])].map((one) => `^www/${place(one)}`),
  },
}));

export default {
  forbidden: [
    ...folders,
    { name: 'no circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'nothing is missing', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules|^www/pkg' },
    // A file's address, and not its code.
    exclude: { path: '[?]url$' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'default'] },
  },
};
