// Brings a ledger to a version and dies at one of the calls that write: `node upgrade-child.ts FILE VERSION CALL [torn]`.
// `torn` does without the transaction. Says how many calls there were, if it lives.
import { openDatabase } from '../../src/main/ledger/database.ts';
import { migrate, migrations } from '../../src/main/ledger/migrate.ts';

const [file = '', version = '0', last = '0', how = 'whole'] = process.argv.slice(2);
const database = openDatabase(file);
let calls = 0;
const counted =
  <A extends readonly unknown[], R>(write: (...args: A) => R) =>
  (...args: A): R => {
    calls += 1;
    if (calls === Number(last)) process.kill(process.pid, 'SIGKILL');
    return write(...args);
  };
migrate(
  {
    ...database,
    exec: counted(database.exec),
    run: counted(database.run),
    insert: counted(database.insert),
    ...(how === 'torn' && { transaction: <T>(work: () => T): T => work() }),
  },
  migrations.filter((one) => one.version <= Number(version)),
);
database.close();
process.stdout.write(String(calls));
