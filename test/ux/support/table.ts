import type { Figure } from './figures.ts';
import { budgetsOf } from './figures.ts';
import type { Budget, RequirementNumber } from './requirements.ts';
import { isWithin, requirements } from './requirements.ts';

/** What became of one test, `13` of the file `13-search.test.ts`. */
export type Outcome = { readonly requirement: number; readonly name: string; readonly state: string };

export type Verdict = {
  readonly number: RequirementNumber;
  readonly name: string;
  /** Each figure in words, with its budget. */
  readonly figures: readonly string[];
  readonly passed: number;
  /** Why it is a miss; empty when it is none. */
  readonly misses: readonly string[];
};

export const numbers = Object.keys(requirements).map(Number) as readonly RequirementNumber[]; // the keys of a table of these

/** What the tests say of each requirement. One without a test, or with a figure that was not measured, is a miss. */
export const verdicts = (outcomes: readonly Outcome[], figures: readonly Figure[]): readonly Verdict[] =>
  numbers.map((number) => {
    const own = outcomes.filter(({ requirement }) => requirement === number);
    const measured = Object.entries(budgetsOf(number)).map(([name, budget]) => ({
      name,
      budget,
      figure: figures.findLast((figure) => figure.requirement === number && figure.name === name),
    }));
    return {
      number,
      name: requirements[number].name,
      figures: measured.map(({ name, budget, figure }) =>
        `${name} ${figure?.value ?? '?'} ${limit(budget)}`.trim(),
      ),
      passed: own.filter(({ state }) => state === 'passed').length,
      misses: [
        ...(own.length === 0 ? ['it has no test'] : []),
        ...own.filter(({ state }) => state !== 'passed').map(({ name, state }) => `${state}: ${name}`),
        ...measured
          .filter(({ budget, figure }) => figure === undefined || !isWithin(figure.value, budget))
          .map(
            ({ name, figure }) =>
              `${name} ${figure === undefined ? 'was not measured' : 'is out of its budget'}`,
          ),
      ],
    };
  });

const limit = (budget: Budget): string =>
  'atMost' in budget ? `(≤ ${budget.atMost} ${budget.unit})` : `(≥ ${budget.atLeast} ${budget.unit})`;

/** One line per requirement, under each miss why it is one, and the count last. */
export function tableOf(all: readonly Verdict[]): string {
  const width = Math.max(...all.map(({ name }) => name.length));
  const lines = all.flatMap(({ number, name, figures, passed, misses }) => [
    [
      String(number).padStart(2),
      misses.length === 0 ? 'pass' : 'MISS',
      name.padEnd(width),
      `${passed} test${passed === 1 ? '' : 's'}`.padStart(8),
      figures.join(' · '),
    ]
      .join('  ')
      .trimEnd(),
    ...misses.map((miss) => `          ${miss}`),
  ]);
  const missed = all.filter(({ misses }) => misses.length > 0).length;
  return [...lines, '', `${all.length - missed} of ${all.length} pass, ${missed} miss`].join('\n');
}
