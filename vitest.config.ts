import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/browser/**', 'test/ux/**'],
          // what comes over a wire takes longer on a busy machine
          expect: { poll: { timeout: 5_000 } },
          testTimeout: 15_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.{ts,tsx}'],
          // each file starts a whole app and a browser
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'ux',
          include: ['test/ux/**/*.test.ts'],
          globalSetup: ['test/ux/support/prepare.ts'],
          expect: { poll: { timeout: 10_000 } },
          // what is measured must have the machine to itself
          fileParallelism: false,
          sequence: { groupOrder: 2 },
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
