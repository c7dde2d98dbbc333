import type { Reach } from '../../../shared/alert-rules/reach.ts';
import { membersOf } from '../../../shared/alert-rules/team.ts';
import type { OrderId, Source } from '../../../shared/ids.ts';
import type { Language } from '../../../shared/languages.ts';
import type { Order } from '../../../shared/order.ts';
import type { MailWarning } from '../../../shared/trainer.ts';
import { duties } from '../../ledger/facts.ts';
import type { Log, LogFields } from '../../ports.ts';
import { inChargeOf } from '../alert-rules/rule-store.ts';
import { endedShift } from '../log/shift.ts';
import type { AlertBook, AlertBookParts } from './alert-book.ts';
import { askingText, cancelledText, oneTapText, silenceText, unpaidText } from './alert-words.ts';
import {
  cancelledAlert,
  digestAlert,
  foundAsking,
  foundSilent,
  foundUnpaid,
  isCancelledNews,
  newsMs,
  oneTapAlert,
} from './found.ts';

export type AlertCheckParts = AlertBookParts & {
  readonly log: Log;
  readonly alerts: Pick<AlertBook, 'isRaised' | 'raise' | 'tell' | 'passOnWaiting' | 'inherit'>;
  readonly language: () => Language;
  readonly timeZone: () => string;
  readonly sourceName: (source: Source) => string;
  readonly reachOf: (manager: string) => Reach | null;
  /** Current warnings about the sources. */
  readonly warnings: () => readonly MailWarning[];
};

/** An accidental press creates a shorter shift; it gets no summary. */
const leastShiftMs = 10 * 60_000;
/** A shift summary is not sent later than this. */
const longestLateMs = 12 * 60 * 60_000;

/**
 * Finds causes of alerts and raises each once, so that repeating a check is safe. The checks are independent: a fault in one
 * does not stop the others.
 * @returns a function that runs all checks, and tells whether none had a fault; the orders it has checked leave `changed`
 */
export function createAlertChecks(parts: AlertCheckParts): (changed: Set<OrderId>) => boolean {
  const { ledger, clock, log, book, language, alerts } = parts;
  let isSound = true;

  function apart(about: LogFields, check: () => void): void {
    try {
      check();
    } catch (error) {
      isSound = false;
      log.error('looking for what is to be told stopped at a fault', { ...about, error });
    }
  }

  function lookAtOrder(id: OrderId): void {
    const order = ledger.orders.get(id);
    if (!order || !isCancelledNews(order, ledger.entries.ofOrder(id), clock.now())) return;
    const inCharge = inChargeOf(order);
    const alert = cancelledAlert(id);
    alerts.tell({ alert, occasion: 'cancelled', orderId: id, ruled: book.ruled(order), inCharge }, () =>
      cancelledText(order, parts.sourceName(order.source), language(), standing(order)),
    );
  }

  /**
   * The numbers of merged orders that are still active, found recursively.
   * @param through the orders visited so far; two computers may have merged orders in a circle
   */
  function standing({ id, standingParts = [] }: Order, through: readonly OrderId[] = []): readonly string[] {
    const passed = [...through, id];
    return standingParts.flatMap((part) => {
      const order = passed.includes(part) ? null : ledger.orders.get(part);
      if (!order) return [];
      return order.standingParts ? standing(order, passed) : order.content.number;
    });
  }

  function lookAtLinks(): void {
    for (const draft of ledger.drafts.waiting()) {
      const found = foundUnpaid(draft, clock.now());
      if (found) alerts.tell(found, () => unpaidText(draft, found.ruled.unpaidHours ?? 0, language()));
    }
  }

  function lookAtChats(): void {
    const now = clock.now();
    for (const person of ledger.people.waiting(now - newsMs)) {
      const found = foundAsking(person, now);
      if (!found) continue;
      alerts.tell(found, () => askingText(person.wants, language()));
      alerts.passOnWaiting(found.alert);
    }
  }

  function lookAtSources(): void {
    for (const warning of parts.warnings()) {
      const found = foundSilent(warning, clock.now());
      if (!found) continue;
      const { source } = found.ruled;
      // the author of the mail may be a customer, and an alert is stored for good
      const sender = warning.mail ? 'Gmail' : warning.sender;
      const name = source === null ? sender : parts.sourceName(source);
      alerts.tell(found, () =>
        silenceText(warning, name, { language: language(), now: clock.now(), timeZone: parts.timeZone() }),
      );
    }
  }

  /** Raises a summary for each shift that has just ended. */
  function lookAtShifts(): void {
    for (const [manager, { on, since: to, decision }] of book.duties()) {
      if (on || clock.now() - to >= longestLateMs) continue;
      const alert = digestAlert(manager, decision);
      const began = beganOf(manager, decision);
      if (alerts.isRaised(alert) || began === null || to - began < leastShiftMs) continue;
      const text = endedShift(parts, { from: began, to, manager });
      alerts.raise({ alert, occasion: 'digest', step: 1, text }, digestTo(), null);
    }
  }

  function beganOf(manager: string, ended: number): number | null {
    const began = ledger.entries.ofSubject(duties).flatMap(({ kind, at, data }) => {
      const isIt = kind === 'duty-set' && data.manager === manager && data.on && data.decision < ended;
      return isIt ? [at] : [];
    });
    return began.length === 0 ? null : Math.max(...began);
  }

  /** A chosen manager may have left since. */
  function digestTo(): readonly string[] {
    const known = new Set([...book.team().managers, ...book.atDesks()]);
    const chosen = book.bell().bell.digestTo?.filter((name) => known.has(name)) ?? [];
    const [first] = parts.managers();
    return chosen.length > 0 || !first ? chosen : [first.name];
  }

  /** Warns managers on duty whose Messenger window closes soon. */
  function lookAtWindows(): void {
    for (const manager of membersOf({ kind: 'on-duty' }, book.team(), false)) {
      const reach = parts.reachOf(manager);
      if (reach?.state !== 'closing' || reach.until === null) continue;
      const alert = oneTapAlert(manager, reach);
      if (alerts.isRaised(alert)) continue;
      const text = oneTapText(reach.until, parts.timeZone(), language());
      alerts.raise({ alert, occasion: 'one-tap', step: 1, text }, [manager], null);
    }
  }

  return (changed) => {
    isSound = true;
    for (const id of changed) {
      apart({ orderId: id }, () => {
        lookAtOrder(id);
        changed.delete(id);
      });
    }
    const checks = [alerts.inherit, lookAtChats, lookAtLinks, lookAtSources, lookAtWindows, lookAtShifts];
    for (const check of checks) apart({}, check);
    return isSound;
  };
}
