import type { CheckView } from '../diagnostics.ts';
import type { TestRunReport } from '../test-run.ts';
import type { SetupProgress } from './progress.ts';

/** Whether a new order would be noticed on this computer and sent to managers, as far as tested; the worst problem first. */
export type NoticesVerdict =
  | {
      readonly kind: 'untried' | 'unheard' | 'unseen' | 'unanswered' | 'nobody' | 'here' | 'well';
      readonly tone: Tone;
    }
  /** A channel to the manager does not work. */
  | { readonly kind: 'way'; readonly tone: Tone; readonly check: CheckView }
  | { readonly kind: 'trying'; readonly tone: Tone };
type Tone = 'plain' | 'good' | 'warn' | 'bad';

/** The test run steps that send to the manager who started it. */
export const tellingSteps = ['drill.notice', 'drill.email'] as const;

/** @param trial the test run started to check it; null if there was none since the start */
export function noticesVerdict(
  { sound, toast }: SetupProgress['senses'],
  trial: TestRunReport | null,
): NoticesVerdict {
  const ways = tellingSteps.flatMap((id) => trial?.steps.find((step) => step.id === id) ?? []);
  if (sound === 'no') return { kind: 'unheard', tone: 'bad' };
  const stopped = ways.find(({ state }) => state === 'fail') ?? ways.find(({ state }) => state === 'warn');
  if (stopped) return { kind: 'way', tone: stopped.state === 'fail' ? 'bad' : 'warn', check: stopped };
  if (ways.some(({ state }) => state === 'running')) return { kind: 'trying', tone: 'plain' };
  if (sound === undefined && toast === undefined && ways.length === 0)
    return { kind: 'untried', tone: 'plain' };
  if (sound === undefined || toast === undefined) return { kind: 'unanswered', tone: 'plain' };
  if (toast === 'no') return { kind: 'unseen', tone: 'warn' };
  if (ways.length === 0) return { kind: 'here', tone: 'good' };
  if (!ways.some(({ state }) => state === 'ok')) return { kind: 'nobody', tone: 'warn' };
  return { kind: 'well', tone: 'good' };
}
