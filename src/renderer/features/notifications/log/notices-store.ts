import type { LoggedNotices } from '../../../../shared/notices.ts';
import type { Client } from '../../../lib/client/client.ts';
import type { Clock } from '../../../lib/clock.ts';
import type { LongListState } from '../../../state/queries/long-list-store.ts';
import { createLongListStore } from '../../../state/queries/long-list-store.ts';
import { ownStore } from '../../../state/queries/own-store.ts';
import type { NoticePlace } from './notice-place.ts';

export type LogState = LongListState<NoticePlace, LoggedNotices>;

const settleMs = 100;
const everyMs = 30_000;

/** The notification log. Started by its own page. */
export function createNoticesStore({ client, clock }: { readonly client: Client; readonly clock: Clock }) {
  const list = createLongListStore<NoticePlace, LoggedNotices>(
    (place, wanted) => client.call('notifications.list', { ...place, ...wanted }),
    { view: 'all', text: '' },
  );
  return {
    ...list,
    /** @returns the function that stops it */
    start(): () => void {
      let cancel: (() => void) | null = null;
      const soon = (): void => {
        cancel ??= clock.after(settleMs, () => {
          cancel = null;
          void list.refresh();
        });
      };
      const ends = [
        client.on(({ kind }) => {
          if (kind === 'orders-changed' || kind === 'app-changed') soon();
        }),
        // pending notifications are retried without an event
        clock.every(everyMs, () => void list.refresh()),
      ];
      return () => {
        cancel?.();
        for (const end of ends) end();
      };
    },
  };
}

export const noticesStore = ownStore(createNoticesStore, (store) => void store.forget());
