import { Problem } from '../../shared/problem.ts';

/** The properties and pragmas of an open database that are checked before it is used. */
export type Settable = {
  readonly inMemory: boolean;
  readonly platform: string;
  readonly sqliteVersion: string;
  /** Runs a pragma, `name` or `name = value`. @returns the first column of its answer */
  pragma(text: string): unknown;
};

/** SQLite 3.7.0 to 3.51.2 could damage a WAL database when its log was reset while another connection wrote. */
const oldestSqlite = '3.51.3';
/** Whether this SQLite version is rejected. */
export const isTooOld = (sqliteVersion: string): boolean => older(sqliteVersion, oldestSqlite);

/**
 * Sets the pragmas that protect a committed order from a power cut, and reads each back: a driver or a build may ignore one
 * silently.
 * @throws Problem `refused` that names the setting
 */
export function makeDurable(database: Settable): void {
  const { inMemory, platform, sqliteVersion } = database;
  if (isTooOld(sqliteVersion)) {
    throw new Problem(
      'refused',
      `SQLite ${sqliteVersion} can damage a ledger; ${oldestSqlite} or newer is needed`,
      {
        fix: 'Update Orderbell.',
      },
    );
  }
  const wanted: readonly (readonly [name: string, set: string | null, value: unknown])[] = [
    ['journal_mode', inMemory ? null : 'WAL', inMemory ? 'memory' : 'wal'],
    ['synchronous', 'FULL', 2],
    ['foreign_keys', 'ON', 1],
    ['busy_timeout', null, 5000],
    ['trusted_schema', 'OFF', 0],
    // on other systems fsync itself flushes to the disk
    ...(platform === 'darwin' ? [['fullfsync', 'ON', 1] as const] : []),
  ];
  for (const [name, set, value] of wanted) {
    if (set !== null) database.pragma(`${name} = ${set}`);
    const found = database.pragma(name);
    if (found !== value) {
      throw new Problem('refused', `the ledger's ${name} is ${String(found)}, not ${String(value)}`, {
        fix: 'Keep the data directory on a local disk.',
      });
    }
  }
}

/** The checks for a reader, which sets no pragma. */
export function assertReadable({ sqliteVersion }: Pick<Settable, 'sqliteVersion'>): void {
  if (isTooOld(sqliteVersion)) throw new Problem('refused', `SQLite ${sqliteVersion} is too old`);
}

function older(version: string, than: string): boolean {
  const [a = 0, b = 0, c = 0] = version.split('.').map(Number);
  const [x = 0, y = 0, z = 0] = than.split('.').map(Number);
  return a - x < 0 || (a === x && (b < y || (b === y && c < z)));
}
