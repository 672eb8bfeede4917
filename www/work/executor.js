// The executor: carries out shares of work, one after the other. Each worker has one; if no worker can start, the page has one.

import { pause, yieldToMessages } from '../page/rest.js';
import { featuresOf } from './sent.js';
import { evaluate, Job, rank } from '../pkg-evidence/evidence.js';
import startWhy, { Inspection, use_data as useInWhy } from '../pkg-why/why.js';
import { Repeats, summarize, use_data } from '../pkg/rangefinder.js';
import { EVIDENCE } from './evidence.js';
import { ModuleInstance } from './part.js';

/**
 * @typedef {keyof typeof STEPWISE | keyof typeof SINGLE_CALL} Kind
 *
 * @typedef {object} Share
 * @property {Kind} kind
 * @property {string} name shares with equal names have equal results
 * @property {any[]} args
 * @property {WebAssembly.Module} [module] that carries it out, if not the core's
 *
 * @typedef {import('./data.js').Rows} Rows
 * @typedef {import('./data.js').WorkerRows} WorkerRows
 * @typedef {{ index: number, share: Share }} Item
 * @typedef {{ job: number, items: Item[], data?: Rows | WorkerRows }} Assignment `data`: only if different from the
 *   previous assignment's
 *
 * @typedef {{ job: number, steps: number }} ProgressMessage `steps`: done since the last message
 * @typedef {ProgressMessage & { index: number, result: any, totalSteps: number }} ResultMessage `totalSteps`: of the
 *   whole share
 */

const CORE = new ModuleInstance(use_data);
const WHY = new ModuleInstance(useInWhy, startWhy);

/** Work that is done step by step. */
const STEPWISE = {
  repeats: {
    instance: CORE,
    start: (/** @type {[string, number, number]} */ ...args) => new Repeats(...args),
  },
  check: { instance: EVIDENCE, start: Job.check },
  comparison: { instance: EVIDENCE, start: Job.comparison },
  layers: { instance: WHY, start: Inspection.layers },
  sharpness: { instance: WHY, start: Inspection.sharpness },
};

/** Work that is done in one call, which may take longer than a frame. */
const SINGLE_CALL = {
  summarize: { instance: CORE, run: summarize },
  evaluate: { instance: EVIDENCE, run: evaluate },
  rank: { instance: EVIDENCE, run: rank },
};

/** Milliseconds of work between reading messages, and between pauses that free the processor. */
const [SLICE, PAUSE_INTERVAL] = [8, 12];
/** Milliseconds of such a pause: shorter ones cost a page with two cores some of its frames. */
const PAUSE_TIME = 4;

export class Executor {
  /** The newest assignment. @type {Assignment} */
  #assignment = { job: 0, items: [] };
  #working = false;
  /** The data of the assignment. @type {Rows | WorkerRows | undefined} */
  #data;
  #lastPause = 0;

  /**
   * @param {(message: ProgressMessage | ResultMessage) => void} post
   * @param {(error: unknown) => void} onFailure called after a fatal failure
   */
  constructor(post, onFailure) {
    this.post = post;
    this.onFailure = onFailure;
  }

  /**
   * Adds the items of an assignment for the same job; an assignment for another job replaces all items.
   * @param {Assignment} assignment
   */
  receive(assignment) {
    // Set together with the assignment: work in progress has its own data, and waiting items are replaced.
    if (assignment.data) this.#data = assignment.data;
    const { job, items } = this.#assignment;
    const [now, later] = [items.slice(0, 1), items.slice(1)];
    this.#assignment =
      assignment.job === job ? { job, items: [...now, ...assignment.items, ...later] } : assignment;
    if (this.#working) return;
    this.#run().then(
      () => (this.#working = false),
      (error) => {
        // The receiver of the message may send more work at once.
        this.#working = false;
        this.onFailure(error);
      },
    );
  }

  /** Carries out the shares one after the other. The present one continues if the newest assignment includes it. */
  async #run() {
    this.#working = true;
    for (let item = this.#assignment.items[0]; item; item = this.#assignment.items[0]) {
      const { result, steps, totalSteps } = await this.#work(item.share);
      const { items, job } = this.#assignment;
      const done = items.find(({ share }) => share.name === item.share.name);
      if (!done) continue;
      this.#assignment.items = items.filter((one) => one !== done);
      this.post({ job, index: done.index, result, steps, totalSteps });
    }
  }

  /**
   * Starts a module and passes it the data of the assignment.
   * @param {ModuleInstance} instance
   * @param {WebAssembly.Module} [module]
   */
  async #prepare(instance, module) {
    if (module) await instance.start?.({ module_or_path: module });
    const rows = this.#data;
    if (!rows || instance.hasData(rows)) return;
    instance.setData(rows, await featuresOf(rows));
  }

  /** @param {Share} share */
  async #work({ name, kind, args, module }) {
    const task = { ...STEPWISE, ...SINGLE_CALL }[kind];
    await this.#prepare(task.instance, module);
    const isWanted = () => this.#assignment.items.some(({ share }) => share.name === name);
    // Another assignment, with other data, may have arrived meanwhile.
    if (!isWanted()) return { result: undefined, steps: 0, totalSteps: 0 };
    if ('run' in task) {
      const run = /** @type {(...args: any[]) => any} */ (task.run);
      return { result: run(...args), steps: 0, totalSteps: 0 };
    }
    const work = /** @type {(...args: any[]) => Work} */ (task.start)(...args);
    let progress = slice(work);
    let totalSteps = progress.steps;
    while (progress.unfinished && isWanted()) {
      this.post({ job: this.#assignment.job, steps: progress.steps });
      await this.#pause();
      progress = slice(work);
      totalSteps += progress.steps;
    }
    const result = work.take();
    work.free();
    return { result, steps: progress.steps, totalSteps };
  }

  async #pause() {
    if (performance.now() < this.#lastPause + PAUSE_INTERVAL) return yieldToMessages();
    await pause(PAUSE_TIME);
    this.#lastPause = performance.now();
  }
}

/** @typedef {Repeats | Job | Inspection} Work */

/** Does a slice of steps. Returns their number and whether the work is unfinished. @param {Work} work */
function slice(work) {
  const end = performance.now() + SLICE;
  let [steps, unfinished] = [0, true];
  for (; unfinished && performance.now() < end; steps += 1) unfinished = work.advance(1);
  return { steps, unfinished };
}
