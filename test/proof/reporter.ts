import { relative } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';
import { figuresOfRun } from '../support/measured/figures.ts';
import { outcomesOf } from '../support/measured/outcomes.ts';
import { tableOf, verdictsOn } from '../support/measured/verdicts.ts';
import type { Promised } from './promises.ts';
import { isLong, promises } from './promises.ts';

const testFolder = new URL('..', import.meta.url).pathname;

/** Prints the table of all promises with what was measured, and makes the run a failure when one of them is not held. */
export default class ProofReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const outcomes = modules.flatMap((module) => {
      const file = relative(testFolder, module.moduleId);
      return Object.entries<Promised>(promises)
        .filter(([, { tests }]) =>
          tests.some((test) => (test.endsWith('/') ? file.startsWith(test) : file === test)),
        )
        .flatMap(([number]) => outcomesOf(module, Number(number)));
    });
    const all = verdictsOn(promises, outcomes, figuresOfRun());
    console.log(`\n${tableOf(all, { good: 'held', bad: 'MISS' })}`);
    if (!isLong) console.log('by the short forms; `npm run proof -- --long` runs the long ones');
    if (all.some(({ misses }) => misses.length > 0)) process.exitCode = 1;
  }
}
