import { useEffect } from 'react';
import type { OrderId } from '../../../shared/ids.ts';
import { useClient } from '../../lib/client/context.tsx';
import { useStores } from '../../state/context.tsx';

const restMs = 400;

/** Marks an order as read after it was open for a moment; orders that a run of steps passes stay unread. */
export function useReadOnOpen(open: OrderId | null): void {
  const { inbox } = useStores();
  const client = useClient();
  useEffect(() => {
    if (open === null) return;
    const timer = setTimeout(() => {
      const row = inbox.rows().find(({ id }) => id === open);
      // an order that is not listed here may be unread: main knows
      if (row && !row.unread) return;
      inbox.change((each) => (each.id === open ? { ...each, unread: false } : each));
      client.call('orders.markUnread', { ids: [open], unread: false }).catch(() => {
        void inbox.refresh(); // it is still unread, and the list shows that again
      });
    }, restMs);
    return () => clearTimeout(timer);
  }, [open, inbox, client]);
}
