import type { Outcome } from './verdicts.ts';

/** The used part of a test module that ran, such as vitest’s `TestModule`. */
export type RanModule = {
  errors(): readonly { readonly message: string }[];
  readonly children: {
    allTests(): Iterable<{ readonly name: string; result(): { readonly state: string } }>;
    allSuites(): Iterable<Pick<RanModule, 'errors'>>;
  };
};

/**
 * The test results of a file for one item of a list. A file that failed to load, or a failed hook, counts as a
 * failed test.
 */
export const outcomesOf = (module: RanModule, of: number): readonly Outcome[] => [
  ...[module, ...module.children.allSuites()]
    .flatMap((part) => part.errors())
    .map(({ message }) => ({ of, name: message, state: 'failed' })),
  ...[...module.children.allTests()].map((test) => ({ of, name: test.name, state: test.result().state })),
];
