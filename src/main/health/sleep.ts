import type { Entry } from '../../shared/entry.ts';
import type { OrderId } from '../../shared/ids.ts';
import type { Language } from '../../shared/languages.ts';
import type { SleepSummary } from '../../shared/sleep.ts';
import { sleepSentence, sleepSummarySchema } from '../../shared/sleep.ts';
import type { Toast } from '../host.ts';
import type { Arrival, Clock, Events, Ledger, Log, Loop } from '../ports.ts';
import type { Heard } from './sum-up-sleep.ts';
import { countSlept, hearEntries, noEvents } from './sum-up-sleep.ts';
import { createWakeWatch } from './wake.ts';

export type SleepParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  readonly events: Events;
  readonly language: () => Language;
  readonly toast: (toast: Toast) => void;
  /** Called after sleep: the silence of a source during the sleep must not raise a warning. */
  readonly onWake: () => void;
  /** Polls every source now; resolves when all have answered or failed. Never rejects. */
  readonly ask: () => Promise<void>;
  /** The connected sources that could not be polled last time. */
  readonly behind: () => SleepSummary['unheard'];
  /** Status of Shopify's webhook subscription since the computer woke. */
  readonly subscription: () => SleepSummary['subscription'];
  /** Shows orders that were held back and are announced without the summary. */
  readonly show: (ids: readonly OrderId[]) => void;
};

export type Sleep = Loop & {
  /** Call on the system's resume event. */
  resumed(): void;
  /** Call when the network is back. */
  online(): void;
  /**
   * Collects events that come while catching up.
   * @returns the orders among these that ring later, all at once
   */
  hear(entries: readonly Entry[], arrival: Arrival): ReadonlySet<OrderId>;
  /** Whether sources are still being polled for the time asleep. */
  isCatchingUp(): boolean;
  /** The summary of the last sleep; null when there was none or a person has seen it. */
  summary(): SleepSummary | null;
  seen(): void;
};

type Waking = {
  sleptMs: number;
  /** Monotonic time. */
  readonly wokeAt: number;
  /** Wall-clock time. */
  readonly from: number;
  heard: Heard;
  tries: number;
};

const setting = 'sleep.last';
const waitsMs = [5_000, 10_000, 20_000, 30_000] as const;
const longestWaitMs = 60_000;
/** Maximum wait for the renewal of Shopify's webhook subscription, because orders are announced first. */
const addressWaitMs = 2 * 60_000;
/** Maximum wait for one source that does not answer, because it must not delay the orders of the others. */
const silentSourceMs = 8 * 60_000;
const longestHoldMs = 3 * 60_000;
/** After a shorter sleep without events there is no summary. */
const worthTellingMs = 10 * 60_000;
/** Sources of missed orders; an order by webhook rings at once. */
const caughtUpBy: ReadonlySet<string> = new Set(['shopify-ask-back', 'gmail']);

/** Catches up after sleep until every source has reported what it missed, then summarizes it once. */
export function createSleep(parts: SleepParts): Sleep {
  const { ledger, clock, log, events, language, toast, ask, behind, subscription } = parts;
  let waking: Waking | null = null;
  let held = new Set<OrderId>();
  let cancelTry = (): void => {};
  let cancelHold = (): void => {};
  let stopped = false;
  const watch = createWakeWatch({ clock, onWake: woke, onNap: askNow });

  function woke(sleptMs: number): void {
    log.info('the computer woke up', { sleptMs });
    parts.onWake();
    // asleep again before catching up: report both as one sleep
    if (waking) waking.sleptMs += sleptMs;
    waking ??= { sleptMs, wokeAt: clock.uptime(), from: clock.now(), heard: noEvents(), tries: 0 };
    waking.tries = 0;
    const one = waking;
    // sleep may be noticed inside a transaction, when no request may start
    queueMicrotask(() => void attempt(one));
  }

  async function attempt(one: Waking): Promise<void> {
    cancelTry();
    one.tries += 1;
    const turn = one.tries;
    await ask();
    if (stopped || waking !== one || turn !== one.tries) return;
    if (isCaughtUp(clock.uptime() - one.wokeAt)) return sumUp(one);
    const wait = waitsMs[one.tries - 1] ?? longestWaitMs;
    cancelTry = clock.after(wait, () => void attempt(one));
  }

  function isCaughtUp(waitedMs: number): boolean {
    const silent = behind();
    if (silent.length > 0) return silent.length === 1 && waitedMs >= silentSourceMs;
    return subscription() !== 'waiting' || waitedMs >= addressWaitMs;
  }

  function sumUp({ from, sleptMs, heard }: Waking): void {
    waking = null;
    const counts = countSlept(heard, ledger);
    const fate = subscription();
    const summary: SleepSummary = {
      at: clock.now(),
      from,
      sleptMs,
      ...counts,
      subscription: fate,
      unheard: behind(),
    };
    log.info('caught up after sleep', { ...summary });
    const isNews = counts.orders + counts.cancelled > 0 || fate === 'renewed' || fate === 'waiting';
    if (isNews || sleptMs >= worthTellingMs) {
      ledger.settings.set(setting, JSON.stringify(summary));
      events.emit({ kind: 'sleep-changed' });
    }
    const ids = ringNow();
    if (isNews) {
      const body = sleepSentence(summary, language());
      toast({ title: 'Orderbell', body, orderId: ids.at(-1) ?? null });
    }
  }

  /** @returns the orders the windows were asked to ring for */
  function ringNow(): readonly OrderId[] {
    cancelHold();
    const ids = [...held];
    held = new Set();
    if (ids.length > 0) events.emit({ kind: 'orders-changed', ids, newIds: ids });
    return ids;
  }

  function hold(id: OrderId): void {
    if (held.size === 0) {
      cancelHold = clock.after(longestHoldMs, () => parts.show(ringNow()));
    }
    held.add(id);
  }

  function askNow(): void {
    if (waking) void attempt(waking);
    else void ask();
  }

  return {
    resumed: () => watch.resumed(),
    online: askNow,
    hear(entries, { from, quiet }) {
      watch.look();
      if (!waking || quiet || from === 'another-desk') return new Set();
      waking.heard = hearEntries(waking.heard, entries);
      const ids = entries
        .filter((entry) => entry.kind === 'order-received' && !entry.data.quiet && caughtUpBy.has(entry.by))
        .map(({ orderId }) => orderId)
        .filter((id) => id !== null);
      for (const id of ids) hold(id);
      return new Set(ids);
    },
    isCatchingUp() {
      watch.look();
      return waking !== null;
    },
    summary() {
      const kept = ledger.settings.get(setting);
      return kept === null ? null : (sleepSummarySchema.safeParse(JSON.parse(kept)).data ?? null);
    },
    seen() {
      ledger.settings.set(setting, null);
      events.emit({ kind: 'sleep-changed' });
    },
    start: () => watch.start(),
    async stop() {
      stopped = true;
      cancelTry();
      cancelHold();
      await watch.stop();
    },
  };
}
