import type { MailWarning } from '../../shared/trainer.ts';
import type { Connection, ConnectionStatus } from '../ports.ts';

/** Adds warnings about unusual mails to the mailbox's connection status. A problem of the connection itself comes first. */
export function addWarnings(connection: Connection, warnings: () => readonly MailWarning[]): Connection {
  const add = (status: ConnectionStatus): ConnectionStatus => {
    const found = warnings().filter(({ kind }) => kind !== 'stopped' || status.problem === null);
    const [first] = found;
    if (!first) return status;
    const facts = [...status.facts, { label: 'Warnings about mails', value: String(found.length) }];
    if (status.problem !== null) return { ...status, facts };
    return { ...status, problem: first.text, fix: first.fix ?? status.fix, facts };
  };
  return {
    name: connection.name,
    status: () => add(connection.status()),
    check: async () => add(await connection.check()),
  };
}
