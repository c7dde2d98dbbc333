import { expect, it } from 'vitest';
import { createDeskSync } from '../../../src/main/cluster/history-sync.ts';
import { readRow } from '../../../src/main/warehouse/rows.ts';
import { simulatedBigQuery } from '../../guarantees/computers/simulated-bigquery.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { entryOf, fact } from '../../support/orders.ts';

const many = 50_000;
const mostAtOnce = 5_000;

it('compares its own rows in slices, between which others are served', async () => {
  const clock = fakeClock();
  const ledger = memoryLedger({ clock, deskId: 'desk-anna' });
  const bigquery = simulatedBigQuery();
  const named = { kind: 'desk-named', orderId: null, data: { name: 'Anna' } } as const;
  ledger.transaction(() => {
    for (let at = 1; at <= many; at += 1) ledger.entries.append(fact({ ...named, id: `name:${at}` }));
  });
  const own = [...ledger.entries.each()];
  const foreign = readRow(entryOf({ ...named, id: 'name:other', desk: 'desk-taras' }));
  bigquery.rows.push(...own.map(readRow), foreign);
  ledger.warehouse.committed(
    own.map(({ id }) => id),
    'load-1',
    clock.now(),
  );

  let turns = 0;
  let isOver = false;
  const turn = (): void => {
    turns += 1;
    if (!isOver) setImmediate(turn);
  };
  turn();
  /** How many rows were compared in each turn of the loop. */
  const compared = new Map<number, number>();
  const note = (rows: number): void => void compared.set(turns, (compared.get(turns) ?? 0) + rows);
  const { copied } = ledger;
  const { dataset } = bigquery.hubOf(
    ledger.deskId,
    () => 'fine',
    () => 0,
  );
  const sync = createDeskSync({
    dataset,
    ledger: {
      ...ledger,
      copied: {
        ...copied,
        strangeAmong(rows) {
          note(rows.length);
          return copied.strangeAmong(rows);
        },
      },
    },
    clock,
    log: quietLog(),
    askAt: () => 0,
    onStatus: () => {},
    onCopied: () => expect.fail('nobody else writes under this id'),
    onProven: () => {},
  });
  await sync.now();
  compared.clear();
  // another row that was written twice
  bigquery.rows.push(foreign);
  await clock.advance(60_000);
  await sync.now();
  isOver = true;
  expect(sync.status().problem).toBeNull();
  const rows = [...compared.values()];
  expect(rows.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(many);
  expect(Math.max(...rows)).toBeLessThanOrEqual(mostAtOnce);
  await sync.stop();
  ledger.close();
});
