import { ownQuery } from '../../state/queries/own-store.ts';

/** All mail templates. Main reads a month of mails for each request. */
export const templatesQuery = ownQuery({
  ask: (client) => client.call('mailTemplates.list', undefined),
  // each event changes how many mails of a template need review
  when: ({ kind }) =>
    kind === 'mail-templates-changed' ||
    kind === 'mail-warnings-changed' ||
    kind === 'orders-changed' ||
    kind === 'app-changed',
});
