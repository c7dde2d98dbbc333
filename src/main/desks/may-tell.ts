import type { Order } from '../../shared/order.ts';
import { momentOf } from '../../shared/placed-at.ts';
import { isProblem } from '../../shared/problem.ts';
import { noticeKey } from '../notice-key.ts';
import { alertKey, alertOf } from '../notify/alerts/alert-notice.ts';
import { managerOf } from '../notify/notice.ts';
import { isGivenBack } from '../notify/notice-ends.ts';
import type { MayTell } from '../notify/one-teller.ts';
import type { Clock, Ledger, OutboxMessage } from '../ports.ts';
import type { Claim } from '../warehouse/claim.ts';
import { mayBeOtherShops } from '../warehouse/shop-label.ts';
import { hasSeenDesk } from './acquaintance.ts';
import { createAwakeWaits } from './awake-waits.ts';
import type { Lease } from './lease.ts';
import { lookEveryMs } from './pulse.ts';
import type { UnknownPast } from './unknown-past.ts';
import { notShown } from './unknown-past.ts';

export type MayTellParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly claim: Claim;
  readonly lease: Pick<
    Lease,
    'isAlone' | 'isKnown' | 'isSure' | 'serverAtLeast' | 'heldUntil' | 'handovers' | 'toldUnclaimed'
  >;
  readonly past: Pick<UnknownPast, 'covers'>;
};

/** By whichever way it leaves: two computers may have different ones open. */
function claimedAs(message: OutboxMessage, order: Order | null): string {
  const manager = managerOf(message);
  if (manager === null) return message.key;
  const alert = alertOf(message.payload);
  if (alert !== null) return alertKey(alert, manager);
  return order === null ? message.key : noticeKey(order.id, manager);
}

const ours = { ours: true } as const;
const againMs = 30_000;
/** By then a desk that was replaced, and is not cut off, has said that it told nothing unclaimed. */
const yieldedByMs = 2 * 60_000;
/** By then a BigQuery that answers at all has said who else is there. */
const answeredByMs = 2 * lookEveryMs;
/** By then what another desk has sent has come by BigQuery. */
const heardOfByMs = 10 * 60_000;
/** Without a claim only what is new is told, so that a desk which takes over knows which orders that may be. */
const freshMs = 3 * 60_000;
/** By how much two services' clocks may differ, and an order be late. */
const marginMs = 4 * 60_000;
/** What came up to so long before a desk's last sign may have been told by the one it had taken over from. */
const beforeMs = 8 * 60_000;

/**
 * Lets one of several desks tell an order, or what is no order and was found by the one that listens. ManyChat has no key that
 * would make a repeated message harmless, so a desk says first, in BigQuery, that it will send; what nobody can know is shown to
 * a person and never sent blindly.
 */
export function createMayTell({ ledger, clock, claim, lease, past }: MayTellParts) {
  const waits = createAwakeWaits(clock);

  function yes(message: OutboxMessage): MayTell {
    waits.end(message.key);
    return ours;
  }

  function wait({ key }: OutboxMessage, forMs: number, why: string): MayTell {
    if (waits.waited(key) < forMs) return { waitMs: againMs };
    waits.end(key);
    return { unknown: why };
  }

  /** Those in a dataset that is not known to be another shop's may be this shop's. */
  const knowsOfNobody = (): boolean => ledger.entries.heard().size === 0 && !mayBeOtherShops(ledger.settings);

  function withoutClaim(message: OutboxMessage, order: Order | null): MayTell {
    if (order && isOnlyHere(order)) return yes(message);
    if (order && order.source !== 'manual' && lease.isSure() && isFresh(order)) {
      lease.toldUnclaimed();
      return yes(message);
    }
    // as before BigQuery was set: one that never answered has told nothing of others
    if (knowsOfNobody() && !hasSeenDesk(ledger.settings)) {
      if (waits.waited(message.key) < answeredByMs) return { waitMs: againMs };
      lease.toldUnclaimed();
      return yes(message);
    }
    const why = mayBeOtherShops(ledger.settings)
      ? 'it is not known yet whose orders BigQuery holds, and another computer may have told it'
      : 'BigQuery cannot be reached, and another computer may have told it';
    return wait(message, heardOfByMs, why);
  }

  /** Whoever wrote an order down by hand tells it; this desk may have noted something on one of another's since. */
  const isOnlyHere = ({ id, source }: Order): boolean =>
    source === 'manual' &&
    ledger.entries.ofOrder(id).some(({ kind, desk }) => kind === 'order-received' && desk === ledger.deskId);

  /** Placed a moment ago by the services' own clocks, and after this desk began to listen. */
  function isFresh(order: Order): boolean {
    const now = lease.serverAtLeast();
    const begun = Math.max(Number.NEGATIVE_INFINITY, ...lease.handovers().map(({ to }) => to + marginMs));
    const at = momentOf(order);
    return now !== null && at >= now - freshMs && at > begun;
  }

  /** A desk that was replaced without noticing goes on asking the shop for a while: what came then is for the other to tell. */
  const cameInOurTime = (order: Order | null): boolean =>
    order?.source === 'manual' ||
    lease.isSure() ||
    (order !== null && momentOf(order) <= (lease.heldUntil() ?? 0));

  function cameInHandover(order: Order | null): boolean {
    if (order === null || order.source === 'manual') return false;
    const at = momentOf(order);
    return lease.handovers().some(({ from, to }) => at >= from - beforeMs && at <= to + marginMs);
  }

  return async (message: OutboxMessage, order: Order | null): Promise<MayTell> => {
    const isGiven = isGivenBack(ledger, message);
    if (!isGiven && past.covers(order)) {
      return wait(message, heardOfByMs, notShown);
    }
    // whichever way: a desk that was heard of by the link alone is another one too
    if (knowsOfNobody() && lease.isAlone()) {
      // another may have come while this one was off, and must not take it that nothing was told here
      lease.toldUnclaimed();
      return yes(message);
    }
    if (isGiven) return yes(message);
    let whose: Awaited<ReturnType<Claim>>;
    try {
      // one that takes itself for the only computer asks nobody: it has to hear of this one first
      if (!lease.isKnown()) return withoutClaim(message, order);
      // not even claimed, or the one whose it is would wait for this one
      whose = cameInOurTime(order) ? await claim(claimedAs(message, order)) : 'theirs';
    } catch (error) {
      if (!isProblem(error)) throw error;
      return withoutClaim(message, order);
    }
    if (whose === 'theirs') {
      return wait(message, heardOfByMs, 'another computer was to tell it, and has not said that it did');
    }
    if (!cameInHandover(order)) return yes(message);
    return wait(
      message,
      yieldedByMs,
      'it came while another computer was listening that has not been heard of since',
    );
  };
}
