import { ownQuery } from '../../state/queries/own-store.ts';

/** Where each order is, source by source. Main reads two weeks of orders for each request. */
export const syncQuery = ownQuery({
  ask: (client) => client.call('sync.get', undefined),
  when: ({ kind }) => kind === 'sync-changed' || kind === 'orders-changed' || kind === 'app-changed',
  everyMs: 30_000,
});
