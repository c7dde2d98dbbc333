import type { Reporter, TestModule } from 'vitest/node';
import { figuresOfRun } from '../../support/measured/figures.ts';
import { outcomesOf } from '../../support/measured/outcomes.ts';
import { tableOf, verdictsOn } from '../../support/measured/verdicts.ts';
import { requirements } from './requirements.ts';

/** Prints the table of all requirements with their figures, and makes the run a failure when one of them is missed. */
export default class UxReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const outcomes = modules.flatMap((module) => {
      const number = /(?:^|\/)(\d\d)-[^/]*\.test\.ts$/.exec(module.moduleId)?.[1];
      return number === undefined ? [] : outcomesOf(module, Number(number));
    });
    const all = verdictsOn(requirements, outcomes, figuresOfRun()).filter(
      // who asks for some of them is not told that the others were not tested
      ({ number }) => process.env.ORDERBELL_UX_SOME !== '1' || outcomes.some(({ of }) => of === number),
    );
    console.log(`\n${tableOf(all)}`);
    const fewer = process.env.ORDERBELL_UX_ORDERS;
    if (fewer !== undefined) console.log(`with ${fewer} orders in the ledger, which proves no budget`);
    if (all.some(({ misses }) => misses.length > 0)) process.exitCode = 1;
  }
}
