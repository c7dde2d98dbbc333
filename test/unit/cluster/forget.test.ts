import { expect, it } from 'vitest';
import type { Cluster } from '../../../src/main/cluster/cluster.ts';
import { orderIdOf } from '../../../src/shared/ids.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { anna, clock, eachWithAnnaAndTaras, listen, load, look, order, taras } from './anna-and-taras.ts';

eachWithAnnaAndTaras();

const shown = (desk: Cluster) => desk.view().computers.map(({ id }) => id.replace('desk-', ''));

it('forgets a computer everywhere, keeps its events, and knows it again', async () => {
  const [desk, other] = [listen(anna), listen(taras)];
  taras.entries.append(order(7));
  await load(taras);
  for (const one of [desk, other]) await look(one);
  expect(shown(desk)).toEqual(['anna', 'taras']);
  expect(() => desk.forget(anna.deskId)).toThrow(/the computer you are using/);

  desk.forget(taras.deskId);
  expect(shown(desk)).toEqual(['anna']);
  const { facts } = desk.connection.status();
  expect(facts.filter(({ label }) => label === 'Other computers')).toEqual([]);
  expect(anna.orders.get(orderIdOf('shopify', '7'))).not.toBeNull();
  await load(anna);
  const vira = memoryLedger({ clock, deskId: 'desk-vira' });
  const fresh = listen(vira);
  await look(fresh);
  expect(shown(fresh)).toEqual(['vira', 'anna']);
  await fresh.stop();
  vira.close();

  // switched on again, it says that it is back once it has read BigQuery to its end
  const again = listen(taras);
  await look(again);
  await load(taras, [2, Number.MAX_SAFE_INTEGER]);
  await look(desk);
  expect(shown(desk)).toEqual(['anna', 'taras']);
  for (const one of [desk, again]) {
    expect(one.view().computers.find(({ id }) => id === taras.deskId)?.backAt).not.toBeNull();
  }
  desk.forget(taras.deskId);
  expect(shown(desk)).toEqual(['anna']);
});
