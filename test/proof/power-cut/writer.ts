// Writes orders down one by one, each with its notice, and says in a file which are durable:
// `node writer.ts DIR ORDERS [unsynced]`. `unsynced` lets the log be written without waiting for the disk.
import { openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openLedger } from '../../../src/main/ledger/open.ts';
import { deskIdSchema } from '../../../src/shared/ids.ts';
import { fakeClock } from '../../support/clock.ts';
import { incomingOrder, received } from '../../support/orders.ts';

const [dir = '', orders = '0', how = 'synced'] = process.argv.slice(2);
const file = join(dir, 'ledger.db');

/** The ledger gives its connection to nobody. */
function connectionsOpened(work: () => void): readonly DatabaseSync[] {
  const all = new Set<DatabaseSync>();
  const { exec } = DatabaseSync.prototype;
  DatabaseSync.prototype.exec = function (this: DatabaseSync, sql: string): void {
    all.add(this);
    exec.call(this, sql);
  };
  work();
  DatabaseSync.prototype.exec = exec;
  return [...all];
}

const acknowledged = openSync(join(dir, 'acknowledged'), 'a');
const clock = fakeClock();
const open = () => openLedger({ file, clock, deskId: deskIdSchema.parse('desk-1') });
let ledger: ReturnType<typeof open> | undefined;
const connections = connectionsOpened(() => {
  ledger = open();
});
if (how === 'unsynced') {
  if (connections.length === 0) throw new Error('no connection was seen to be opened');
  for (const connection of connections) connection.exec('PRAGMA synchronous = NORMAL');
}
for (let number = 1; number <= Number(orders); number += 1) {
  ledger?.transaction(() => {
    ledger?.entries.append(received(incomingOrder({ sourceId: String(number) })));
    ledger?.outbox.put({ kind: 'notify', key: `notify:${number}`, payload: {} });
  });
  writeSync(acknowledged, `${number}\n`);
}
