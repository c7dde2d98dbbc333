import { expect, it, onTestFinished } from 'vitest';
import { createDeskSync } from '../../../src/main/cluster/history-sync.ts';
import { readRow } from '../../../src/main/warehouse/rows.ts';
import { simulatedBigQuery } from '../../guarantees/computers/simulated-bigquery.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { fact, incomingOrder, received } from '../../support/orders.ts';
import { anna, eachWithAnnaAndTaras, listen, load, look, order, questions } from './anna-and-taras.ts';

eachWithAnnaAndTaras();

const many = 50_000;
const mostAtOnce = 5_000;

it('a duplicate row has a computer compare its own rows in short turns', async () => {
  const time = fakeClock();
  const ledger = memoryLedger({ clock: time, deskId: 'desk-anna' });
  const hub = simulatedBigQuery();
  const other = memoryLedger({ clock: time, deskId: 'desk-taras' });
  ledger.transaction(() => {
    for (let at = 1; at <= many; at += 1) {
      ledger.entries.append(
        fact({ id: `name:${at}`, kind: 'desk-named', orderId: null, data: { name: 'Anna' } }),
      );
    }
  });
  const own = [...ledger.entries.each()];
  hub.rows.push(...own.map(readRow));
  ledger.warehouse.committed(
    own.map(({ id }) => id),
    'load-1',
    time.now(),
  );
  other.entries.append(received(incomingOrder({ sourceId: '7' })));
  const [foreign] = [...other.entries.each()].map(readRow);
  if (!foreign) throw new Error('the other desk wrote nothing');
  hub.rows.push(foreign);

  let turns = 0;
  let isOver = false;
  const turn = (): void => {
    turns += 1;
    if (!isOver) setImmediate(turn);
  };
  turn();
  const { dataset } = hub.hubOf(
    ledger.deskId,
    () => 'fine',
    () => 0,
  );
  /** How many rows were looked at in each turn of the loop. */
  const looked = new Map<number, number>();
  const note = (rows: number): void => void looked.set(turns, (looked.get(turns) ?? 0) + rows);
  const { copied } = ledger;
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
    clock: time,
    log: quietLog(),
    askAt: () => 0,
    onStatus: () => {},
    onCopied: () => {
      throw new Error('nobody else writes under this name');
    },
    onProven: () => {},
  });
  onTestFinished(async () => {
    isOver = true;
    await sync.stop();
    for (const each of [ledger, other]) each.close();
  });
  await sync.now();
  looked.clear();
  hub.rows.push(foreign);
  await time.advance(60_000);
  await sync.now();
  expect(sync.status().problem).toBeNull();
  const rows = [...looked.values()];
  expect(rows.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(many);
  expect(Math.max(...rows)).toBeLessThanOrEqual(mostAtOnce);
});

it('own rows, also those loaded twice, take one query and show no copy', async () => {
  const note = {
    id: 'note:квітка',
    kind: 'note-added',
    orderId: 'shopify:1',
    data: { text: 'квітка' },
  } as const;
  for (const each of [order(1), fact(note), order(3)]) anna.entries.append(each);
  await load(anna, [1, 2]);
  await load(anna, [1, 1]);
  const before = questions();
  await look(listen(anna));
  // what is missing here, and whether what stands under this name is this desk's
  expect(questions() - before).toBe(2);
});
