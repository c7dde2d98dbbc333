// Opens a ledger and dies before one of the write statements: `node opening-child.ts FILE STATEMENT`. Prints the
// number of statements if it survives.
import { DatabaseSync, StatementSync } from 'node:sqlite';
import { openLedger } from '../../../src/main/ledger/open.ts';
import { workstationIdSchema } from '../../../src/shared/ids.ts';
import { fakeClock } from '../../support/clock.ts';

const [file = '', last = '0'] = process.argv.slice(2);
let statements = 0;

/** Counts the calls of an SQLite method. */
function counted(prototype: object, name: string): void {
  const write: unknown = Reflect.get(prototype, name);
  if (typeof write !== 'function') throw new Error(`SQLite has no ${name}`);
  Object.defineProperty(prototype, name, {
    value(this: unknown, ...values: readonly unknown[]): unknown {
      statements += 1;
      if (statements === Number(last)) process.kill(process.pid, 'SIGKILL');
      return Reflect.apply(write, this, values);
    },
  });
}
counted(DatabaseSync.prototype, 'exec');
counted(StatementSync.prototype, 'run');

openLedger({ file, clock: fakeClock(), deskId: workstationIdSchema.parse('desk-1') }).close();
process.stdout.write(String(statements));
