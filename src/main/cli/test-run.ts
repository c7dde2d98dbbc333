import { z } from 'zod';
import { checkStates } from '../../shared/diagnostics.ts';
import { Problem } from '../../shared/problem.ts';
import type { TestRunPath } from '../../shared/test-run.ts';
import { testRunPathSchema, testRunPaths } from '../../shared/test-run.ts';
import { textFlag } from '../shell/flags.ts';
import { systemClock } from '../shell/system-clock.ts';
import type { Command } from './command.ts';
import { sentenceOf } from './finding-line.ts';
import type { Output } from './output.ts';
import type { RunningApp } from './running-app.ts';
import { findRunningApp } from './running-app.ts';

const askEveryMs = 300;

/** Runs a test run in the running app. */
export const drill: Command = {
  usage: 'drill [--path P]',
  flags: { path: { type: 'string' } },
  takesNoWords: true,
  run: ({ flags, dataDir, output }) => {
    const path = pathOf(textFlag(flags, 'path'));
    const pause = (): Promise<void> =>
      new Promise((resolve) => {
        systemClock.after(askEveryMs, resolve);
      });
    return followTestRun({ app: findRunningApp(dataDir), path, pause, output });
  },
};

export type FollowParts = {
  readonly app: RunningApp;
  /** Null: all of them. */
  readonly path: TestRunPath | null;
  /** Resolves when it is time to poll again. */
  readonly pause: () => Promise<void>;
  readonly output: Output;
};

const reportSchema = z.object({
  id: z.string(),
  endedAt: z.number().nullable(),
  steps: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      state: z.enum([...checkStates, 'running']),
      cameBack: z.string(),
      fix: z.string().nullable(),
      ms: z.number().nullable(),
    }),
  ),
});

/**
 * Starts a test run and prints each step as it ends.
 * @returns 0 if all steps succeeded, 1 if one failed
 */
export async function followTestRun({ app, path, pause, output }: FollowParts): Promise<number> {
  const told = new Set<string>();
  let report = reportSchema.parse(await app.call('testRun.start', { path }));
  const { id } = report;
  for (;;) {
    for (const { ms, ...step } of report.steps) {
      if (step.state === 'running' || told.has(step.id)) continue;
      told.add(step.id);
      output.line(sentenceOf({ ...step, ms }));
    }
    output.flush();
    if (report.endedAt !== null) return report.steps.some(({ state }) => state === 'fail') ? 1 : 0;
    await pause();
    const next = reportSchema.safeParse(await app.call('testRun.report', undefined)).data;
    if (next?.id !== id) {
      throw new Problem('refused', 'Orderbell opened its shop anew, which cut the drill short; run it again');
    }
    report = next;
  }
}

function pathOf(text: string | undefined): TestRunPath | null {
  if (text === undefined) return null;
  const path = testRunPathSchema.safeParse(text);
  if (path.success) return path.data;
  throw new Problem('bad-input', `--path: "${text}" is not a path; use one of ${testRunPaths.join(', ')}`);
}
