import type { RanModule } from '../support/measured/outcomes.ts';
import { outcomesOf } from '../support/measured/outcomes.ts';
import type { Outcome } from '../support/measured/verdicts.ts';
import type { Promised } from './promises.ts';

/** A file of tests that ran, by its place in `test/`. */
export type Ran = { readonly file: string; readonly module: RanModule };

const isNamedBy = (test: string, file: string): boolean =>
  test.endsWith('/') ? file.startsWith(test) : file === test;

/** What became of the tests of each promise; a file or folder that it names, and of which nothing ran, is none that passed. */
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
