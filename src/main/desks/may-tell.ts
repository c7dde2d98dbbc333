import type { Order } from '../../shared/order.ts';
import { isProblem } from '../../shared/problem.ts';
import type { MayTell } from '../notify/one-teller.ts';
import type { Clock, Ledger, OutboxMessage } from '../ports.ts';
import type { Claim } from '../warehouse/claim.ts';
import type { Lease } from './lease.ts';

export type MayTellParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly claim: Claim;
  readonly lease: Pick<
    Lease,
    'isAlone' | 'isKnown' | 'isSure' | 'serverNow' | 'heldUntil' | 'handover' | 'toldUnclaimed'
  >;
};

const ours = { ours: true } as const;
const againMs = 30_000;
/** By then a desk that was replaced, and is not cut off, has said that it told nothing unclaimed. */
const yieldedByMs = 2 * 60_000;
/** By then what another desk has sent has come by BigQuery. */
const heardOfByMs = 10 * 60_000;
/** Without a claim only what is new is told, so that a desk which takes over knows which orders that may be. */
const freshMs = 3 * 60_000;
/** By how much two services' clocks may differ, and an order be late. */
const marginMs = 4 * 60_000;
/** How long before the last sign of one desk another, which it took over from just before, may have told something. */
const beforeMs = 8 * 60_000;

/**
 * Lets one of several desks tell an order. ManyChat has no key that would make a repeated message harmless, so a desk says
 * first, in BigQuery, that it will send; what nobody can know is shown to a person and never sent blindly.
 */
export function createMayTell({ ledger, clock, claim, lease }: MayTellParts) {
  const askedOf = ({ key }: OutboxMessage): string => `desks.parked:${key}`;

  /** A person who gives it back has decided to send it. */
  function unknown(message: OutboxMessage, why: string): MayTell {
    ledger.settings.set(askedOf(message), 'yes');
    return { unknown: why };
  }

  function withoutClaim(message: OutboxMessage, order: Order): MayTell {
    if (isOnlyHere(order)) return ours;
    if (lease.isSure() && isFresh(order)) {
      lease.toldUnclaimed();
      return ours;
    }
    if (clock.now() - message.createdAt <= heardOfByMs) return { waitMs: againMs };
    return unknown(message, 'BigQuery cannot be reached, and another computer may have told it');
  }

  const isOnlyHere = ({ id, source }: Order): boolean =>
    source === 'manual' && ledger.entries.ofOrder(id).some(({ desk }) => desk === ledger.deskId);

  const placedAt = ({ content: { placedAt: at }, receivedAt }: Order): number =>
    at === undefined ? receivedAt : Date.parse(at);

  /** Placed a moment ago by the services' own clocks, and after this desk began to listen. */
  function isFresh(order: Order): boolean {
    const now = lease.serverNow();
    const begun = (lease.handover()?.to ?? Number.NEGATIVE_INFINITY) + marginMs;
    const at = placedAt(order);
    return now !== null && at >= now - freshMs && at > begun;
  }

  /** A desk that was replaced without noticing goes on asking the shop for a while: its claim says nothing of what came then. */
  const cameInOurTime = (order: Order): boolean =>
    order.source === 'manual' || lease.isSure() || placedAt(order) <= (lease.heldUntil() ?? 0);

  function cameInHandover(order: Order): boolean {
    const handover = lease.handover();
    if (handover === null || order.source === 'manual') return false;
    const at = placedAt(order);
    return at >= handover.from - beforeMs && at <= handover.to + marginMs;
  }

  return async (message: OutboxMessage, order: Order): Promise<MayTell> => {
    // whichever way: a desk that was heard of by the link alone is another one too
    if (ledger.entries.heard().size === 0 && lease.isAlone()) {
      // another may have come while this one was off, and must not take it that nothing was told here
      lease.toldUnclaimed();
      return ours;
    }
    if (ledger.settings.get(askedOf(message)) !== null) {
      ledger.settings.set(askedOf(message), null);
      return ours;
    }
    let whose: Awaited<ReturnType<Claim>>;
    try {
      // one that takes itself for the only computer asks nobody: it has to hear of this one first
      if (!lease.isKnown()) return withoutClaim(message, order);
      whose = await claim(message.key);
    } catch (error) {
      if (!isProblem(error)) throw error;
      return withoutClaim(message, order);
    }
    if (whose === 'theirs' || !cameInOurTime(order)) {
      return clock.now() - message.createdAt <= heardOfByMs
        ? { waitMs: againMs }
        : unknown(message, 'another computer was to tell it, and has not said that it did');
    }
    if (!cameInHandover(order)) return ours;
    return clock.now() - message.createdAt <= yieldedByMs
      ? { waitMs: againMs }
      : unknown(message, 'it came while another computer was listening that has not been heard of since');
  };
}
