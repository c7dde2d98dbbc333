import type { Budget } from './budget.ts';
import { isWithin, limitOf, reachesAim, worstOf } from './budget.ts';
import type { Figure } from './figures.ts';

/** One item with figures: a requirement or a promise. */
export type Listed = {
  readonly name: string;
  readonly budgets: Readonly<Record<string, Budget>>;
  /** How it is tested. */
  readonly method?: string;
  /** A part of the name of the test that proves that the others can fail. */
  readonly control?: string;
  /** The replacement for what this machine lacks. */
  readonly standIn?: string;
  /** The untested part, and why. */
  readonly unseen?: string;
};
export type List = Readonly<Record<number, Listed>>;

/** The result of one test of an item. */
export type Outcome = { readonly of: number; readonly name: string; readonly state: string };

export type Verdict = {
  readonly number: number;
  readonly name: string;
  readonly method: string | undefined;
  /** Each figure with its budget, and the replacement. */
  readonly figures: readonly string[];
  readonly passed: number;
  readonly unseen: string | undefined;
  /** The reasons for a miss; empty without one. */
  readonly misses: readonly string[];
};

export const numbersOf = (list: List): readonly number[] => Object.keys(list).map(Number);

/**
 * The verdict on each item of a list. An item without a test or a measured figure is a miss. The worst of several
 * values counts.
 */
export const verdictsOn = (
  list: List,
  outcomes: readonly Outcome[],
  figures: readonly Figure[],
): readonly Verdict[] =>
  Object.entries(list).map(([key, { name, method, budgets, control, standIn, unseen }]) => {
    const number = Number(key);
    const own = outcomes.filter(({ of }) => of === number);
    const measured = Object.entries(budgets).map(([called, budget]) => ({
      called,
      budget,
      value: worstOf(
        figures.filter((figure) => figure.of === number && figure.name === called).map(({ value }) => value),
        budget,
      ),
    }));
    const hasControl =
      control === undefined || own.some((test) => test.state === 'passed' && test.name.includes(control));
    return {
      number,
      name,
      method,
      unseen,
      figures: [
        ...measured.map(({ called, budget, value }) => {
          const isReached = value !== undefined && reachesAim(value, budget);
          return `${called} ${value ?? '?'} (${limitOf(budget)}${isReached ? ' ✓' : ''})`;
        }),
        ...(standIn === undefined ? [] : [`by ${standIn}`]),
      ],
      passed: own.filter(({ state }) => state === 'passed').length,
      misses: [
        ...(own.length === 0 ? ['it has no test'] : []),
        ...own.filter(({ state }) => state !== 'passed').map((test) => `${test.state}: ${test.name}`),
        ...(hasControl ? [] : ['nothing shows that its tests can fail']),
        ...measured
          .filter(({ budget, value }) => value === undefined || !isWithin(value, budget))
          .map(
            ({ called, value }) =>
              `${called} ${value === undefined ? 'was not measured' : 'is out of its budget'}`,
          ),
      ],
    };
  });

export type Words = { readonly good: string; readonly bad: string };

/** One line per item, its untested part, the reasons of a miss, and the count at the end. */
export function tableOf(
  all: readonly Verdict[],
  { good, bad }: Words = { good: 'pass', bad: 'MISS' },
): string {
  const width = Math.max(...all.map(({ name }) => name.length));
  const lines = all.flatMap(({ number, name, method, figures, unseen, passed, misses }) => [
    [
      String(number).padStart(2),
      misses.length === 0 ? good : bad,
      name.padEnd(width),
      `${passed} test${passed === 1 ? '' : 's'}`.padStart(8),
      figures.join(' · '),
    ]
      .join('  ')
      .trimEnd(),
    ...(method === undefined ? [] : [`          ${method}`]),
    ...(unseen === undefined ? [] : [`          not looked at: ${unseen}`]),
    ...misses.map((miss) => `        – ${miss}`),
  ]);
  const missed = all.filter(({ misses }) => misses.length > 0).length;
  return [...lines, '', `${all.length - missed} of ${all.length} ${good}, ${missed} miss`].join('\n');
}
