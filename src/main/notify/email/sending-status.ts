import type { Problem } from '../../../shared/problem.ts';
import type { Connection, ConnectionStatus } from '../../ports.ts';

export type Sending = {
  /** The problem that stops every e-mail. */
  readonly emailProblem: () => Problem | null;
  readonly checkEmail: () => Promise<unknown>;
};

/** Adds the sending status to the mailbox's card. A problem of reading takes precedence. */
export function addSendingStatus(connection: Connection, { emailProblem, checkEmail }: Sending): Connection {
  const tell = (status: ConnectionStatus): ConnectionStatus => {
    const stops = emailProblem();
    return {
      ...status,
      ...(stops && status.problem === null && { problem: stops.message, fix: stops.fix ?? null }),
      facts: [...status.facts, { label: 'Sends e-mail', value: stops ? 'stopped' : 'allowed' }],
    };
  };
  return {
    name: connection.name,
    status: () => tell(connection.status()),
    async check() {
      const [status] = await Promise.all([connection.check(), checkEmail()]);
      return tell(status);
    },
  };
}
