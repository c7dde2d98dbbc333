import type { Alert, AlertId } from '../../../shared/alert-rules/alert.ts';
import type { Way } from '../../../shared/alert-rules/channels.ts';
import { nextWay, ways } from '../../../shared/alert-rules/channels.ts';
import { hasLeft } from '../../../shared/alert-rules/due.ts';
import type { Rule } from '../../../shared/alert-rules/rules.ts';
import { unpaidHoursOf } from '../../../shared/alert-rules/rules.ts';
import { membersOf } from '../../../shared/alert-rules/team.ts';
import type { EntryOf } from '../../../shared/entry.ts';
import type { OrderId } from '../../../shared/ids.ts';
import { entryIdSchema } from '../../../shared/ids.ts';
import { latestNotices } from '../../../shared/latest-notices.ts';
import { alertKinds, kindsOf } from '../../notice-kinds.ts';
import type { Clock, Ledger } from '../../ports.ts';
import type { ManagerConfig } from '../../settings/config.ts';
import { noticeTo, openTo } from '../../settings/ways-of.ts';
import type { RuleStore } from '../alert-rules/rule-store.ts';
import { graceMs } from '../may-notify.ts';
import type { AlertNotice } from './alert-notice.ts';
import { alertKey, alertOf } from './alert-notice.ts';
import type { Found } from './found.ts';
import { isStale, newsMs } from './found.ts';
import type { AlertDesk } from './send-alert.ts';

export type AlertBookParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly book: RuleStore;
  readonly managers: () => readonly ManagerConfig[];
  /** Whether the channel can send now. */
  readonly isOpen: (way: Way) => boolean;
};

type Raised = EntryOf<'alert-raised'>;

export type AlertBook = Pick<AlertDesk, 'handOver' | 'onRefused'> & {
  isRaised(alert: AlertId): boolean;
  raisedOf(alert: AlertId): readonly Raised[];
  /** Records the alert and enqueues its notifications; does nothing if it was raised before. */
  raise(alert: Omit<Alert, 'to'>, to: readonly string[], orderId: OrderId | null): void;
  /** Raises it by its matching alert rule, if there is one. @param text called only if it is raised */
  tell(found: Found, text: () => string): void;
  /** Escalates an alert that waits for an answer to the next step of its rule, if due. */
  passOnWaiting(alert: AlertId): void;
  /**
   * Enqueues notifications that another computer may not have sent before it went offline. Each is announced before it is sent,
   * so that the other computer cannot cause a duplicate.
   */
  inherit(): void;
};

/**
 * Alerts beside new orders, and their recipients. The id of each alert comes from its cause, so that failover and restart
 * continue without duplicates.
 */
export function createAlertBook(parts: AlertBookParts): AlertBook {
  const { ledger, clock, book, managers, isOpen } = parts;

  const raisedOf = (alert: AlertId): readonly Raised[] =>
    ledger.entries
      .ofSubject(alert)
      .filter((entry) => entry.kind === 'alert-raised')
      .toSorted((one, other) => one.data.step - other.data.step);
  const endsOf = (alert: AlertId): readonly EntryOf<'alert-ended'>['data'][] =>
    ledger.entries.ofSubject(alert).flatMap(({ kind, data }) => (kind === 'alert-ended' ? [data] : []));
  const isRaised = (alert: AlertId): boolean => ledger.entries.has(entryIdSchema.parse(`alert:${alert}:1`));

  /** The current version of the rule that raised an alert. */
  function ruleOf(alert: AlertId): Rule | undefined {
    const name = raisedOf(alert)[0]?.data.rule;
    return book.bell().bell.rules.find(({ id }) => id === name);
  }

  function openWays({ alert, occasion }: AlertNotice, manager: ManagerConfig): readonly Way[] {
    const allowed: readonly Way[] = occasion === 'one-tap' ? ['messenger'] : (ruleOf(alert)?.ways ?? ways);
    return openTo(manager, allowed, isOpen);
  }

  /**
   * Enqueues it for its manager through the first open channel that has not refused it. Call inside a transaction.
   * @returns whether there is such a channel
   */
  function owe(notice: AlertNotice, notBefore = clock.now()): boolean {
    const { alert, orderId } = notice;
    const manager = managers().find(({ name }) => name === notice.manager);
    if (!manager) return false;
    // a disconnected account has sent nothing
    const told = latestNotices(endsOf(alert).filter((end) => end.manager === manager.name)).filter(hasLeft);
    const way = nextWay(openWays(notice, manager), told);
    if (way === null) return false;
    const message = {
      kind: kindsOf(way).alert,
      key: alertKey(alert, manager.name, way),
      payload: { ...notice, ...noticeTo(manager, way), ...(way !== 'messenger' && { channel: way }) },
      notBefore,
    };
    return ledger.outbox.put({ ...message, ...(orderId !== null && { orderId }) }) !== null;
  }

  const noticeOf = (
    { alert, occasion, person, text }: Omit<Alert, 'to'>,
    orderId: OrderId | null,
    manager: string,
  ): AlertNotice => ({ alert, occasion, orderId, manager, text, ...(person !== undefined && { person }) });

  function raise(alert: Omit<Alert, 'to'>, to: readonly string[], orderId: OrderId | null): void {
    ledger.transaction(() => {
      const raised = ledger.entries.append({
        id: entryIdSchema.parse(`alert:${alert.alert}:${alert.step}`),
        orderId,
        at: clock.now(),
        by: 'orderbell',
        kind: 'alert-raised',
        data: { ...alert, to },
      });
      if (!raised) return;
      const owed = to.filter((manager) => owe(noticeOf(alert, orderId, manager)));
      // without a reachable recipient the alert is escalated at once, even if it rings at a computer
      if (owed.length === 0) passOn(alert.alert);
    });
  }

  /** Escalates to the next step of its rule that names a suitable new recipient. */
  function raiseNext(alert: AlertId, willDo: (name: string, last: Raised) => boolean): void {
    const raised = raisedOf(alert);
    const last = raised.at(-1);
    const rule = ruleOf(alert);
    if (!last || !rule) return;
    const { to: _to, sound: _sound, ...told } = last.data;
    const known = new Set(raised.flatMap(({ data }) => data.to));
    for (let step = told.step + 1; step <= rule.steps.length; step += 1) {
      const next = rule.steps[step - 1];
      const to = next ? membersOf(next.whom, book.team(), rule.loud).filter((one) => !known.has(one)) : [];
      if (!next || !to.some((name) => willDo(name, last))) continue;
      raise({ ...told, step, ...(next.rings && { sound: rule.sound }) }, to, last.orderId);
      return;
    }
  }

  /** Escalates an alert if no recipient could be reached and no notification is pending. */
  function passOn(alert: AlertId): void {
    const isPending = alertKinds
      .flatMap((kind) => ledger.outbox.open(kind))
      .some(({ state, payload }) => state !== 'parked' && alertOf(payload) === alert);
    if (isPending || !endsOf(alert).every(({ state }) => state === 'refused')) return;
    raiseNext(alert, (name, { data, orderId }) => {
      const manager = managers().find((one) => one.name === name);
      return manager !== undefined && openWays(noticeOf(data, orderId, name), manager).length > 0;
    });
  }

  return {
    isRaised,
    raisedOf,
    raise,
    tell(found, text) {
      if (isRaised(found.alert)) return;
      const rule = book.alertRule(found.occasion, found.ruled, found.inCharge);
      const [step] = rule?.steps ?? [];
      if (!rule || !step || isStale(found, unpaidHoursOf(rule.when))) return;
      const { alert, occasion, orderId, draft, person } = found;
      raise(
        {
          alert,
          occasion,
          ...(draft !== undefined && { draft }),
          ...(person !== undefined && { person }),
          rule: rule.id,
          step: 1,
          ...(step.rings && { sound: rule.sound }),
          text: text(),
        },
        membersOf(step.whom, book.team(), rule.loud),
        orderId,
      );
    },
    passOnWaiting(alert) {
      const last = raisedOf(alert).at(-1);
      const step = last && ruleOf(alert)?.steps[last.data.step - 1];
      if (!step || clock.now() - last.recordedAt < step.passOnMinutes * 60_000) return;
      raiseNext(alert, () => true);
    },
    inherit() {
      const now = clock.now();
      const raised = ledger.entries
        .alertsSince(now - newsMs)
        .filter(({ desk, recordedAt }) => desk !== ledger.deskId && now - recordedAt < newsMs);
      for (const { data, orderId, recordedAt } of raised) {
        const ended = endsOf(data.alert).flatMap(({ state, manager }) =>
          state === 'refused' ? [] : [manager],
        );
        // the other computer sends it first, if it can
        const notBefore = Math.min(now, recordedAt) + graceMs;
        ledger.transaction(() => {
          for (const name of data.to) {
            if (!ended.includes(name)) owe(noticeOf(data, orderId, name), notBefore);
          }
        });
      }
    },
    handOver: (notice) => owe(notice),
    onRefused: passOn,
  };
}
