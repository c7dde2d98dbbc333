import type { ComputersView } from '../../../shared/computers-view.ts';
import type { CheckAct, CheckState, CheckView, DiagnosticsGroup } from '../../../shared/diagnostics.ts';
import { doctorGroups } from '../../../shared/diagnostics.ts';
import type { MailTemplate } from '../../../shared/mail-template.ts';
import { isProblem, messageOf } from '../../../shared/problem.ts';
import { atMost } from '../../at-most.ts';
import type { Signatures } from '../../intake/shopify/webhook-intake.ts';
import type { CopyStatus } from '../../ledger/repair/copies-of-ledger.ts';
import type { Clock, Ledger, Log } from '../../ports.ts';
import type { Config } from '../../settings/config.ts';
import type { ShopifyClient } from '../../shopify/shopify-client.ts';

/** The parts of the app that the health checks look at. */
export type HealthParts = {
  readonly config: Config;
  /** The shop's domain, known even if its credentials are locked and `config` has no Shopify; null if none is set. */
  readonly shopDomain: string | null;
  /** The client of the shop's Shopify; null while none is connected. */
  readonly client: ShopifyClient | null;
  /** Null if there is no ledger. */
  readonly ledger: Ledger | null;
  readonly clock: Clock;
  readonly log: Log;
  readonly dataDir: string;
  /** Status of the ledger's backup copy; null without a ledger. */
  readonly copyOfLedger: (() => CopyStatus) | null;
  readonly recipes: () => readonly MailTemplate[];
  /** Whether this computer is the leader, which polls the sources and opens the public address. */
  readonly listens: boolean;
  readonly publicUrl: () => string | null;
  /** Why there is no public address although one is wanted; null if there is one, or nothing is known. */
  readonly tunnelProblem: () => string | null;
  /** How deliveries are signed; null if this process receives none. */
  readonly signatures: (() => Signatures) | null;
  /** The name of this app's receiver; null if this process has none. */
  readonly run: string | null;
  /** The receiver on loopback; null if this process has none. */
  readonly receiverUrl: string | null;
  /** The computers of the shop; absent if this process does not know them. */
  readonly computers?: () => ComputersView;
};

type Group = DiagnosticsGroup | 'drill';

/** One diagnostic request that changes nothing at the service. */
export type HealthCheck = {
  /** Begins with its group. */
  readonly id: `${Group}.${string}`;
  readonly title: string;
  /** A description of what `run` does, for the report. */
  readonly tried: string;
  /** Names of persons that occur in its text. */
  readonly personal?: readonly string[];
  /** Timeout in milliseconds. */
  readonly limitMs?: number;
  /** The button that helps when `run` fails, and the fix if it is not the one of the error. */
  readonly act?: CheckAct;
  readonly fix?: string;
  readonly run: (signal: AbortSignal) => Promise<CheckResult>;
};

export type CheckResult = {
  readonly state: CheckState;
  readonly cameBack: string;
  readonly fix?: string | null;
  readonly act?: CheckAct | null;
  readonly copies?: string | null;
  readonly personal?: readonly string[];
};

export const ok = (cameBack: string): CheckResult => ({ state: 'ok', cameBack });
export const fail = (cameBack: string, fix?: string, act?: CheckAct): CheckResult => ({
  state: 'fail',
  cameBack,
  fix: fix ?? null,
  act: act ?? null,
});
export const warn = (cameBack: string, fix?: string, act?: CheckAct): CheckResult => ({
  ...fail(cameBack, fix, act),
  state: 'warn',
});
export const skipped = (cameBack: string): CheckResult => ({ state: 'skipped', cameBack });

/** Thrown when a check cannot run because another one failed, which reports the reason. */
class Unasked extends Error {}

const usualLimitMs = 20_000;

export const isOfGroup = ({ id }: Pick<HealthCheck, 'id'>, group: Group): boolean =>
  id.startsWith(`${group}.`);

export const waiting = ({ id, title, tried, personal = [] }: HealthCheck): CheckView => ({
  id,
  group: doctorGroups.find((group) => isOfGroup({ id }, group)) ?? 'drill',
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
export async function runCheck(check: HealthCheck, clock: Clock): Promise<CheckView> {
  const from = clock.now();
  const { limitMs = usualLimitMs } = check;
  const stop = new AbortController();
  const late = fail(
    `No response within ${limitMs / 1000} s`,
    'Check the internet connection, then run again',
  );
  let result = late;
  const tried = tryIt(check, stop.signal).then((answer) => {
    if (!stop.signal.aborted) result = answer;
  });
  await atMost(clock, limitMs, tried);
  stop.abort();
  return {
    ...waiting(check),
    ...result,
    personal: [...(check.personal ?? []), ...(result.personal ?? [])],
    ms: Math.max(0, Math.round(clock.now() - from)),
  };
}

async function tryIt({ run, fix, act }: HealthCheck, signal: AbortSignal): Promise<CheckResult> {
  try {
    return await run(signal);
  } catch (error) {
    if (error instanceof Unasked) return skipped(error.message);
    return fail(messageOf(error), fix ?? (isProblem(error) ? error.fix : undefined), act);
  }
}

/**
 * Makes a request once, however many checks use the answer.
 * @returns the request, and the same for checks that are skipped with this reason when it fails
 */
export function once<T>(ask: () => Promise<T>, reason: string) {
  let asked: Promise<T> | null = null;
  const shared = (): Promise<T> => {
    asked ??= ask();
    return asked;
  };
  const orSkip = (): Promise<T> =>
    shared().catch(() => {
      throw new Unasked(reason);
    });
  return [shared, orSkip] as const;
}
