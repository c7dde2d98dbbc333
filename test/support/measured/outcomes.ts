import type { Outcome } from './verdicts.ts';

/** What is asked of a file whose tests ran, such as vitest’s `TestModule`. */
export type RanModule = {
  errors(): readonly { readonly message: string }[];
  readonly children: {
    allTests(): Iterable<{ readonly name: string; result(): { readonly state: string } }>;
    allSuites(): Iterable<Pick<RanModule, 'errors'>>;
  };
};

/**
 * What became of the tests of a file, as those of one thing on a list. A file that could not be run is a test that failed, and
 * so is what a file or a group of tests in it does before the first of them and after the last.
 */
export const outcomesOf = (module: RanModule, of: number): readonly Outcome[] => [
  ...[module, ...module.children.allSuites()]
    .flatMap((part) => part.errors())
    .map(({ message }) => ({ of, name: message, state: 'failed' })),
  ...[...module.children.allTests()].map((test) => ({ of, name: test.name, state: test.result().state })),
];
