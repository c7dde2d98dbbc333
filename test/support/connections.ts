import { DatabaseSync } from 'node:sqlite';

/** The ledger connections that were opened and left open, which the ledger does not expose. */
export async function connectionsOf<T>(work: () => T | Promise<T>): Promise<[T, readonly DatabaseSync[]]> {
  const all = new Set<DatabaseSync>();
  const { exec } = DatabaseSync.prototype;
  DatabaseSync.prototype.exec = function (this: DatabaseSync, sql: string): void {
    all.add(this);
    exec.call(this, sql);
  };
  try {
    const opened = await work();
    return [opened, [...all].filter((one) => one.isOpen && one.location()?.endsWith('ledger.db'))];
  } finally {
    DatabaseSync.prototype.exec = exec;
  }
}

/** Lets commits return before the disk has them. */
export function leaveUnsynced(connections: readonly DatabaseSync[]): void {
  if (connections.length === 0) throw new Error('no connection was seen to be opened');
  for (const connection of connections) connection.exec('PRAGMA synchronous = NORMAL');
}
