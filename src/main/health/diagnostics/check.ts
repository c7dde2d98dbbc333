import type { CheckAct, CheckState, CheckView, DiagnosticsGroup } from '../../../shared/diagnostics.ts';
import { isProblem, messageOf } from '../../../shared/problem.ts';
import type { Clock } from '../../ports.ts';

export type CheckResult = {
  readonly state: CheckState;
  readonly cameBack: string;
  readonly fix?: string | undefined;
  readonly act?: CheckAct | undefined;
  readonly copies?: string | undefined;
  readonly personal?: readonly string[] | undefined;
};

/** One diagnostic request that changes nothing at the service. */
export type Check = {
  readonly id: string;
  readonly group: DiagnosticsGroup | 'drill';
  readonly title: string;
  /** A description of what `run` does, for the report. */
  readonly tried: string;
  /** Names of persons that occur in its text. */
  readonly personal?: readonly string[];
  /** Timeout in milliseconds. */
  readonly limitMs?: number;
  readonly run: (signal: AbortSignal) => Promise<CheckResult>;
};

export const ok = (cameBack: string, more: Partial<CheckResult> = {}): CheckResult => ({
  ...more,
  state: 'ok',
  cameBack,
});
export const fail = (
  cameBack: string,
  fix: string | undefined,
  more: Partial<CheckResult> = {},
): CheckResult => ({ ...more, state: 'fail', cameBack, fix });
export const warn = (
  cameBack: string,
  fix: string | undefined,
  more: Partial<CheckResult> = {},
): CheckResult => ({ ...more, state: 'warn', cameBack, fix });
export const skipped = (cameBack: string): CheckResult => ({ state: 'skipped', cameBack });

/** Thrown when a check cannot run because another one failed, which reports the reason. */
export class Unasked extends Error {}

const usualLimitMs = 20_000;

export const waiting = ({ id, group, title, tried, personal = [] }: Check): CheckView => ({
  id,
  group,
  title,
  tried,
  state: 'running',
  cameBack: '',
  fix: null,
  act: null,
  copies: null,
  personal,
  ms: null,
});

/** Runs one check with its timeout. Never rejects: an error becomes the result. */
export async function runCheck(check: Check, clock: Clock): Promise<CheckView> {
  const from = clock.now();
  const stop = new AbortController();
  const result = await Promise.race([tryIt(check, stop.signal), tooLate(check, clock, stop.signal)]);
  stop.abort();
  const { state, cameBack, fix = null, act = null, copies = null, personal = [] } = result;
  return {
    ...waiting(check),
    state,
    cameBack,
    fix,
    act,
    copies,
    personal: [...(check.personal ?? []), ...personal],
    ms: Math.max(0, Math.round(clock.now() - from)),
  };
}

async function tryIt({ run }: Check, signal: AbortSignal): Promise<CheckResult> {
  try {
    return await run(signal);
  } catch (error) {
    if (error instanceof Unasked) return skipped(error.message);
    return fail(messageOf(error), isProblem(error) ? error.fix : undefined);
  }
}

function tooLate({ limitMs = usualLimitMs }: Check, clock: Clock, signal: AbortSignal): Promise<CheckResult> {
  return new Promise((resolve) => {
    const cancel = clock.after(limitMs, () =>
      resolve(
        fail(`No answer within ${limitMs / 1000} s`, 'Check the internet connection, then run it again'),
      ),
    );
    signal.addEventListener('abort', cancel, { once: true });
  });
}

/** Runs the request once, however many checks use the answer. */
export function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | null = null;
  return () => {
    asked ??= ask();
    return asked;
  };
}

/** For checks that depend on one that failed: they are skipped with that as the reason. */
export async function unlessFailed<T>(asked: Promise<T>, reason: string): Promise<T> {
  try {
    return await asked;
  } catch {
    throw new Unasked(reason);
  }
}
