import type { CheckView } from '../diagnostics.ts';
import type { TestRunReport } from '../test-run.ts';
import type { SetupProgress } from './progress.ts';

/** Whether an order would be noticed here and told elsewhere, as far as that was tried: one fact, the worst first. */
export type NoticesVerdict =
  | {
      readonly kind: 'untried' | 'unheard' | 'unseen' | 'unanswered' | 'nobody' | 'here' | 'well';
      readonly tone: Tone;
    }
  /** A way to the manager does not work as it is. */
  | { readonly kind: 'way'; readonly tone: Tone; readonly check: CheckView }
  | { readonly kind: 'trying'; readonly tone: Tone };
type Tone = 'plain' | 'good' | 'warn' | 'bad';

/** The steps of a fire drill that tell the one who pressed it. */
export const tellingSteps = ['drill.notice', 'drill.email'] as const;

/** @param trial the fire drill that was begun to try it; null when none was since the start */
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
