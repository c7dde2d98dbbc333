import { ownQuery } from '../../../state/queries/own-store.ts';

/** The running shift of the user. Main sums it up for each request. */
export const shiftQuery = ownQuery({
  ask: (client) => client.call('notifications.shift', undefined),
  when: ({ kind }) => kind === 'orders-changed' || kind === 'alert-rules-changed' || kind === 'app-changed',
  everyMs: 60_000,
});
