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
import { createSteadyTimes } from './steady-times.ts';
import type { WaitingChats } from './waiting-chats.ts';

/** What a ringer needs of whoever sends notices. */
export type Notices = {
  /**
   * Owes a notice of an order to each of them who can be written to and is not owed one yet; inside a transaction.
   * @param afterQuiet whether they had quiet hours when it came, and are told in one message of many such orders
   */
  owe(order: Order, managers: readonly string[], afterQuiet?: boolean): void;
  /** Whose notices have not ended, by order. */
  owed(): ReadonlyMap<OrderId, readonly string[]>;
  /** Who can be written to by one of these ways. */
  writable(ways: readonly Way[]): ReadonlySet<string>;
};

export type EscalationParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  readonly book: RuleStore;
  readonly notices: Notices;
  /** Whether this computer is the one that tells: it passes on what nobody takes. */
  readonly tells: () => boolean;
  /** Whether it may have been taken or passed on without this computer knowing yet: it is not passed on meanwhile. */
  readonly mayBeDone: (order: Order) => boolean;
  /** Whose computer this is. */
  readonly manager: () => string;
  /** Whose orders are not for this computer: they ring on the others, and are passed on from here as ever. */
  readonly silenced: () => readonly Source[];
  /** The waiting chats that ring here; absent: none. */
  readonly chats?: () => WaitingChats;
  /** While the desk catches up with what it has slept through, nothing begins to ring: all of it rings at once. */
  readonly catchingUp: () => boolean;
  /** Called when something else rings. @param passedHere orders that ring here since they were passed on */
  readonly onRing: (passedHere: readonly OrderId[]) => void;
};
export type Escalation = Loop & {
  ring(): Ring;
  /** Whether this computer's manager is to hear of it now; unless its source is silenced, also of one that nobody waits for. */
  isForHere(id: OrderId): boolean;
  /** Whether anybody waits for the order to be taken. */
  isWaiting(id: OrderId): boolean;
};

/** What came together is looked at together. */
const settleMs = 50;
/** Orders that nobody takes make a look long: the next comes the later for it, by this at the most. */
const longestRestMs = 1_000;
/** Quiet hours and rules with hours begin and end without an entry. */
const againMs = 60_000;
const faultMs = 5_000;
const heldAgainMs = 1_000;
const longestHoldMs = 3 * 60_000;
/** What has rung for long enough is known for as long again, so that it does not ring anew when the clock is set back. */
const knownMs = 2 * longestWaitMs + longestQuietMs;
/** After a night, more than these are told in one message, and not each in its own. */
const mostApart = 5;
const silent: Ring = { orders: [], chats: [], sound: 'bell' };

/**
 * Rings until somebody takes the order: keeps what nobody has taken, says what this computer rings, and, where it is the one
 * that tells, passes on what waits too long. All of it follows from the ledger, so that a computer that takes over, or starts
 * anew after a crash, goes on where the one before was.
 */
export function createEscalation(parts: EscalationParts): Escalation {
  const { ledger, clock, log, book, notices, tells, mayBeDone, manager, silenced, catchingUp, onRing } =
    parts;
  const waiting = new Map<OrderId, Waiting & { readonly order: Order }>();
  /** What has to be read again. */
  const changed = new Set<OrderId>();
  /** At which the last look stopped; they are read again with the next one. */
  const faulty = new Set<OrderId>();
  const times = createSteadyTimes(clock);
  /** How far the clock had been set by the last look. */
  let moved = 0;
  let ring = silent;
  let restMs = settleMs;
  let unsubscribe = (): void => {};

  const hold = createHold(clock, catchingUp, longestHoldMs);
  const next = createNextCheck(clock, look);

  function waitingOf(id: OrderId): (Waiting & { readonly order: Order }) | null {
    const order = ledger.orders.get(id);
    if (order === null) return null;
    const inForce = () => ({ rule: book.ruleOf(order).id, bell: book.bell().decision });
    const told = toldOf(order, ledger.entries.ofOrder(id), inForce, times.of);
    if (told === null) return null;
    const one = { id, order, told, rule: book.ruleOf(order), needsReview: order.needsReview };
    return isOver(one) ? null : one;
  }

  /** While the quiet hours of all whom it rings for went on, nobody could hear it: its half day begins when they end. */
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

  /** A fault at one order keeps no other from ringing, or from being passed on. It is logged once for as long as it lasts. */
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

  /** Looks through the orders that may still wait: what came later than `until` is left as it is. */
  function takeUp(until: number): void {
    const longestMs = longestWaitMs + (book.bell().bell.quiet.length > 0 ? longestQuietMs : 0);
    const since = clock.now() - longestMs;
    for (const { order } of ledger.orders.each({ since, status: 'new' })) {
      if (order.receivedAt <= until) changed.add(order.id);
    }
    for (const id of ledger.orders.newAgain(since, until)) changed.add(id);
  }

  /** A clock that was set moves along what waits. Put right, it may show that something waits which was of another day. */
  function keepTime(): void {
    const now = times.moved();
    times.forget(clock.now() - knownMs);
    if (now === moved) return;
    takeUp(clock.now());
    for (const id of waiting.keys()) changed.add(id);
    moved = now;
  }

  /** @returns when the next order is due to be passed on, epoch milliseconds */
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
        // once it is passed on, nobody is found any more who was left out before
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
      keepTime();
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

  /** A rule that is begun anew has its first step again. */
  const wasPassedHere = (told: Told | undefined): boolean =>
    told !== undefined && (told.step !== 1 || told.passedTo.includes(manager()));

  function say(next: Ring): void {
    if (isDeepStrictEqual(next, ring)) return;
    const before = new Set(ring.orders);
    ring = next;
    onRing(next.orders.filter((id) => !before.has(id) && wasPassedHere(waiting.get(id)?.told)));
  }

  return {
    // another may work here since it was last said
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
      unsubscribe = ledger.entries.onAppended((entries, { from }) => {
        if (from === 'this-desk') times.note(entries.map(({ recordedAt }) => recordedAt));
        for (const { orderId, kind } of entries) {
          if (orderId !== null) changed.add(orderId);
          // another rule may be theirs now
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
