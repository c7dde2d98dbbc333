import { useEffect } from 'react';
import type { OrderId } from '../../../shared/ids.ts';
import { useClient } from '../../client/context.tsx';
import { useStores } from '../../state/context.tsx';

const restMs = 400;

/** An order that stays open for a moment is read; one that a run of steps only passes is not. */
export function useReadOnOpen(open: OrderId | null): void {
  const { inbox } = useStores();
  const client = useClient();
  useEffect(() => {
    if (open === null) return;
    const timer = setTimeout(() => {
      const row = inbox.rows().find(({ id }) => id === open);
      // one that is not listed here may be unread: main knows
      if (row && !row.unread) return;
      inbox.change((each) => (each.id === open ? { ...each, unread: false } : each));
      client.call('orders.markUnread', { ids: [open], unread: false }).catch(() => {
        void inbox.refresh(); // it is unread still, and shown so
      });
    }, restMs);
    return () => clearTimeout(timer);
  }, [open, inbox, client]);
}
