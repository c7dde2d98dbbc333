import { expect, it } from 'vitest';
import { importEvents } from '../../../src/main/cluster/import-events.ts';
import { projectionOf, writtenBy } from '../../support/desks.ts';
import {
  anna,
  clock,
  eachWithAnnaAndTaras,
  listen,
  load,
  look,
  order,
  rungAt,
  taras,
} from './anna-and-taras.ts';

eachWithAnnaAndTaras();

/** What Taras wrote, as Pub/Sub brings it to Anna. */
const tell = () => importEvents(anna, clock, writtenBy({ ledger: taras }), 'link');

it('a new computer is restored in silence, though Pub/Sub was first', async () => {
  for (const number of [1, 2, 3]) taras.entries.append(order(number));
  await load(taras);
  importEvents(anna, clock, [taras.entries.list()[2]], 'link');
  const rung = rungAt(anna);
  await look(listen(anna));
  expect(rung).toEqual([]);
  expect(projectionOf(anna)).toEqual(projectionOf(taras));
  expect(anna.linked.count()).toBe(0);
});

it('a notification that waits for BigQuery is sent when BigQuery shows the order', async () => {
  const desk = listen(anna);
  taras.entries.append(order(1));
  const [told] = tell();
  if (!told?.orderId) throw new Error('no order');
  const notBefore = clock.now() + 60_000;
  anna.outbox.put({ kind: 'notify.newOrder', key: 'n', orderId: told.orderId, payload: 1, notBefore });
  await load(taras);
  await look(desk);
  expect(anna.outbox.nextDue('notify.newOrder')).toBe(clock.now());
});
