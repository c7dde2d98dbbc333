// Upgrades a ledger to a version and dies before one statement: `node upgrade-child.ts FILE VERSION STATEMENT
// [torn]`. `torn` uses no transaction. Prints the number of statements if it survives.
import { openDatabase } from '../../../src/main/ledger/database.ts';
import { migrate } from '../../../src/main/ledger/migrate.ts';
import { upgradeSteps } from './upgrade-steps.ts';

const [file = '', version = '0', last = '0', how = 'whole'] = process.argv.slice(2);
const database = openDatabase(file);
let statements = 0;
const counted =
  <A extends readonly unknown[], R>(write: (...args: A) => R) =>
  (...args: A): R => {
    statements += 1;
    if (statements === Number(last)) process.kill(process.pid, 'SIGKILL');
    return write(...args);
  };
const execute = counted(database.exec);

/** The statements of a script; those inside a trigger belong to it. */
function statementsOf(script: string): readonly string[] {
  const all: string[] = [];
  let one = '';
  for (const line of script.split('\n')) {
    one += `${line}\n`;
    const isEnd = /create trigger/i.test(one) ? /\bend;\s*$/i.test(line) : /;\s*$/.test(line);
    if (!isEnd) continue;
    all.push(one);
    one = '';
  }
  return one.trim() === '' ? all : [...all, one];
}

migrate(
  {
    ...database,
    exec: (script) => statementsOf(script).forEach(execute),
    run: counted(database.run),
    insert: counted(database.insert),
    ...(how === 'torn' && { transaction: <T>(work: () => T): T => work() }),
  },
  upgradeSteps.filter((one) => one.version <= Number(version)),
);
database.close();
process.stdout.write(String(statements));
