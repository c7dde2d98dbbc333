import type { MailWarning } from '../../shared/trainer.ts';
import { allowFix } from '../notify/email/send-problem.ts';
import type { Connection, ConnectionStatus } from '../ports.ts';

const fixes: { readonly [kind in MailWarning['kind']]?: string } = {
  consent:
    'Sign in with Google again. Set the consent screen to "In production" and it will not end after 7 days.',
  'send-consent': allowFix,
};

/** Adds warnings about unusual mails to the mailbox's connection status. A problem of the connection itself comes first. */
export function addWarnings(connection: Connection, warnings: () => readonly MailWarning[]): Connection {
  const tell = (status: ConnectionStatus): ConnectionStatus => {
    const found = warnings().filter(({ kind }) => kind !== 'stopped' || status.problem === null);
    const [first] = found;
    if (!first) return status;
    return {
      ...status,
      problem: status.problem ?? first.text,
      fix: status.problem === null ? (fixes[first.kind] ?? status.fix) : status.fix,
      facts: [...status.facts, { label: 'Warnings about mails', value: String(found.length) }],
    };
  };
  return {
    name: connection.name,
    status: () => tell(connection.status()),
    check: async () => tell(await connection.check()),
  };
}
