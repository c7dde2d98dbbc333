import { expect, it } from 'vitest';
import { anna, clock, eachWithAnnaAndTaras, listen, load, look, order, taras } from './anna-and-taras.ts';
import { listeningDesk } from './dataset-desk.ts';

/* A shop without Pub/Sub: the computers meet in BigQuery alone. */
eachWithAnnaAndTaras();

it('leads at the oldest computer until a manager chooses, also over a restart', async () => {
  const both = [listen(anna), listen(taras)] as const;
  const [one, other] = both;
  for (const [number, ledger] of [anna, taras].entries()) {
    ledger.entries.append(order(number));
    await load(ledger);
    clock.sleep(1_000);
  }
  for (const computer of both) await look(computer);
  expect(one.role()).toEqual({ leader: anna.deskId, isLeader: true });
  expect(other.role()).toEqual({ leader: anna.deskId, isLeader: false });

  await other.lead(taras.deskId);
  expect(other.role().isLeader).toBe(true);
  await load(taras);
  await look(one);
  expect(one.role()).toEqual({ leader: taras.deskId, isLeader: false });
  await other.stop();
  // BigQuery has not answered yet
  expect(listen(taras).role()).toEqual({ leader: taras.deskId, isLeader: true });
});

it('leaves nothing to choose or forget without BigQuery', async () => {
  const alone = listeningDesk(anna, clock, null);
  await expect(alone.lead(taras.deskId)).rejects.toThrow('There are no other computers');
  expect(() => alone.forget(taras.deskId)).toThrow('There are no other computers');
  expect(alone.view()).toMatchObject({ canBeChosen: false, computers: [{ isThis: true, isLeader: true }] });
  await alone.stop();
});
