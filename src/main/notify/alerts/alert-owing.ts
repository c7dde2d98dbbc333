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
  /** Whether anything can be sent by a way now. */
  readonly isOpen: (way: Way) => boolean;
  /** The ways an alert is told by, in order. */
  readonly ways: (notice: AlertNotice) => readonly Way[];
};
export type AlertOwing = {
  /**
   * Owes it to its manager by the first way that is open to him and has not refused it. To be called inside a transaction.
   * @param notBefore epoch milliseconds; now where nothing is said
   * @returns whether there is one
   */
  owe(notice: AlertNotice, notBefore?: number): boolean;
  /** Whether there is a way to write to a manager at all. */
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
      // an account that is gone has told nobody
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
