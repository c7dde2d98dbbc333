import type { Entry } from '../../../shared/entry.ts';
import type { OrderId } from '../../../shared/ids.ts';
import type { WarnedOf } from '../../../shared/trainer.ts';
import type { Loop } from '../../ports.ts';
import { createHold } from '../hold.ts';
import { createNextCheck } from '../next-check.ts';
import { createAlertBook } from './alert-book.ts';
import type { AlertCheckParts } from './alert-checks.ts';
import { createAlertChecks } from './alert-checks.ts';
import { askingDetails } from './alert-words.ts';
import { askedAlert, foundUnpaid, isOfMail, isStillSilent, warnedOf } from './found.ts';
import type { AlertDesk } from './send-alert.ts';
import { noDetails } from './send-alert.ts';

export type AlerterParts = Omit<AlertCheckParts, 'alerts'> & {
  /** Whether this was checked since the start, so that a missing warning means all is well. */
  readonly knowsOf: (what: WarnedOf) => boolean;
  /** Whether this computer is the leader, which raises alerts. */
  readonly tells: () => boolean;
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
const afterFaultMs = 5_000;
const longestHoldMs = 15 * 60_000;
/** At start, orders cancelled longer than this after they arrived are not checked. */
const lookBackMs = 14 * 24 * 60 * 60_000;
/** The maximum wait for a source that was not polled since the start. */
const longestUnaskedMs = 60_000;

/** Finds causes of alerts beside new orders and raises each alert once. */
export function createAlerter(parts: AlerterParts): Alerter {
  const { ledger, clock, tells } = parts;
  const alerts = createAlertBook(parts);
  const check = createAlertChecks({ ...parts, alerts });
  const startedAt = clock.uptime();
  let unsubscribe = (): void => {};
  const hold = createHold(clock, parts.catchingUp, longestHoldMs);
  const changed = new Set<OrderId>();
  const next = createNextCheck(clock, () => {
    const isHeld = hold.isOn();
    if (!tells()) changed.clear(); // the leader checks them
    const isFaulty = tells() && !isHeld && !check(changed);
    next.in(isFaulty ? afterFaultMs : everyMs);
  });

  return {
    reasonToKeepQuiet({ occasion, alert, orderId, manager, person }) {
      switch (occasion) {
        case 'cancelled':
          return orderId !== null && ledger.orders.get(orderId)?.status !== 'cancelled'
            ? 'The order is no longer cancelled'
            : null;
        case 'unpaid': {
          const id = alerts.raisedOf(alert)[0]?.data.draft;
          const draft = id === undefined ? null : ledger.drafts.get(id);
          return draft && foundUnpaid(draft, clock.now()) ? null : 'The payment link is no longer waiting';
        }
        case 'silence':
          if (isStillSilent(alert, parts.warnings()) || !parts.knowsOf(warnedOf(alert))) return null;
          return isOfMail(alert) ? 'The mail is no longer expected' : 'The source works again';
        case 'chat': {
          const asking = person === undefined ? null : ledger.people.get(person);
          return asking && askedAlert(asking) === alert ? null : 'The customer was answered';
        }
        case 'digest':
          return null;
        case 'one-tap':
          // unknown reachability is no reason: ManyChat is asked before sending
          return parts.reachOf(manager)?.state === 'open' ? 'Messenger can be used for longer' : null;
      }
    },
    reasonToWait({ occasion, alert }) {
      const isStarting = clock.uptime() - startedAt < longestUnaskedMs;
      return occasion === 'silence' && isStarting && !parts.knowsOf(warnedOf(alert))
        ? 'It is not known yet whether the source works again'
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
      unsubscribe = ledger.entries.onAppended((entries) => {
        const news = entries.filter(isNews);
        for (const { orderId } of news) if (orderId !== null) changed.add(orderId);
        if (news.length > 0) next.in(settleMs);
      });
      next.in(settleMs);
    },
    async stop() {
      unsubscribe();
      next.end();
    },
  };
}
