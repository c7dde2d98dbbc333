import { isDeepStrictEqual } from 'node:util';
import { longestQuietMs } from '../../../shared/alert-rules/awake.ts';
import type { Way } from '../../../shared/alert-rules/channels.ts';
import type { Due } from '../../../shared/alert-rules/due.ts';
import { dueOf, hasLeft, leftOut } from '../../../shared/alert-rules/due.ts';
import type { Ring, Waiting } from '../../../shared/alert-rules/escalation.ts';
import { ringOf, rungFor } from '../../../shared/alert-rules/escalation.ts';
import type { Team } from '../../../shared/alert-rules/team.ts';
import type { Told } from '../../../shared/alert-rules/waiting.ts';
import { longestWaitMs, toldOf } from '../../../shared/alert-rules/waiting.ts';
import type { EntryData } from '../../../shared/entry.ts';
import type { OrderId, Source } from '../../../shared/ids.ts';
import { entryIdSchema } from '../../../shared/ids.ts';
import type { Order } from '../../../shared/order.ts';
import type { Clock, Ledger, Log, Loop } from '../../ports.ts';
import { restAfter } from '../../rest-after.ts';
import { shortName } from '../../short-name.ts';
import { createHold } from '../hold.ts';
import { createNextCheck } from '../next-check.ts';
import type { RuleStore } from './rule-store.ts';
import type { WaitingChats } from './waiting-chats.ts';

/** Queries and commands that escalation needs from the notifier. */
export type Notices = {
  /**
   * Enqueues a notification of an order for each reachable manager without a pending one. Call inside a transaction.
   * @param afterQuiet whether they had quiet hours when it arrived; many such orders are sent as one message
   */
  owe(order: Order, managers: readonly string[], afterQuiet?: boolean): void;
  /** Managers with a pending notification, by order. */
  owed(): ReadonlyMap<OrderId, readonly string[]>;
  /** Managers who can be reached through one of these channels. */
  writable(ways: readonly Way[]): ReadonlySet<string>;
};

export type EscalationParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  readonly book: RuleStore;
  readonly notices: Notices;
  /** Whether this computer is the leader, which escalates orders that are not taken. */
  readonly tells: () => boolean;
  /** Whether another computer may have taken or escalated it already; escalation waits until this is known. */
  readonly mayBeDone: (order: Order) => boolean;
  /** The manager who works at this computer. */
  readonly manager: () => string;
  /** Sources whose orders do not ring on this computer. Their escalation is not affected. */
  readonly silenced: () => readonly Source[];
  /** Open chats that ring here; absent: none. */
  readonly chats?: () => WaitingChats;
  /** While the computer catches up after sleep, nothing starts to ring; everything rings together afterwards. */
  readonly catchingUp: () => boolean;
  /**
   * Called when the ringing orders change. @param passedHere orders that ring here because they were escalated to this manager
   */
  readonly onRing: (passedHere: readonly OrderId[]) => void;
};
export type Escalation = Loop & {
  ring(): Ring;
  /** Whether to alert this computer's manager now. Unless its source is silenced, also true for an order that is not waiting. */
  isForHere(id: OrderId): boolean;
  /** Whether the order waits to be taken. */
  isWaiting(id: OrderId): boolean;
};

/** Groups changes that arrive together into one check. */
const settleMs = 50;
/** Many orders that are not taken make a check slow. The next check is delayed by at most this. */
const longestRestMs = 1_000;
/** Quiet hours and rules with hours begin and end without an event. */
const againMs = 60_000;
const faultMs = 5_000;
const heldAgainMs = 1_000;
const longestHoldMs = 3 * 60_000;
/** After quiet hours, more orders than this are sent as one message. */
const mostApart = 5;
const silent: Ring = { orders: [], chats: [], sound: 'bell' };

/**
 * Rings until an order is taken. Tracks orders that are not taken, computes what this computer rings, and, on the leader,
 * escalates orders that wait too long. All state comes from the ledger, so that failover and restart continue from it.
 */
export function createEscalation(parts: EscalationParts): Escalation {
  const { ledger, clock, log, book, notices, tells, mayBeDone, manager, silenced, catchingUp, onRing } =
    parts;
  const waiting = new Map<OrderId, Waiting & { readonly order: Order }>();
  /** Orders to read again. */
  const changed = new Set<OrderId>();
  /** Orders whose last check failed; they are read again at the next check. */
  const faulty = new Set<OrderId>();
  /** When a time in the future was first seen here: it comes from a clock that is fast, or was. */
  const firstSeen = new Map<number, number>();
  let lookedAt = 0;
  let ring = silent;
  let restMs = settleMs;
  let unsubscribe = (): void => {};

  const hold = createHold(clock, catchingUp, longestHoldMs);
  const next = createNextCheck(clock, look);

  function momentOf(time: number): number {
    if (time > clock.now() && !firstSeen.has(time)) firstSeen.set(time, clock.now());
    return firstSeen.get(time) ?? time;
  }

  function waitingOf(id: OrderId): (Waiting & { readonly order: Order }) | null {
    const order = ledger.orders.get(id);
    if (order === null) return null;
    const inForce = () => ({ rule: book.ruleOf(order).id, bell: book.bell().decision });
    const told = toldOf(order, ledger.entries.ofOrder(id), inForce, momentOf);
    if (told === null) return null;
    const one = { id, order, told, rule: book.ruleOf(order), needsReview: order.needsReview };
    return isOver(one) ? null : one;
  }

  /** The maximum ringing time starts after the quiet hours of all recipients, because the order could not ring during them. */
  function isOver({ told, rule }: Waiting): boolean {
    const now = clock.now();
    if (now - told.rangAt < longestWaitMs) return false;
    const from = rule.loud ? told.rangAt : book.awakeFrom(rungFor({ told, rule }, book.team()), told.rangAt);
    return now - from >= longestWaitMs;
  }

  function read(id: OrderId): void {
    const one = waitingOf(id);
    if (one) waiting.set(id, one);
    else waiting.delete(id);
  }

  /** Isolates a fault at one order from the ringing and escalation of others. Logs it once until it passes. */
  function apart(id: OrderId, step: () => void): void {
    try {
      step();
    } catch (error) {
      if (!faulty.has(id)) log.error('the bell left out an order at a fault', { orderId: id, error });
      faulty.add(id);
    }
  }

  function readChanged(): void {
    for (const id of new Set([...changed, ...faulty])) {
      changed.delete(id);
      apart(id, () => {
        read(id);
        faulty.delete(id);
      });
    }
  }

  /** Reads the orders that may still wait. Orders received after `until` are not touched. */
  function takeUp(until: number): void {
    const longestMs = longestWaitMs + (book.bell().bell.quiet.length > 0 ? longestQuietMs : 0);
    const since = clock.now() - longestMs;
    for (const { order } of ledger.orders.each({ since, status: 'new' })) {
      if (order.receivedAt <= until) changed.add(order.id);
    }
    for (const id of ledger.orders.newAgain(since, until)) changed.add(id);
  }

  /** After the clock was set back, an order of another day may wait again. */
  function readAgain(): void {
    takeUp(clock.now());
    for (const id of waiting.keys()) changed.add(id);
  }

  /** @returns when the next order is due for escalation, epoch milliseconds */
  function passOn(team: Team): number {
    let next = Number.POSITIVE_INFINITY;
    const { bell, decision } = book.bell();
    const open = [...waiting.values()].filter(
      (one) => (mayGoOn(one) || bell.quiet.length > 0) && !mayBeDone(one.order),
    );
    if (open.length === 0) return next;
    const owed = notices.owed();
    const found: { readonly order: Order; readonly due: Due; readonly left: readonly string[] }[] = [];
    for (const { id, order, told, rule } of open) {
      apart(id, () => {
        const telling = {
          told,
          rule,
          team,
          notifications: order.notifications,
          owed: owed.get(id) ?? [],
          writable: notices.writable(rule.ways),
          bell: decision,
          atDesks: book.atDesks(),
          now: clock.now(),
        };
        const due: Due = dueOf(telling);
        const loud = rule.loud || (due.kind === 'never' && due.forAll);
        const wasQuiet = (name: string): boolean => book.awakeFrom([name], told.stepAt) > told.stepAt;
        const left = leftOut(telling, wasQuiet, loud);
        if (due.kind === 'now' || left.length > 0) found.push({ order, due, left });
        if (due.kind === 'later') next = Math.min(next, due.at);
      });
    }
    const areMany = found.filter(({ left }) => left.length > 0).length > mostApart;
    for (const { order, due, left } of found) {
      apart(order.id, () => {
        // one transaction: after escalation, managers who were left out before cannot be found any more
        ledger.transaction(() => {
          if (due.kind === 'now') write(order, due.passed);
          if (left.length > 0) notices.owe(order, left, areMany);
        });
        if (due.kind === 'now') read(order.id);
      });
    }
    return next;
  }

  const mayGoOn = ({ told, rule, order }: Waiting & { readonly order: Order }): boolean =>
    told.step < rule.steps.length || !order.notifications.every(hasLeft);

  function write(order: Order, passed: EntryData<'passed-on'>): void {
    const { rule, bell, first } = passed;
    const name = `passed-on:${order.id}:${rule}:${bell}:${first ? 1 : passed.step}`;
    const entry = ledger.entries.append({
      id: entryIdSchema.parse(shortName(name, 200, `passed-on:${rule}:`)),
      orderId: order.id,
      at: clock.now(),
      by: 'orderbell',
      kind: 'passed-on',
      data: passed,
    });
    if (entry) notices.owe(order, passed.to);
    log.info('order passed on', { orderId: order.id, step: passed.step, why: passed.why });
  }

  function look(): void {
    const began = clock.uptime();
    let wait = againMs;
    try {
      if (clock.now() < lookedAt) readAgain();
      lookedAt = clock.now();
      readChanged();
      for (const one of waiting.values()) if (isOver(one)) waiting.delete(one.id);
      const team = book.team();
      const due = tells() ? passOn(team) : Number.POSITIVE_INFINITY;
      const held = hold.isOn();
      say(held ? withoutNews(ringNow(team)) : ringNow(team));
      wait = Math.min(held ? heldAgainMs : againMs, due - clock.now(), faulty.size > 0 ? faultMs : againMs);
    } catch (error) {
      log.error('the bell stopped at a fault', { error });
      wait = faultMs;
    }
    restMs = Math.max(settleMs, restAfter(clock.uptime() - began, longestRestMs));
    next.in(Math.max(restMs, wait));
  }

  const ringsHere = ({ order }: { readonly order: Order }): boolean => !silenced().includes(order.source);
  function ringNow(team: Team): Ring {
    const { orders, sound } = ringOf([...waiting.values()].filter(ringsHere), manager(), team);
    const { chats, sound: chatSound = sound } = parts.chats?.() ?? { chats: [] };
    return { orders, chats, sound: orders.length === 0 ? chatSound : sound };
  }
  const withoutNews = (next: Ring): Ring => ({
    ...next,
    orders: next.orders.filter((id) => ring.orders.includes(id)),
    chats: next.chats.filter((id) => ring.chats.includes(id)),
  });

  /** A restarted rule has its first step again. */
  const wasPassedHere = (told: Told | undefined): boolean =>
    told !== undefined && (told.step !== 1 || told.passedTo.includes(manager()));

  function say(next: Ring): void {
    if (isDeepStrictEqual(next, ring)) return;
    const before = new Set(ring.orders);
    ring = next;
    onRing(next.orders.filter((id) => !before.has(id) && wasPassedHere(waiting.get(id)?.told)));
  }

  return {
    // another manager may work here since the last event
    ring: () => (hold.wasAsked() ? ring : ringNow(book.team())),
    isWaiting: (id) => waitingOf(id) !== null,
    isForHere(id) {
      const order = ledger.orders.get(id);
      if (order !== null && !ringsHere({ order })) return false;
      const one = waitingOf(id);
      return one === null || ringOf([one], manager(), book.team()).orders.length > 0;
    },
    start() {
      takeUp(Number.POSITIVE_INFINITY);
      unsubscribe = ledger.entries.onAppended((entries) => {
        for (const { orderId, kind } of entries) {
          if (orderId !== null) changed.add(orderId);
          // another rule may apply to them now
          if (kind === 'bell-set') for (const id of waiting.keys()) changed.add(id);
        }
        next.in(restMs);
      });
      look();
    },
    async stop() {
      unsubscribe();
      next.end();
    },
  };
}
