// All tests that prove a promise, and the table of what they found: `npm run proof [-- --long]`.
import { startVitest } from 'vitest/node';
import type { Promised } from './promises.ts';
import { promises } from './promises.ts';
import ProofReporter from './reporter.ts';

const files = Object.values<Promised>(promises).flatMap(({ tests }) => tests.map((test) => `test/${test}`));
const vitest = await startVitest('test', [...new Set(files)], {
  run: true,
  project: ['unit', 'browser'],
  reporters: ['default', new ProofReporter()],
});
await vitest.close();
