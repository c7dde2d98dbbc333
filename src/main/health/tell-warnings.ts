import type { MailWarning } from '../../shared/trainer.ts';
import type { Connection, ConnectionStatus } from '../ports.ts';

const consentFix =
  'Sign in with Google again. Set the consent screen to "In production" and it will not end after 7 days.';

/** The mailbox's own card says too what is unusual about its mails; a problem of the connection itself comes first. */
export function tellWarnings(connection: Connection, warnings: () => readonly MailWarning[]): Connection {
  const tell = (status: ConnectionStatus): ConnectionStatus => {
    const found = warnings().filter(({ kind }) => kind !== 'stopped' || status.problem === null);
    const [first] = found;
    if (!first) return status;
    return {
      ...status,
      problem: status.problem ?? first.text,
      fix: status.problem === null && first.kind === 'consent' ? consentFix : status.fix,
      facts: [...status.facts, { label: 'Warnings about mails', value: String(found.length) }],
    };
  };
  return {
    name: connection.name,
    status: () => tell(connection.status()),
    check: async () => tell(await connection.check()),
  };
}
