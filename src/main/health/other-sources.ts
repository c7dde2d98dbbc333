import type { MailWarning } from '../../shared/trainer.ts';
import type { Clock } from '../ports.ts';
import { findSilence } from './silence.ts';
import { findStopped } from './stopped.ts';

/** A source besides the mailbox with a usual rhythm: the shop itself, the chat-bot. */
export type OtherSource = {
  readonly family: 'shopify' | 'chat-bot';
  /** Times of its orders or visits, oldest first. */
  readonly times: (since: number) => readonly number[];
  /** Until when everything of it is known to have arrived; null while that is unknown. */
  readonly provenAt: () => number | null;
  /** How it is polled; null for a source that only pushes. */
  readonly polling: { readonly everyMs: number; readonly problem: () => string | null } | null;
};

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** Events within a minute, as after an outage, count as one: a burst is not part of the usual rhythm. */
const burstMs = minute;

const names = { shopify: 'Shopify', 'chat-bot': 'Chat-bot' } as const;

/** Warns when such a source cannot be polled, or is silent when it usually is not. */
export function createOtherSources(sources: readonly OtherSource[], clock: Clock) {
  const looked = new Map<string, { readonly at: number; readonly found: readonly MailWarning[] }>();

  /** @param askingSince since when this computer has been awake and polling */
  function stopped(source: OtherSource, askingSince: number): readonly MailWarning[] {
    const { family, polling } = source;
    if (!polling) return [];
    const { everyMs, problem } = polling;
    const stop = findStopped({ lastSuccessAt: source.provenAt(), askingSince, everyMs }, clock.now());
    if (!stop) return [];
    const reason = problem();
    const text =
      reason === null
        ? `Shopify has not answered for ${stop.minutes} min: only what its webhooks bring is seen`
        : `Shopify could not be asked for ${stop.minutes} min: ${reason}`;
    return [{ kind: 'stopped', sender: names[family], family, text, since: stop.since, document: null }];
  }

  function silence({ family, times, provenAt }: OtherSource): readonly MailWarning[] {
    const proven = provenAt();
    if (proven === null) return [];
    const before = looked.get(family);
    // do not count a month of orders at every check
    if (before && before.found.length === 0 && proven >= before.at && proven - before.at < 5 * minute)
      return [];
    const silent = findSilence(apart(times(proven - 30 * day)), proven);
    const found: readonly MailWarning[] = silent ? [warningOf(family, silent)] : [];
    looked.set(family, { at: proven, found });
    return found;
  }

  return (askingSince: number): readonly MailWarning[] =>
    sources.flatMap((source) => [...stopped(source, askingSince), ...silence(source)]);
}

function warningOf(
  family: OtherSource['family'],
  { since, silentMs, usualMs }: NonNullable<ReturnType<typeof findSilence>>,
): MailWarning {
  const silent = Math.floor(silentMs / hour);
  const usual = Math.ceil(usualMs / hour);
  const text =
    family === 'shopify'
      ? `No order from Shopify for ${silent} h of its usual hours; as a rule one comes at least every ${usual} h`
      : `Nobody has written to the chat-bot for ${silent} h of its usual hours; as a rule somebody does at least every ${usual} h`;
  return { kind: 'silence', sender: names[family], family, text, since, document: null };
}

function apart(times: readonly number[]): readonly number[] {
  let last = Number.NEGATIVE_INFINITY;
  return times.filter((time) => {
    const isFirst = time - last >= burstMs;
    if (isFirst) last = time;
    return isFirst;
  });
}
