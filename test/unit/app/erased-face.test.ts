import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { composeDesk } from '../../../src/main/app.ts';
import { openDataDir } from '../../../src/main/ledger/data-dir.ts';
import { openLedger } from '../../../src/main/ledger/open.ts';
import { openSettingsFile } from '../../../src/main/settings/settings-file.ts';
import { orderIdOf } from '../../../src/shared/ids.ts';
import { callerOf } from '../../support/caller.ts';
import { closeOrdersOf } from '../../support/close-orders.ts';
import { testHost } from '../../support/host.ts';
import { fact, incomingOrder, received } from '../../support/orders.ts';

const clean: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const step of clean.splice(0).reverse()) await step();
});

it('deletes the faces of an erased customer from disk, and no others', async () => {
  const { host, remove } = testHost();
  clean.push(remove);
  const directory = openDataDir(host.dataDir);
  const { deskId } = directory;
  const ledger = openLedger({ file: directory.ledgerFile('shop'), clock: host.clock, deskId });
  const id = orderIdOf('shopify', '1');
  ledger.entries.append(received(incomingOrder({ sourceId: '1', customer: { name: 'Olena' } })));
  closeOrdersOf(ledger, id);
  const linked = { draftId: 'd', tag: 't', subscriberId: '7001' };
  ledger.entries.append(fact({ id: 'l', kind: 'draft-linked', orderId: id, data: linked }));
  for (const subscriberId of ['7001', '7002']) {
    const touch = { subscriberId, name: 'O', wantsManager: false };
    ledger.entries.append(
      fact({ id: `t:${subscriberId}`, kind: 'touched', orderId: null, at: 5, data: touch }),
    );
  }
  ledger.close();
  directory.close();
  openSettingsFile(join(host.dataDir, 'settings.json')).change({ sampleRemoved: true });
  const faces = join(host.dataDir, 'faces');
  mkdirSync(faces);
  for (const name of ['7001-a', '7001-b', '7002-a']) writeFileSync(join(faces, name), '');

  const app = await composeDesk(host);
  clean.push(() => app.stop());
  expect(readdirSync(faces)).toHaveLength(3);
  await callerOf(app.dispatch)('customers.erase', { id, orders: 1 });
  expect(readdirSync(faces)).toEqual(['7002-a']);
});
