import type { Connection, ConnectionStatus } from '../ports.ts';

/** A source that another computer of the shop listens to: what it brings comes from there. */
export function listenedElsewhere(connection: Connection): Connection {
  const status = (): ConnectionStatus => ({
    ...connection.status(),
    state: 'off',
    problem: null,
    fix: null,
    facts: [],
    elsewhere: true,
  });
  return { name: connection.name, status, check: async () => status() };
}
