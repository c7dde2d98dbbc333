import type { MailWarning } from '../../shared/trainer.ts';
import type { Clock } from '../ports.ts';
import { findSilence } from './silence.ts';
import { findStopped } from './stopped.ts';

/** A source beside the mailbox that has a habit: the shop itself, the chat-bot. */
export type OtherSource = {
  readonly family: 'shopify' | 'chat-bot';
  /** When its orders or visits came, oldest first. */
  readonly times: (since: number) => readonly number[];
  /** Until when nothing else of it can have come; null while that is not known. */
  readonly provenAt: () => number | null;
  /** How it is asked; null for one that only tells. */
  readonly polling: { readonly everyMs: number; readonly problem: () => string | null } | null;
};

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** What comes within a minute, as after an outage, is one sign of life and says nothing of a habit. */
const burstMs = minute;

const names = { shopify: 'Shopify', 'chat-bot': 'Chat-bot' } as const;

/** What is unusual about such a source by now: that it cannot be asked, or that it is silent when it usually is not. */
export function createOtherSources(sources: readonly OtherSource[], clock: Clock) {
  const looked = new Map<string, { readonly at: number; readonly found: readonly MailWarning[] }>();

  /** @param askingSince since when this computer has been awake and asking */
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
    // a month of orders is not counted through at every look
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
