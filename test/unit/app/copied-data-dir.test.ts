import { expect, it, vi } from 'vitest';
import { composeDesk } from '../../../src/main/app.ts';
import type { Toast } from '../../../src/main/host.ts';
import { ledgerFileIn, openDataDir } from '../../../src/main/ledger/data-dir.ts';
import { openLedger, openLedgerForReading } from '../../../src/main/ledger/open.ts';
import { systemClock } from '../../../src/main/shell/system-clock.ts';
import { startFakeBigQuery } from '../../support/fake-bigquery.ts';
import { testHost } from '../../support/host.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { incomingOrder, received } from '../../support/orders.ts';
import { loadInto } from '../cluster/dataset-desk.ts';

it('takes another name when its data directory also runs elsewhere', async () => {
  const fake = await startFakeBigQuery();
  const toasts: Toast[] = [];
  const { host, remove } = testHost({
    environment: {
      ORDERBELL_BIGQUERY_PROJECT: fake.config.projectId,
      ORDERBELL_BIGQUERY_DATASET: fake.config.dataset,
      ORDERBELL_BIGQUERY_LOCATION: fake.config.location,
      ORDERBELL_BIGQUERY_API_BASE: fake.config.apiBase ?? '',
    },
    toast: (notice) => void toasts.push(notice),
  });
  const order = (number: number) => received(incomingOrder({ sourceId: String(number) }), Date.now());
  const directory = openDataDir(host.dataDir);
  const { deskId } = directory;
  const here = openLedger({ file: directory.ledgerFile('shop'), clock: systemClock, deskId });
  here.entries.append(order(1));
  here.close();
  directory.close();
  // the copy wrote its own event under the same id and sequence
  const copy = memoryLedger({ clock: systemClock, deskId });
  copy.entries.append(order(2));
  await loadInto(fake.config, systemClock, copy);
  copy.close();

  const app = await composeDesk(host);
  const ledger = openLedgerForReading({ file: ledgerFileIn(host.dataDir, 'shop') });
  await vi.waitFor(
    () => {
      expect([...ledger.orders.each()].map(({ order: { id } }) => id).sort()).toEqual([
        'shopify:1',
        'shopify:2',
      ]);
      expect(fake.ids().filter((id) => id.startsWith('received:'))).toContain('received:shopify:1');
    },
    { timeout: 60_000, interval: 250 },
  );
  await app.stop();
  ledger.close();
  const after = openLedgerForReading({ file: ledgerFileIn(host.dataDir, 'shop') });
  expect(after.deskId).not.toBe(deskId);
  expect(after.copied.story()).toMatchObject({ desk: deskId, first: 1 });
  expect(after.verify()).toEqual([]);
  after.close();
  expect(toasts.map(({ title }) => title)).toContain('Another copy of the data directory');
  await fake.close();
  remove();
}, 90_000);
