import { ownQuery } from '../../state/queries/own-store.ts';

/** The last diagnostics; the results of a run arrive one by one. */
export const reportQuery = ownQuery({
  ask: (client) => client.call('diagnostics.report', undefined),
  when: ({ kind }) => kind === 'diagnostics-changed' || kind === 'app-changed',
});
