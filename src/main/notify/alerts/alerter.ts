import type { AlertId } from '../../../shared/alert-rules/alert.ts';
import type { Entry } from '../../../shared/entry.ts';
import type { OrderId } from '../../../shared/ids.ts';
import type { Order } from '../../../shared/order.ts';
import type { WarnedOf } from '../../../shared/trainer.ts';
import type { Log, LogFields, Loop } from '../../ports.ts';
import { createHold } from '../hold.ts';
import { graceMs } from '../may-notify.ts';
import { createNextCheck } from '../next-check.ts';
import type { AlertBookParts } from './alert-book.ts';
import { createAlertBook } from './alert-book.ts';
import type { AlertCheckParts } from './alert-checks.ts';
import { createAlertChecks } from './alert-checks.ts';
import { askingDetails } from './alert-words.ts';
import { askedAlert, foundUnpaid, isOfMail, isStillSilent, warnedOf } from './found.ts';
import type { AlertDesk } from './send-alert.ts';
import { noDetails } from './send-alert.ts';

export type AlerterParts = AlertBookParts &
  Omit<AlertCheckParts, 'alerts'> & {
    readonly log: Log;
    /** Whether no warning of this means that all is well: it was asked since the start. */
    readonly knowsOf: (what: WarnedOf) => boolean;
    /** Whether this computer is the one that tells. */
    readonly tells: () => boolean;
    /** Whether this may have been told without this computer knowing yet; without an order, whatever is told. */
    readonly mayBeDone: (order: Order | null) => boolean;
    /** While the desk catches up with what it has slept through, nothing is told: it sums that up itself. */
    readonly catchingUp: () => boolean;
  };
export type Alerter = Loop & AlertDesk;

const newsKinds: ReadonlySet<string> = new Set(['order-updated', 'copy-told', 'duty-set']);
/** What may have cancelled an order, ended a shift, or asked for a manager. */
const isNews = (entry: Entry): boolean =>
  entry.kind === 'touched' ? entry.data.wantsManager : newsKinds.has(entry.kind);
const everyMs = 60_000;
/** What came together is looked at together. */
const settleMs = 50;
const againMs = 5_000;
const longestHoldMs = 15 * 60_000;
/** What was told before is waited for as long as what another computer has told. */
const longestUnknownMs = 10 * 60_000;
/** A source that was not asked since the start is waited for so long; one that does not answer is not heard. */
const longestUnaskedMs = 60_000;
/** An order cancelled later than so long after it came is not looked for when the app starts. */
const lookBackMs = 14 * 24 * 60 * 60_000;

/** Finds what managers want to hear of beside new orders, and has it told once. */
export function createAlerter(parts: AlerterParts): Alerter {
  const { ledger, clock, log, tells, mayBeDone } = parts;
  const alerts = createAlertBook(parts);
  const looks = createAlertChecks({ ...parts, alerts });
  const changed = new Set<OrderId>();
  /** The alerts of other desks, and when they are told from here at the earliest. */
  const inherited = new Map<AlertId, number>();
  let unsubscribe = (): void => {};
  const hold = createHold(clock, parts.catchingUp, longestHoldMs);
  const unknown = createHold(clock, () => mayBeDone(null), longestUnknownMs);
  const next = createNextCheck(clock, look);
  const startedAt = clock.uptime();
  const isHeard = (alert: AlertId): boolean | 'not-known' =>
    !isStillSilent(alert, parts.warnings()) && (parts.knowsOf(warnedOf(alert)) || 'not-known');

  function look(): void {
    let wait = againMs;
    try {
      wait = lookNow();
    } catch (error) {
      log.error('looking for what is to be told stopped at a fault', { error });
    }
    next.in(wait);
  }

  /** @returns after how long to look again, in milliseconds */
  function lookNow(): number {
    const isUnknown = unknown.isOn();
    // what the computer that tells looks at is nothing for this one to keep; what is held stays news until the hold is over
    if (!tells()) {
      changed.clear();
      inherited.clear();
    } else if (!hold.isOn()) {
      for (const id of changed) {
        apart({ orderId: id }, () => {
          if (isUnknown && mayBeDone(ledger.orders.get(id))) return;
          // what is told is told once, so that looking again does no harm
          looks.atOrder(id);
          changed.delete(id);
        });
      }
      if (!isUnknown) lookAtRest();
    }
    return isUnknown ? againMs : everyMs;
  }

  function lookAtRest(): void {
    for (const [alert, notBefore] of inherited) {
      apart({ alert }, () => {
        alerts.inherit(alert, notBefore);
        inherited.delete(alert);
      });
    }
    for (const other of looks.others) apart({}, other);
  }

  function apart(about: LogFields, lookAt: () => void): void {
    try {
      lookAt();
    } catch (error) {
      log.error('looking for what is to be told stopped at a fault', { ...about, error });
    }
  }

  function noteRaised(entries: readonly Entry[]): void {
    for (const { kind, data } of entries) {
      if (kind === 'alert-raised') inherited.set(data.alert, clock.now() + graceMs);
    }
  }

  return {
    reasonToKeepQuiet({ occasion, alert, orderId, manager, person }) {
      switch (occasion) {
        case 'cancelled':
          return orderId !== null && ledger.orders.get(orderId)?.status !== 'cancelled'
            ? 'The order is not cancelled any more'
            : null;
        case 'unpaid': {
          const id = alerts.raisedOf(alert)[0]?.data.draft;
          const draft = id === undefined ? null : ledger.drafts.get(id);
          return draft && foundUnpaid(draft, clock.now()) ? null : 'The link is not waited for any more';
        }
        case 'silence':
          if (isHeard(alert) !== true) return null;
          return isOfMail(alert) ? 'The mail is not waited for any more' : 'The source is heard again';
        case 'chat': {
          const asking = person === undefined ? null : ledger.people.get(person);
          return asking && askedAlert(asking) === alert ? null : 'The customer was answered';
        }
        case 'digest':
          return null;
        case 'one-tap':
          // what is not known yet is no reason: ManyChat is asked before it leaves
          return parts.reachOf(manager)?.state === 'open' ? 'Messenger reaches for longer' : null;
      }
    },
    reasonToWait({ occasion, alert }) {
      const isStarting = clock.uptime() - startedAt < longestUnaskedMs;
      return occasion === 'silence' && isStarting && isHeard(alert) === 'not-known'
        ? 'It is not known yet whether the source is heard again'
        : null;
    },
    details({ person }) {
      const asking = person === undefined ? null : ledger.people.get(person);
      return asking ? askingDetails(asking, parts.language()) : noDetails;
    },
    handOver: alerts.handOver,
    onRefused: alerts.onRefused,
    start() {
      const since = clock.now() - lookBackMs;
      for (const { order } of ledger.orders.each({ since, status: 'cancelled' })) changed.add(order.id);
      for (const alert of alerts.inheritable()) inherited.set(alert, clock.now());
      unsubscribe = ledger.entries.onAppended((entries, { from, quiet }) => {
        if (from === 'another-desk' && !quiet) noteRaised(entries);
        const told = entries.filter(isNews);
        for (const { orderId } of told) if (orderId !== null) changed.add(orderId);
        if (told.length > 0) next.in(settleMs);
      });
      next.in(settleMs);
    },
    async stop() {
      unsubscribe();
      next.end();
    },
  };
}
