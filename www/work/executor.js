// The executor: carries out shares of work, one after the other. Each worker has one; if no worker can start, the page has one.

import { pause, yieldToMessages } from '../page/rest.js';
import { featuresOf } from './sent.js';
import { evaluate, Job, rank } from '../pkg-evidence/evidence.js';
import startWhy, { Inspection, use_data as useInWhy } from '../pkg-why/why.js';
import { Repeats, summarize, use_data } from '../pkg/rangefinder.js';
import { EVIDENCE } from './evidence.js';
import { Part } from './part.js';

/**
 * @typedef {keyof typeof WORK | keyof typeof SUMS} Kind
 *
 * @typedef {object} Share
 * @property {Kind} kind
 * @property {string} name shares with equal names have equal results
 * @property {any[]} args
 * @property {WebAssembly.Module} [module] that carries it out, if not the core's
 *
 * @typedef {import('./data.js').Rows} Rows
 * @typedef {import('./data.js').Sent} Sent
 * @typedef {{ index: number, share: Share }} Item
 * @typedef {{ job: number, items: Item[], data?: Rows | Sent }} Order `data`: only if different from the
 *   previous order's
 *
 * @typedef {{ job: number, steps: number }} Busy `steps`: made since the last answer
 * @typedef {Busy & { index: number, result: any, all: number }} Done `all`: steps of the whole share
 */

const CORE = new Part(use_data);
const WHY = new Part(useInWhy, startWhy);

/** Work that is done step by step. */
const WORK = {
  repeats: {
    part: CORE,
    begin: (/** @type {[string, number, number]} */ ...args) => new Repeats(...args),
  },
  check: { part: EVIDENCE, begin: Job.check },
  comparison: { part: EVIDENCE, begin: Job.comparison },
  layers: { part: WHY, begin: Inspection.layers },
  sharpness: { part: WHY, begin: Inspection.sharpness },
};

/** Work that is done in one call, which may take longer than a frame. */
const SUMS = {
  summarize: { part: CORE, sum: summarize },
  evaluate: { part: EVIDENCE, sum: evaluate },
  rank: { part: EVIDENCE, sum: rank },
};

/** Milliseconds of work between reading messages, and between pauses that free the processor. */
const [SLICE, SPELL] = [8, 12];
/** Milliseconds of such a pause: shorter ones cost a page with two cores some of its frames. */
const REST = 4;

export class Executor {
  /** The newest order. @type {Order} */
  #order = { job: 0, items: [] };
  #working = false;
  /** The data of the order. @type {Rows | Sent | undefined} */
  #data;
  #rested = 0;

  /**
   * @param {(answer: Busy | Done) => void} answer
   * @param {(error: unknown) => void} fail called after a fatal failure
   */
  constructor(answer, fail) {
    this.answer = answer;
    this.fail = fail;
  }

  /** Adds the items of an order for the same job; an order for another job replaces all items. @param {Order} order */
  take(order) {
    // Set together with the order: work in progress has its own data, and waiting items are replaced.
    if (order.data) this.#data = order.data;
    const { job, items } = this.#order;
    const [now, later] = [items.slice(0, 1), items.slice(1)];
    this.#order = order.job === job ? { job, items: [...now, ...order.items, ...later] } : order;
    if (this.#working) return;
    this.#run().then(
      () => (this.#working = false),
      (error) => {
        // The receiver of the answer may send more work at once.
        this.#working = false;
        this.fail(error);
      },
    );
  }

  /** Carries out the shares one after the other. The present one continues if the newest order includes it. */
  async #run() {
    this.#working = true;
    for (let item = this.#order.items[0]; item; item = this.#order.items[0]) {
      const { result, steps, all } = await this.#work(item.share);
      const { items, job } = this.#order;
      const done = items.find(({ share }) => share.name === item.share.name);
      if (!done) continue;
      this.#order.items = items.filter((one) => one !== done);
      this.answer({ job, index: done.index, result, steps, all });
    }
  }

  /** Starts a module and passes it the data of the order. @param {Part} part @param {WebAssembly.Module} [module] */
  async #prepare(part, module) {
    if (module) await part.start?.({ module_or_path: module });
    const rows = this.#data;
    if (!rows || part.has(rows)) return;
    part.give(rows, await featuresOf(rows));
  }

  /** @param {Share} share */
  async #work({ name, kind, args, module }) {
    const task = { ...WORK, ...SUMS }[kind];
    await this.#prepare(task.part, module);
    const wanted = () => this.#order.items.some(({ share }) => share.name === name);
    // Another order, with other data, may have arrived meanwhile.
    if (!wanted()) return { result: undefined, steps: 0, all: 0 };
    if ('sum' in task) {
      const sum = /** @type {(...args: any[]) => any} */ (task.sum);
      return { result: sum(...args), steps: 0, all: 0 };
    }
    const work = /** @type {(...args: any[]) => Work} */ (task.begin)(...args);
    let made = slice(work);
    let all = made.steps;
    while (made.more && wanted()) {
      this.answer({ job: this.#order.job, steps: made.steps });
      await this.#pause();
      made = slice(work);
      all += made.steps;
    }
    const result = work.take();
    work.free();
    return { result, steps: made.steps, all };
  }

  async #pause() {
    if (performance.now() < this.#rested + SPELL) return yieldToMessages();
    await pause(REST);
    this.#rested = performance.now();
  }
}

/** @typedef {Repeats | Job | Inspection} Work */

/** Makes a slice of steps. Returns their number and whether the work is unfinished. @param {Work} work */
function slice(work) {
  const end = performance.now() + SLICE;
  let [steps, more] = [0, true];
  for (; more && performance.now() < end; steps += 1) more = work.advance(1);
  return { steps, more };
}
