// npm run check-exports: runs all exported code and scripts in the frameworks themselves, in Python environments that
// it creates under .tools. A name after -- checks one framework.

import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, heading, main, onPath, output, root, run, say } from './shared.mjs';

const FOLDER = join(root, '.tools/exports');

/** The environments. PyTorch has its own, whose packages others that need it can import. */
const ENVIRONMENTS = [
  {
    name: 'pytorch',
    packages: ['torch==2.15.0', 'scikit-learn==1.9.1', 'pandas==3.1.1', 'matplotlib==3.11.2'],
  },
  {
    name: 'keras',
    packages: ['keras==3.15.1', 'tensorflow==2.21.0'],
    over: 'pytorch',
    // PyTorch converts integers to floats where TensorFlow raises an error.
    backends: ['torch', 'tensorflow'],
  },
  { name: 'fastai', packages: ['fastai==2.8.12'], over: 'pytorch' },
  { name: 'lightning', packages: ['lightning==2.6.6'], over: 'pytorch' },
  {
    name: 'transformers',
    packages: ['transformers==5.24.0', 'accelerate==1.15.0'],
    over: 'pytorch',
  },
  { name: 'optax', packages: ['optax==0.2.8'] },
];

await main(() => {
  const asked = process.argv.slice(2);
  const names = ENVIRONMENTS.map(({ name }) => name);
  const unknown = asked.find((name) => !names.includes(name));
  if (unknown) throw new Failure(`There is no ${unknown}: choose from ${names.join(', ')}.`);
  const chosen = ENVIRONMENTS.filter(({ name }) => asked.length === 0 || asked.includes(name));
  heading('Exports of all links');
  const texts = join(root, 'target/exports');
  rmSync(texts, { recursive: true, force: true });
  run('cargo', ['run', '--example', 'exports', '--', texts]);
  run('cargo', ['build']);
  const env = {
    MPLBACKEND: 'agg',
    RANGEFINDER: join(root, 'target/debug/rangefinder'),
  };
  for (const environment of chosen) {
    const python = ensure(environment);
    for (const backend of environment.backends ?? ['torch']) {
      heading(`${environment.name}${environment.backends ? ` on ${backend}` : ''}: all links`);
      const variables = { ...env, KERAS_BACKEND: backend };
      run(python, ['scripts/exports/check.py', environment.name, texts], variables);
    }
  }
});

/**
 * The Python of an environment, which is created if missing.
 *
 * @param {{ name: string, packages: string[], over?: string }} environment
 */
function ensure({ name, packages, over }) {
  const base = ENVIRONMENTS.find((one) => one.name === over);
  const under = base && ensure(base);
  const folder = join(FOLDER, name);
  const python = join(folder, 'bin/python');
  const complete = join(folder, packages.join(' ').replaceAll(' ', '_'));
  if (existsSync(complete)) return python;
  heading(`Python environment of ${name}`);
  say(
    over
      ? 'At most 2 GB, a minute or two.'
      : name === 'optax'
        ? '0.5 GB, a minute.'
        : '6 GB, 5 minutes.',
  );
  const system = onPath('python3');
  if (!system) throw new Failure('Python 3 is missing: install it with its module venv.');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  run(system, ['-m', 'venv', folder]);
  if (under) writeFileSync(join(packagesOf(python), 'under.pth'), `${packagesOf(under)}\n`);
  run(python, ['-m', 'pip', 'install', '--quiet', ...packages]);
  writeFileSync(complete, '');
  return python;
}

/** The folder of an environment's packages. @param {string} python */
function packagesOf(python) {
  const folder = output(python, ['-c', 'import sysconfig; print(sysconfig.get_path("purelib"))']);
  if (!folder) throw new Failure(`${python} does not run: remove its folder and try again.`);
  return folder;
}
