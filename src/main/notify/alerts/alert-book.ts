import type { Alert, AlertId } from '../../../shared/alert-rules/alert.ts';
import type { Way } from '../../../shared/alert-rules/channels.ts';
import { ways } from '../../../shared/alert-rules/channels.ts';
import type { Rule } from '../../../shared/alert-rules/rules.ts';
import { unpaidHoursOf } from '../../../shared/alert-rules/rules.ts';
import { membersOf } from '../../../shared/alert-rules/team.ts';
import type { EntryOf } from '../../../shared/entry.ts';
import type { OrderId } from '../../../shared/ids.ts';
import { entryIdSchema } from '../../../shared/ids.ts';
import type { Clock, Ledger } from '../../ports.ts';
import type { ManagerConfig } from '../../settings/config.ts';
import type { RuleStore } from '../alert-rules/rule-store.ts';
import type { AlertNotice } from './alert-notice.ts';
import { alertKinds, alertOf } from './alert-notice.ts';
import { createAlertOwing } from './alert-owing.ts';
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

export type AlertBook = Pick<AlertDesk, 'handOver' | 'onRefused'> & {
  isRaised(alert: AlertId): boolean;
  raisedOf(alert: AlertId): readonly EntryOf<'alert-raised'>[];
  /** Records the alert and enqueues its notifications; does nothing if it was raised before. */
  raise(alert: Omit<Alert, 'to'>, to: readonly string[], orderId: OrderId | null): void;
  /** Raises it by its matching alert rule, if there is one. @param text called only if it is raised */
  tell(found: Found, text: () => string): void;
  /** Escalates an alert that waits for an answer to the next step of its rule, if due. */
  passOnWaiting(alert: AlertId): void;
  /** Alerts of other computers that may have pending notifications. */
  inheritable(): readonly AlertId[];
  /**
   * Enqueues notifications that the computer which raised the alert may not have sent before it went offline.
   * Each is claimed before it is sent, so that the other computer cannot cause a duplicate.
   */
  inherit(alert: AlertId, notBefore: number): void;
};

/**
 * Alerts beside new orders, and their recipients. The id of each alert comes from its cause, so that failover and restart
 * continue without duplicates.
 */
export function createAlertBook(parts: AlertBookParts): AlertBook {
  const { ledger, clock, book } = parts;
  const owing = createAlertOwing({
    ...parts,
    ways: (notice) => (notice.occasion === 'one-tap' ? ['messenger'] : (ruleOf(notice.alert)?.ways ?? ways)),
  });

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
      const owed = to.filter((manager) => owing.owe(noticeOf(alert, orderId, manager)));
      // without a reachable recipient the alert is escalated at once, even if it rings at a computer
      if (owed.length === 0) passOn(alert.alert);
    });
  }

  const noticeOf = (
    { alert, occasion, person, text }: Omit<Alert, 'to'>,
    orderId: OrderId | null,
    manager: string,
  ): AlertNotice => ({ alert, occasion, orderId, manager, text, ...(person !== undefined && { person }) });

  const isRaised = (alert: AlertId): boolean => ledger.entries.has(entryIdSchema.parse(`alert:${alert}:1`));

  function tell(found: Found, text: () => string): void {
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
  }

  /** The current version of the rule that raised an alert. */
  const ruleOf = (alert: AlertId): Rule | undefined => {
    const name = raisedOf(alert)[0]?.data.rule;
    return book.bell().bell.rules.find(({ id }) => id === name);
  };

  const raisedOf = (alert: AlertId): readonly EntryOf<'alert-raised'>[] =>
    ledger.entries.ofSubject(alert).filter((entry) => entry.kind === 'alert-raised');

  const endsOf = (alert: AlertId): readonly EntryOf<'alert-ended'>[] =>
    ledger.entries.ofSubject(alert).filter((entry) => entry.kind === 'alert-ended');

  /** Whether no recipient could be reached and no notification is pending. */
  function isUnheard(alert: AlertId): boolean {
    const isOwed = alertKinds
      .flatMap((kind) => ledger.outbox.open(kind))
      .some(({ state, payload }) => state !== 'parked' && alertOf(payload) === alert);
    return !isOwed && endsOf(alert).every(({ data }) => data.state === 'refused');
  }

  /**
   * Sends the alert to the new recipients of the next step, if any can be reached. If no step has one, to those who were left
   * out because of quiet hours.
   */
  function passOn(alert: AlertId): void {
    const raised = raisedOf(alert);
    const last = lastOf(raised);
    const rule = ruleOf(alert);
    if (!last || !rule || !isUnheard(alert)) return;
    const { to: _to, sound: _sound, ...told } = last.data;
    const known = new Set(raised.flatMap(({ data }) => data.to));
    const reaches = (one: string): boolean => owing.reaches(noticeOf(told, last.orderId, one));
    if (raiseNext(rule, raised, (to) => to.some(reaches))) return;
    // recipients without a message may have seen it at a computer
    if (endsOf(alert).length === 0 && [...known].some((one) => book.atDesks().has(one))) return;
    const all = new Set(rule.steps.flatMap(({ whom }) => membersOf(whom, book.team(), true)));
    const quiet = [...all].filter((one) => !known.has(one));
    // the rule may have fewer steps than when the alert was raised
    const after = Math.max(told.step, rule.steps.length) + 1;
    if (quiet.some(reaches)) raise({ ...told, step: after }, quiet, last.orderId);
  }

  /** @returns whether a later step names a suitable new recipient */
  function raiseNext(
    rule: Rule,
    raised: readonly EntryOf<'alert-raised'>[],
    willDo: (to: readonly string[]) => boolean,
  ): boolean {
    const last = lastOf(raised);
    if (!last) return false;
    const { to: _to, sound: _sound, ...told } = last.data;
    const known = new Set(raised.flatMap(({ data }) => data.to));
    for (let step = told.step + 1; step <= rule.steps.length; step += 1) {
      const next = rule.steps[step - 1];
      const to = next ? membersOf(next.whom, book.team(), rule.loud).filter((one) => !known.has(one)) : [];
      if (!next || !willDo(to)) continue;
      raise({ ...told, step, ...(next.rings && { sound: rule.sound }) }, to, last.orderId);
      return true;
    }
    return false;
  }

  /** Escalates to the next step after the last step's waiting time without an answer. */
  function passOnWaiting(alert: AlertId): void {
    const raised = raisedOf(alert);
    const last = lastOf(raised);
    const rule = ruleOf(alert);
    const step = last && rule?.steps[last.data.step - 1];
    if (!rule || !step || clock.now() - last.recordedAt < step.passOnMinutes * 60_000) return;
    raiseNext(rule, raised, (to) => to.length > 0);
  }

  const isInheritable = ({ desk, recordedAt }: EntryOf<'alert-raised'>): boolean =>
    desk !== ledger.deskId && clock.now() - recordedAt < newsMs;

  function inherit(alert: AlertId, notBefore: number): void {
    const ended = ledger.entries
      .ofSubject(alert)
      .flatMap(({ kind, data }) =>
        kind === 'alert-ended' && data.state !== 'refused' ? [data.manager] : [],
      );
    ledger.transaction(() => {
      for (const { data, orderId } of raisedOf(alert).filter(isInheritable)) {
        const untold = data.to.filter((manager) => !ended.includes(manager));
        for (const manager of untold) owing.owe(noticeOf(data, orderId, manager), notBefore);
      }
    });
  }

  return {
    isRaised,
    raisedOf,
    raise,
    tell,
    passOnWaiting,
    inheritable: () =>
      ledger.entries
        .alertsSince(clock.now() - newsMs)
        .filter(isInheritable)
        .map(({ data }) => data.alert),
    inherit,
    handOver: (notice) => owing.owe(notice),
    onRefused: passOn,
  };
}

const lastOf = (raised: readonly EntryOf<'alert-raised'>[]): EntryOf<'alert-raised'> | undefined =>
  raised.toSorted((one, other) => other.data.step - one.data.step)[0];
