import { outcomesOf } from '../support/measured/outcomes.ts';
import type { Ran } from '../support/measured/table-reporter.ts';
import type { Outcome } from '../support/measured/verdicts.ts';
import type { Promised } from './promises/promised.ts';

const isNamedBy = (test: string, file: string): boolean =>
  test.endsWith('/') ? file.startsWith(test) : file === test;

/** The results of the tests of each guarantee. A listed file or folder that did not run counts as failed. */
export const outcomesOfAll = (
  list: Readonly<Record<number, Promised>>,
  ran: readonly Ran[],
): readonly Outcome[] =>
  Object.entries(list).flatMap(([number, { tests }]) => {
    const of = Number(number);
    const own = ran.filter(({ file }) => tests.some((test) => isNamedBy(test, file)));
    const others = tests.filter((test) => !own.some(({ file }) => isNamedBy(test, file)));
    return [
      ...own.flatMap(({ module }) => outcomesOf(module, of)),
      ...others.map((name) => ({ of, name, state: 'not run' })),
    ];
  });
