import { existsSync, readFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';
import type { Figure } from './figures.ts';
import { figureSchema } from './figures.ts';
import type { Outcome } from './table.ts';
import { tableOf, verdicts } from './table.ts';

/** Prints the table of all requirements with their figures, and makes the run a failure when one of them is missed. */
export default class UxReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const outcomes = modules.flatMap(outcomesOf);
    const all = verdicts(outcomes, figuresIn(process.env.ORDERBELL_UX_FIGURES)).filter(
      // who asks for some of them is not told that the others were not tested
      ({ number }) =>
        process.env.ORDERBELL_UX_SOME !== '1' || outcomes.some(({ requirement }) => requirement === number),
    );
    console.log(`\n${tableOf(all)}`);
    const fewer = process.env.ORDERBELL_UX_ORDERS;
    if (fewer !== undefined) console.log(`with ${fewer} orders in the ledger, which proves no budget`);
    if (all.some(({ misses }) => misses.length > 0)) process.exitCode = 1;
  }
}

function outcomesOf(module: TestModule): readonly Outcome[] {
  const number = /(?:^|\/)(\d\d)-[^/]*\.test\.ts$/.exec(module.moduleId)?.[1];
  if (number === undefined) return [];
  const requirement = Number(number);
  return [
    ...module.errors().map(({ message }) => ({ requirement, name: message, state: 'failed' })),
    ...[...module.children.allTests()].map((test) => ({
      requirement,
      name: test.name,
      state: test.result().state,
    })),
  ];
}

function figuresIn(file: string | undefined): readonly Figure[] {
  if (file === undefined || !existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => figureSchema.parse(JSON.parse(line)));
}
