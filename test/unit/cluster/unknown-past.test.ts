import { expect, it } from 'vitest';
import { createUnknownPast } from '../../../src/main/cluster/unknown-past.ts';
import { noteBackupRestored } from '../../../src/main/ledger/backup-restored.ts';
import { orderIdOf } from '../../../src/shared/ids.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { fact, incomingOrder, received } from '../../support/orders.ts';

const hour = 3_600_000;

it('an order of a mail that names no moment may have been told where the mail was sent before the ledger was put back', async () => {
  const clock = fakeClock('2025-03-04T10:00:00Z');
  const ledger = memoryLedger({ clock });
  const past = createUnknownPast(ledger, clock, true);
  const putBack = clock.now();
  const mail = (sourceId: string, version: number) =>
    incomingOrder({ source: 'mail:bloom', sourceId, version, placedAt: '2025-03-04 11:15' });
  const come = (sourceId: string, version: number): void =>
    void ledger.entries.append(received(mail(sourceId, version), clock.now()));
  const covers = (sourceId: string) => past.covers(ledger.orders.get(orderIdOf('mail:bloom', sourceId)));

  come('in the backup', putBack - 2 * hour);
  await clock.advance(hour);
  noteBackupRestored(ledger.settings, putBack);
  come('done since', putBack - hour);
  come('new', putBack + hour);
  const id = orderIdOf('mail:bloom', 'in the backup');
  const order = mail('in the backup', putBack + hour);
  ledger.entries.append(fact({ id: 'changed', kind: 'order-updated', orderId: id, data: { order } }));
  expect(['in the backup', 'done since', 'new'].map(covers)).toEqual([true, true, false]);
});
