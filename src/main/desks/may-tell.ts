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
  readonly lease: Pick<Lease, 'isSure' | 'handover'>;
};

const ours = { ours: true } as const;
const againMs = 30_000;
/** By then what another desk has sent has come by BigQuery. */
const heardOfByMs = 10 * 60_000;
/** Without a claim only what is new is told, so that a desk which takes over knows which orders that may be. */
const unclaimedForMs = 3 * 60_000;
/** By how much two services' clocks may differ, and how long before its last sign a desk may have heard of what it told. */
const handoverMarginMs = 4 * 60_000;

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
    const age = clock.now() - message.createdAt;
    if (isOnlyHere(order) || (lease.isSure() && age <= unclaimedForMs)) return ours;
    if (age <= heardOfByMs) return { waitMs: againMs };
    return unknown(message, 'BigQuery cannot be reached, and another computer may have told it');
  }

  const isOnlyHere = ({ id, source }: Order): boolean =>
    source === 'manual' && ledger.entries.ofOrder(id).some(({ desk }) => desk === ledger.deskId);

  const cameInHandover = ({ source, content: { placedAt }, receivedAt }: Order): boolean => {
    const handover = lease.handover();
    if (handover === null || source === 'manual') return false;
    const at = placedAt === undefined ? receivedAt : Date.parse(placedAt);
    return at >= handover.from - handoverMarginMs && at <= handover.to + handoverMarginMs;
  };

  return async (message: OutboxMessage, order: Order): Promise<MayTell> => {
    if (ledger.entries.seen().size === 0) return ours;
    if (ledger.settings.get(askedOf(message)) !== null) {
      ledger.settings.set(askedOf(message), null);
      return ours;
    }
    let whose: Awaited<ReturnType<Claim>>;
    try {
      whose = await claim(message.key);
    } catch (error) {
      if (!isProblem(error)) throw error;
      return withoutClaim(message, order);
    }
    if (whose === 'theirs') {
      return clock.now() - message.createdAt <= heardOfByMs
        ? { waitMs: againMs }
        : unknown(message, 'another computer was to tell it, and has not said that it did');
    }
    return cameInHandover(order)
      ? unknown(message, 'it came while another computer was listening that has not been heard of since')
      : ours;
  };
}
