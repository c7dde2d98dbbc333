import { z } from 'zod';
import type { Order } from '../../shared/order.ts';
import { isProblem } from '../../shared/problem.ts';
import { noticeKey } from '../notice-key.ts';
import { alertKey, alertOf } from '../notify/alerts/alert-notice.ts';
import type { MayNotify } from '../notify/may-notify.ts';
import { managerOf } from '../notify/notice.ts';
import { isGivenBack } from '../notify/notice-ends.ts';
import type { Clock, Ledger, OutboxMessage } from '../ports.ts';
import { mayBeOtherShops } from '../warehouse/shop-label.ts';
import { predatesSubscription } from './subscription-start.ts';
import type { UnknownPast } from './unknown-past.ts';
import { notShown } from './unknown-past.ts';

export type MaySendParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly isLeader: () => boolean;
  /** Whether other computers of the shop are known. */
  readonly hasOthers: () => boolean;
  /** Whether the other computers are known by now. */
  readonly isSettled: () => boolean;
  /** Whether Pub/Sub cannot be reached, and every other computer was removed by a person. */
  readonly isAloneCutOff: () => boolean;
  /** Publishes an intent; resolves when Pub/Sub has stored it. Null without Pub/Sub. */
  readonly announce: ((intent: Intent) => Promise<void>) | null;
  readonly past: Pick<UnknownPast, 'covers'>;
};

const intentSchema = z.object({ keys: z.array(z.string().max(500)).max(1_000) }).readonly();
/** The notifications that a computer is about to send, by key. */
export type Intent = z.infer<typeof intentSchema>;

const whoseUnknown =
  'another computer may have sent it; BigQuery has not yet confirmed which shop it belongs to';
const againMs = 30_000;
/** By then, Pub/Sub or BigQuery has delivered the outcome of what another computer began to send. */
const outcomeWithinMs = 10 * 60_000;
/** An older intent has an outcome or is parked. */
const intentKeptMs = 24 * 3_600_000;
const setting = (key: string): string => `cluster.sending:${key}`;

/**
 * Lets one of several computers send a notification. ManyChat has no idempotency key, so only the leader sends, and it publishes
 * its intent first. A new leader then knows what may have been sent and parks it for a user instead of repeating it.
 */
export function createMaySend(parts: MaySendParts) {
  const { ledger, clock, isLeader, hasOthers, isSettled, isAloneCutOff, announce, past } = parts;
  /** How long each message has waited for another computer, without the time in which this one slept. */
  const waiting = new Map<string, { readonly ms: number; readonly askedAt: number }>();

  function wait({ key }: OutboxMessage, why: string): MayNotify {
    const now = clock.uptime();
    const before = waiting.get(key) ?? { ms: 0, askedAt: now };
    const ms = before.ms + Math.min(now - before.askedAt, 2 * againMs);
    waiting.set(key, { ms, askedAt: now });
    if (ms < outcomeWithinMs) return { waitMs: againMs };
    waiting.delete(key);
    return { unknown: why };
  }

  function send({ key }: OutboxMessage): MayNotify {
    waiting.delete(key);
    return { ours: true };
  }

  /** A manual order is sent by the computer where it was written: no other computer knows it yet. */
  const isOnlyHere = ({ id, source }: Order): boolean =>
    source === 'manual' &&
    ledger.entries.ofOrder(id).some(({ kind, desk }) => kind === 'order-received' && desk === ledger.deskId);

  async function maySend(message: OutboxMessage, order: Order | null): Promise<MayNotify> {
    const isGiven = isGivenBack(ledger, message);
    if (!isGiven && past.covers(order)) return wait(message, notShown);
    if (isGiven || (order !== null && isOnlyHere(order))) return send(message);
    if (announce === null) {
      if (mayBeOtherShops(ledger.settings)) return wait(message, whoseUnknown);
      if (!isSettled()) return { waitMs: againMs };
      if (!hasOthers()) return send(message);
    }
    const key = intentKey(message, order);
    const isBegunElsewhere = announce !== null && ledger.settings.get(setting(key)) !== null;
    // no other computer can send it, and none can be reached
    if (announce !== null && !isBegunElsewhere && isAloneCutOff()) return send(message);
    if (!isLeader()) return wait(message, 'another computer was to send it and did not confirm');
    if (announce === null) return send(message);
    if (isBegunElsewhere) return wait(message, 'another computer was sending it and did not confirm');
    if (order !== null && hasOthers() && predatesSubscription(ledger, order))
      return wait(message, 'another computer may have sent it before this one was connected to Pub/Sub');
    try {
      await announce({ keys: [key] });
    } catch (error) {
      if (!isProblem(error)) throw error;
      return { waitMs: againMs };
    }
    // it may have lost the lead while it waited for the answer
    return isLeader() ? send(message) : { waitMs: againMs };
  }

  return {
    maySend,
    /** Stores the intent of another computer. */
    heard(body: unknown): void {
      const intent = intentSchema.safeParse(body).data;
      for (const key of intent?.keys ?? []) ledger.settings.set(setting(key), String(clock.now()));
    },
    /** Deletes intents that must have an outcome by now. */
    sweep(): void {
      for (const name of ledger.settings.names(setting(''), '')) {
        const at = Number(ledger.settings.get(name));
        if (Math.abs(clock.now() - at) > intentKeptMs) ledger.settings.set(name, null);
      }
    },
  };
}

/** One key for each channel, because computers may have different channels connected. */
function intentKey(message: OutboxMessage, order: Order | null): string {
  const manager = managerOf(message);
  if (manager === null) return message.key;
  const alert = alertOf(message.payload);
  if (alert !== null) return alertKey(alert, manager);
  return order === null ? message.key : noticeKey(order.id, manager);
}

export type MaySend = ReturnType<typeof createMaySend>;
