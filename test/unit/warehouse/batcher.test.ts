import { expect, it } from 'vitest';
import { batchSchema, loadKind } from '../../../src/main/warehouse/batch.ts';
import { createBatcher } from '../../../src/main/warehouse/batcher.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { fact } from '../../support/orders.ts';

it('ends a batch at its upload limit, without losing an event', async () => {
  const clock = fakeClock();
  const ledger = memoryLedger({ clock });
  ledger.warehouse.setConnected(true);
  const note = (id: string, letters: number) => {
    const data = { text: 'ї'.repeat(letters) };
    ledger.entries.append(fact({ id: `note:${id}`, kind: 'note-added', orderId: 'shopify:1', data }));
  };
  // two bytes a letter; the last is more than has room alone
  for (const [index, letters] of [400_000, 400_000, 400_000, 10, 1_500_000].entries())
    note(`${index}`, letters);
  const batcher = createBatcher({ ledger, clock, log: quietLog(), paced: true, onOwed: () => {} });
  batcher.start();
  const made: unknown[] = [];
  for (let looks = 0; looks < 100 && made.length < 3; looks += 1) {
    await clock.advance(5_000);
    for (const { id, payload } of ledger.outbox.open(loadKind)) {
      const { firstSeq, lastSeq } = batchSchema.parse(payload);
      made.push([firstSeq, lastSeq]);
      ledger.outbox.done(id);
    }
  }
  await batcher.stop();
  ledger.close();
  expect(made).toEqual([
    [1, 2],
    [3, 4],
    [5, 5],
  ]);
});
