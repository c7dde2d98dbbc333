import { relative } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';
import { figuresOfRun } from './figures.ts';
import type { RanModule } from './outcomes.ts';
import type { List, Outcome, Words } from './verdicts.ts';
import { tableOf, verdictsOn } from './verdicts.ts';

/** A test file that ran, by its path in `test/`. */
export type Ran = { readonly file: string; readonly module: RanModule };

type Table = {
  readonly list: List;
  readonly outcomesOf: (ran: readonly Ran[]) => readonly Outcome[];
  readonly words?: Words;
  /** Lines under the table. */
  readonly notes: readonly string[];
};

const testFolder = new URL('../..', import.meta.url).pathname;

/** A run of a few files cannot judge the others. */
const isPartial = process.env.ORDERBELL_TEST_PARTIAL === '1';

/** Prints the table of a list after a test run, and fails the run when an item of the list misses. */
export const createTableReporter = ({ list, outcomesOf, words, notes }: Table): Reporter => ({
  onTestRunEnd(modules: readonly TestModule[]): void {
    const ran = modules.map((module) => ({ file: relative(testFolder, module.moduleId), module }));
    const outcomes = outcomesOf(ran);
    const all = verdictsOn(list, outcomes, figuresOfRun()).filter(
      ({ number }) => !isPartial || outcomes.some(({ of }) => of === number),
    );
    console.log(`\n${[tableOf(all, words), ...notes].join('\n')}`);
    if (all.some(({ misses }) => misses.length > 0)) process.exitCode = 1;
  },
});
