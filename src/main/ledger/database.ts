import { DatabaseSync, type StatementResultingChanges, type StatementSync } from 'node:sqlite';
import { isProblem, messageOf, Problem } from '../../shared/problem.ts';
import { keepToOwner } from './keep-to-owner.ts';

export type Value = null | number | string | Uint8Array;
export type Row = { readonly [column: string]: unknown };

/** The subset of SQLite that the ledger uses, so that the driver can be replaced. */
export interface Database {
  exec(sql: string): void;
  /** @returns how many rows it changed */
  run(sql: string, ...values: readonly Value[]): number;
  /** @returns the rowid of the new row */
  insert(sql: string, ...values: readonly Value[]): number;
  get(sql: string, ...values: readonly Value[]): Row | undefined;
  all(sql: string, ...values: readonly Value[]): readonly Row[];
  pragma(text: string): unknown;
  /** A counter that increases with every write that may change a result; used for caches. */
  writes(): number;
  /** Nested calls are savepoints: if one throws, only its writes are rolled back, if the caller catches the error. */
  transaction<T>(work: () => T): T;
  /**
   * One transaction whose long work yields progress. Other code must not use the database before its end; if it is abandoned,
   * everything is rolled back.
   */
  inSteps<S>(work: () => Iterable<S>): Iterable<S>;
  /** Runs `work` after the outermost commit; drops it when the savepoint that registered it is rolled back. */
  afterCommit(work: () => void): void;
  /** Called in every outermost transaction, just before its commit; inside `inSteps` also after each step. */
  beforeCommit(listener: () => void): void;
  /** Called after every outermost commit and its `afterCommit` work. */
  onCommit(listener: () => void): void;
  close(): void;
}

export type DatabaseOptions = {
  readonly readOnly?: boolean;
  /** Called once when SQLite finds the file damaged, before the failing call throws. */
  readonly onDamage?: (fault: string) => void;
};

/** @throws Problem when the file cannot be opened or is no SQLite database */
export function openDatabase(file: string, options: DatabaseOptions = {}): Database {
  const { readOnly = false } = options;
  const driver = explained(
    () => new DatabaseSync(file, { timeout: 5000, enableForeignKeyConstraints: true, readOnly }),
  );
  // a new file is still empty here
  if (!readOnly && file !== ':memory:') keepToOwner(file);
  const statements = new Map<string, StatementSync>();
  let isDamageTold = false;
  const tellDamage = (fault: string): void => {
    if (isDamageTold) return;
    isDamageTold = true;
    options.onDamage?.(fault);
  };
  const guarded = <T>(work: () => T): T => explained(work, tellDamage);
  let depth = 0;
  let writes = 0;
  let asked: (() => void)[] = [];
  const beforeCommit: (() => void)[] = [];
  const onCommit: (() => void)[] = [];

  const prepare = (sql: string): StatementSync => {
    let statement = statements.get(sql);
    if (!statement) {
      statement = driver.prepare(sql);
      statements.set(sql, statement);
    }
    return statement;
  };

  const write = (sql: string, values: readonly Value[]): StatementResultingChanges => {
    writes += 1;
    return guarded(() => prepare(sql).run(...values));
  };

  const begin = (): void => {
    driver.exec('BEGIN IMMEDIATE');
    depth = 1;
  };
  const settle = (): void => {
    for (const listener of beforeCommit) listener();
  };
  const commit = (): void => {
    settle();
    driver.exec('COMMIT');
  };
  const undo = (): void => {
    writes += 1;
    asked = [];
    // SQLite may have rolled back already, as on a full disk
    if (driver.isTransaction) driver.exec('ROLLBACK');
  };
  const follow = (): void => {
    const due = asked;
    asked = [];
    for (const work of due) work();
    for (const listener of onCommit) listener();
  };

  const outermost = <T>(work: () => T): T => {
    begin();
    try {
      const result = finished(work());
      commit();
      return result;
    } catch (error) {
      undo();
      throw error;
    } finally {
      depth = 0;
    }
  };

  const step = <T>(work: () => T): T => {
    const before = asked.length;
    const name = `step${depth}`;
    driver.exec(`SAVEPOINT ${name}`);
    depth += 1;
    try {
      const result = finished(work());
      driver.exec(`RELEASE ${name}`);
      return result;
    } catch (error) {
      writes += 1;
      asked.length = before;
      if (driver.isTransaction) driver.exec(`ROLLBACK TO ${name}; RELEASE ${name}`);
      throw error;
    } finally {
      depth -= 1;
    }
  };

  return {
    exec(sql) {
      writes += 1;
      guarded(() => driver.exec(sql));
    },
    run: (sql, ...values) => Number(write(sql, values).changes),
    insert: (sql, ...values) => Number(write(sql, values).lastInsertRowid),
    get: (sql, ...values) => guarded(() => prepare(sql).get(...values)),
    all: (sql, ...values) => guarded(() => prepare(sql).all(...values)),
    pragma(text) {
      const row: Row | undefined = guarded(() => driver.prepare(`PRAGMA ${text}`).get());
      return row === undefined ? undefined : Object.values(row)[0];
    },
    writes: () => writes,
    transaction<T>(work: () => T): T {
      if (depth > 0) return guarded(() => step(work));
      const result = guarded(() => outermost(work));
      follow();
      return result;
    },
    *inSteps(work) {
      if (depth > 0) throw new Error('work in steps cannot be a step of other work');
      guarded(begin);
      let isCommitted = false;
      try {
        for (const one of work()) {
          // at the commit, all of it would be one long step
          guarded(settle);
          yield one;
        }
        guarded(commit);
        isCommitted = true;
      } finally {
        if (!isCommitted) undo();
        depth = 0;
      }
      follow();
    },
    afterCommit(work) {
      asked.push(work);
    },
    beforeCommit(listener) {
      beforeCommit.push(listener);
    },
    onCommit(listener) {
      onCommit.push(listener);
    },
    close: () => driver.close(),
  };
}

function finished<T>(result: T): T {
  if (result instanceof Promise) throw new Error('a transaction cannot wait: its work returned a promise');
  return result;
}

export const busy = 5;
export const diskFull = 13;
type Refusal = { readonly says: string; readonly fix?: string };
const letGo = 'Close programs that may be using it, such as a backup or a virus scanner';
const letWrite =
  'Close programs that may be using it, such as a backup or a virus scanner, and give Orderbell write access to it and its folder';
// SQLite's primary result codes; the texts are for the person who has to free the disk.
const outside: ReadonlyMap<number, Refusal> = new Map([
  [busy, { says: 'is locked by another program', fix: letGo }],
  [8, { says: 'cannot be written', fix: letWrite }],
  [
    10,
    {
      says: 'cannot be read or written: the disk gave an error',
      fix: 'Check that the disk is connected and working',
    },
  ],
  [11, { says: 'is damaged' }],
  [diskFull, { says: 'cannot grow: the disk is full', fix: 'Free up disk space' }],
  [14, { says: 'cannot be opened', fix: letWrite }],
  [26, { says: 'is not a ledger' }],
]);

/** SQLITE_CORRUPT and SQLITE_NOTADB. */
const damagedCodes: readonly number[] = [11, 26];

/** Whether SQLite reported a damaged file. */
export function isDamage(error: unknown): boolean {
  if (damagedCodes.includes(resultCode(error))) return true;
  return error instanceof Error && error.cause !== undefined && isDamage(error.cause);
}

/** SQLite's primary result code; 0 for an error of another origin. */
export const resultCode = (error: unknown): number =>
  error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;

/** Whether the disk refused a read or write of the ledger; a retry may succeed. */
export const isLedgerRefusal = (error: unknown): boolean =>
  isProblem(error) && outside.has(resultCode(error.cause));

/** Converts disk errors to a Problem; an error in our SQL stays a bug. */
function explained<T>(work: () => T, onDamage: (fault: string) => void = () => {}): T {
  try {
    return work();
  } catch (cause) {
    if (isDamage(cause)) onDamage(messageOf(cause));
    const refusal = outside.get(resultCode(cause));
    if (refusal === undefined) throw cause;
    const { says, ...rest } = refusal;
    throw new Problem('unreachable', `the ledger ${says} (${messageOf(cause)})`, { cause, ...rest });
  }
}
