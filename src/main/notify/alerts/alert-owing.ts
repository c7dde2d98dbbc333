import type { Way } from '../../../shared/alert-rules/channels.ts';
import { nextWay } from '../../../shared/alert-rules/channels.ts';
import { hasLeft } from '../../../shared/alert-rules/due.ts';
import { latestNotices } from '../../../shared/latest-notices.ts';
import type { Ledger } from '../../ports.ts';
import type { ManagerConfig } from '../../settings/config.ts';
import { openTo } from '../../settings/ways-of.ts';
import type { AlertNotice } from './alert-notice.ts';
import { alertEmailKind, alertKey, alertKind } from './alert-notice.ts';

export type AlertOwingParts = {
  readonly ledger: Ledger;
  readonly managers: () => readonly ManagerConfig[];
  /** Whether the channel can send now. */
  readonly isOpen: (way: Way) => boolean;
  /** The channels of an alert, in order. */
  readonly ways: (notice: AlertNotice) => readonly Way[];
};
export type AlertOwing = {
  /**
   * Enqueues it for its manager through the first open channel that has not refused it. Call inside a transaction.
   * @param notBefore epoch milliseconds; default: now
   * @returns whether there is such a channel
   */
  owe(notice: AlertNotice, notBefore?: number): boolean;
  /** Whether the manager has any channel. */
  reaches(notice: AlertNotice): boolean;
};

export function createAlertOwing({ ledger, managers, isOpen, ways }: AlertOwingParts): AlertOwing {
  const managerOf = (notice: AlertNotice): ManagerConfig | undefined =>
    managers().find(({ name }) => name === notice.manager);

  return {
    reaches(notice) {
      const manager = managerOf(notice);
      return manager !== undefined && openTo(manager, ways(notice), isOpen).length > 0;
    },
    owe(notice, notBefore) {
      const { alert, orderId } = notice;
      const manager = managerOf(notice);
      if (!manager) return false;
      const open = openTo(manager, ways(notice), isOpen);
      const ends = ledger.entries
        .ofSubject(alert)
        .flatMap(({ kind, data }) => (kind === 'alert-ended' && data.manager === manager.name ? [data] : []));
      // a disconnected account has sent nothing
      const told = latestNotices(ends).filter(hasLeft);
      const way = nextWay(open, told);
      if (way === null) return false;
      const message = {
        messenger: { kind: alertKind, payload: { ...notice, subscriberId: manager.subscriberId } },
        email: { kind: alertEmailKind, payload: { ...notice, email: manager.email, channel: way } },
      }[way];
      const key = alertKey(alert, manager.name, way);
      const when = notBefore !== undefined && { notBefore };
      return ledger.outbox.put({ ...message, key, ...(orderId !== null && { orderId }), ...when }) !== null;
    },
  };
}
