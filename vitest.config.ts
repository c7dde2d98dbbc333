import { configDefaults, defineConfig } from 'vitest/config';

/** `npm test` runs the short form of each guarantee; the long ones have a command of their own. */
const isShort = (process.env.ORDERBELL_TEST_FORM ?? 'short') === 'short';
/** What is timed must have the machine to itself; the short form times nothing. */
const timed = 'test/guarantees/timing/**/*.test.ts';
const exclude = [...configDefaults.exclude, isShort ? 'test/**/*.full.test.ts' : timed];

/** Long enough for a busy machine: these limits end what hangs, and time nothing. */
const patient = { expect: { poll: { timeout: 20_000 } }, testTimeout: 60_000, hookTimeout: 120_000 };
/** Each file starts the whole app and a browser. */
const inBrowser = { testTimeout: 60_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    maxWorkers: '100%',
    projects: [
      // modules are loaded once for all files: no module of src or test keeps state, as architecture.test.ts asserts
      { test: { ...patient, name: 'unit', include: ['test/unit/**/*.test.ts'], isolate: false } },
      {
        test: {
          ...patient,
          name: 'page',
          include: ['test/unit/**/*.test.tsx'],
          isolate: false,
          environment: 'happy-dom',
          setupFiles: ['test/support/clean-page.ts'],
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...patient,
          name: 'guarantees',
          include: ['test/guarantees/**/*.test.ts'],
          exclude,
        },
      },
      {
        test: {
          ...patient,
          name: 'timing',
          include: isShort ? [] : [timed],
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          ...inBrowser,
          name: 'smoke',
          include: ['test/browser/smoke.test.ts'],
          sequence: { groupOrder: 3 },
        },
      },
      {
        test: {
          ...inBrowser,
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          sequence: { groupOrder: 4 },
        },
      },
      {
        test: {
          ...inBrowser,
          name: 'ux',
          include: ['test/ux/**/*.test.ts'],
          globalSetup: ['test/ux/support/prepare.ts'],
          expect: { poll: { timeout: 10_000 } },
          fileParallelism: false,
          sequence: { groupOrder: 5 },
        },
      },
    ],
  },
});
