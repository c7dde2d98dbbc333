import { isContent } from '../../shared/content-entry.ts';
import type { Entry } from '../../shared/entry.ts';
import type { OrderId } from '../../shared/ids.ts';
import type { Language } from '../../shared/languages.ts';
import type { SleepSummary } from '../../shared/sleep.ts';
import { sleepSentence, sleepSummarySchema } from '../../shared/sleep.ts';
import type { Toast } from '../host.ts';
import type { Arrival, Clock, Events, Ledger, Log, Loop } from '../ports.ts';
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
  /** Since when some sources have answered and others not; monotonic. Null before the first answer. */
  partlyAt: number | null;
  /** Wall-clock time. */
  readonly from: number;
  /** Orders with events since then, and whether each was new. Ids only: the details are in the ledger. */
  readonly heard: Map<OrderId, boolean>;
  tries: number;
};

const setting = 'sleep.last';
const retryMs = 10_000;
const longestRetryMs = 60_000;
/** Maximum wait for Shopify's webhook subscription, or for one silent source, once others have answered. */
const longestWaitMs = 3 * 60_000;
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
  let stopped = false;
  const watch = createWakeWatch({ clock, onWake: woke, onNap: askNow });

  function woke(sleptMs: number): void {
    log.info('the computer woke up', { sleptMs });
    parts.onWake();
    // asleep again before catching up: report both as one sleep
    if (waking) waking.sleptMs += sleptMs;
    waking ??= { sleptMs, partlyAt: null, from: clock.now(), heard: new Map(), tries: 0 };
    waking.tries = 0;
    waking.partlyAt = null;
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
    if (isCaughtUp(one)) return sumUp(one);
    const wait = Math.min(longestRetryMs, retryMs * one.tries);
    cancelTry = clock.after(wait, () => void attempt(one));
  }

  function isCaughtUp(one: Waking): boolean {
    const silent = behind().length;
    // without a network no source answers, so the summary waits for it
    if (silent > 1 && held.size === 0) return false;
    if (silent === 0 && subscription() !== 'waiting') return true;
    one.partlyAt ??= clock.uptime();
    return clock.uptime() - one.partlyAt >= longestWaitMs;
  }

  /** An order that is merged into another or in quarantine is not counted, as everywhere. */
  function countOf({ heard, from, sleptMs }: Waking): Pick<SleepSummary, 'orders' | 'cancelled' | 'review'> {
    let [orders, cancelled, review] = [0, 0, 0];
    for (const [id, isNew] of heard) {
      const order = ledger.orders.get(id);
      if (!order || order.quarantined || order.partOf) continue;
      const cancelledAt = Date.parse(order.content.cancelledAt ?? '');
      if (order.status === 'cancelled' && cancelledAt >= from - sleptMs) cancelled += 1;
      if (isNew) orders += 1;
      if (isNew && order.needsReview) review += 1;
    }
    return { orders, cancelled, review };
  }

  function sumUp(slept: Waking): void {
    waking = null;
    const { from, sleptMs } = slept;
    const counts = countOf(slept);
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
    const ids = [...held];
    held = new Set();
    if (ids.length > 0) events.emit({ kind: 'orders-changed', ids, newIds: ids });
    if (isNews) {
      const body = sleepSentence(summary, language());
      toast({ title: 'Orderbell', body, orderId: ids.at(-1) ?? null });
    }
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
      const later = new Set<OrderId>();
      for (const entry of entries) {
        if (!isContent(entry) || entry.orderId === null) continue;
        const isNew = entry.kind === 'order-received' && !entry.data.quiet;
        waking.heard.set(entry.orderId, isNew || waking.heard.get(entry.orderId) === true);
        if (isNew && caughtUpBy.has(entry.by)) later.add(entry.orderId);
      }
      held = held.union(later);
      return later;
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
      await watch.stop();
    },
  };
}
