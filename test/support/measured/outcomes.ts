import type { TestModule } from 'vitest/node';
import type { Outcome } from './verdicts.ts';

/** What became of the tests of a file, as those of one thing on a list: a file that could not be run is a test that failed. */
export const outcomesOf = (module: TestModule, of: number): readonly Outcome[] => [
  ...module.errors().map(({ message }) => ({ of, name: message, state: 'failed' })),
  ...[...module.children.allTests()].map((test) => ({ of, name: test.name, state: test.result().state })),
];
