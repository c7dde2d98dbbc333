import { relative } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';
import { figuresOfRun } from '../support/measured/figures.ts';
import { tableOf, verdictsOn } from '../support/measured/verdicts.ts';
import { outcomesOfAll } from './outcomes.ts';
import { isLong, promises } from './promises.ts';

const testFolder = new URL('..', import.meta.url).pathname;

/** Prints the table of all promises with what was measured, and makes the run a failure when one of them is not held. */
export default class ProofReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const ran = modules.map((module) => ({ file: relative(testFolder, module.moduleId), module }));
    const all = verdictsOn(promises, outcomesOfAll(promises, ran), figuresOfRun());
    console.log(`\n${tableOf(all, { good: 'held', bad: 'MISS' })}`);
    if (!isLong) console.log('by the short forms; `npm run proof -- --long` runs the long ones');
    if (all.some(({ misses }) => misses.length > 0)) process.exitCode = 1;
  }
}
