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
    /** Whether this was checked since the start, so that a missing warning means all is well. */
    readonly knowsOf: (what: WarnedOf) => boolean;
    /** Whether this computer is the leader, which raises alerts. */
    readonly tells: () => boolean;
    /** Whether another computer may have sent this already; without an order: any alert. */
    readonly mayBeDone: (order: Order | null) => boolean;
    /** While the computer catches up after sleep, no alert is raised; a summary follows. */
    readonly catchingUp: () => boolean;
  };
export type Alerter = Loop & AlertDesk;

const newsKinds: ReadonlySet<string> = new Set(['order-updated', 'copy-told', 'duty-set']);
/** Whether an event may be a cancelled order, an ended shift or a request for a manager. */
const isNews = (entry: Entry): boolean =>
  entry.kind === 'touched' ? entry.data.wantsManager : newsKinds.has(entry.kind);
const everyMs = 60_000;
/** Groups changes that arrive together into one check. */
const settleMs = 50;
const againMs = 5_000;
const longestHoldMs = 15 * 60_000;
/** The maximum wait until it is known what other computers have sent. */
const longestUnknownMs = 10 * 60_000;
/** The maximum wait for a source that was not polled since the start. */
const longestUnaskedMs = 60_000;
/** At start, orders cancelled longer than this after they arrived are not checked. */
const lookBackMs = 14 * 24 * 60 * 60_000;

/** Finds causes of alerts beside new orders and raises each alert once. */
export function createAlerter(parts: AlerterParts): Alerter {
  const { ledger, clock, log, tells, mayBeDone } = parts;
  const alerts = createAlertBook(parts);
  const looks = createAlertChecks({ ...parts, alerts });
  const changed = new Set<OrderId>();
  /** Alerts of other computers, and the earliest time to send them from here. */
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

  /** @returns the delay until the next check, in milliseconds */
  function lookNow(): number {
    const isUnknown = unknown.isOn();
    // other computers keep nothing, because the leader checks it; held changes stay until the hold ends
    if (!tells()) {
      changed.clear();
      inherited.clear();
    } else if (!hold.isOn()) {
      for (const id of changed) {
        apart({ orderId: id }, () => {
          if (isUnknown && mayBeDone(ledger.orders.get(id))) return;
          // alerts are raised once, so that repeating the check is safe
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
          // unknown reachability is no reason: ManyChat is asked before sending
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
