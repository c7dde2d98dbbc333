// Writes orders with their notifications one by one, and lists the durable ones in a file: `node writer.ts DIR
// ORDERS [unsynced]`. `unsynced` does not wait for the disk.
import { openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openLedger } from '../../../../src/main/ledger/open.ts';
import { workstationIdSchema } from '../../../../src/shared/ids.ts';
import { fakeClock } from '../../../support/clock.ts';
import { connectionsOf, leaveUnsynced } from '../../../support/connections.ts';
import { incomingOrder, received } from '../../../support/orders.ts';

const [dir = '', orders = '0', how = 'synced'] = process.argv.slice(2);
const file = join(dir, 'ledger.db');

const acknowledged = openSync(join(dir, 'acknowledged'), 'a');
const clock = fakeClock();
const [ledger, connections] = await connectionsOf(() =>
  openLedger({ file, clock, deskId: workstationIdSchema.parse('desk-1') }),
);
if (how === 'unsynced') leaveUnsynced(connections);
for (let number = 1; number <= Number(orders); number += 1) {
  ledger.transaction(() => {
    ledger.entries.append(received(incomingOrder({ sourceId: String(number) })));
    ledger.outbox.put({ kind: 'notify', key: `notify:${number}`, payload: {} });
  });
  writeSync(acknowledged, `${number}\n`);
}
