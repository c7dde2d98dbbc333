import { expect, it } from 'vitest';
import { anna, clock, eachWithAnnaAndTaras, listen, load, look, order, taras } from './anna-and-taras.ts';
import { listeningDesk } from './dataset-desk.ts';

/* A shop without Pub/Sub: the computers meet in BigQuery alone. */
eachWithAnnaAndTaras();

/** Both computers, once each knows of the other. */
async function met() {
  const both = [listen(anna), listen(taras)] as const;
  anna.entries.append(order(1));
  await load(anna);
  clock.sleep(1_000);
  taras.entries.append(order(2));
  await load(taras);
  for (const computer of both) await look(computer);
  return both;
}

it('has the oldest computer as its leader until a manager chooses one', async () => {
  const [one, other] = await met();
  expect([one, other].map(({ role }) => role().leader)).toEqual([anna.deskId, anna.deskId]);
  expect([one, other].map(({ role }) => role().isLeader)).toEqual([true, false]);

  await other.lead(taras.deskId);
  expect(other.role().isLeader).toBe(true);
  await load(taras);
  await look(one);
  expect(one.role()).toEqual({ leader: taras.deskId, isLeader: false });
});

it('keeps the chosen leader over a restart while BigQuery is silent', async () => {
  const [, other] = await met();
  await other.lead(taras.deskId);
  await other.stop();
  expect(listen(taras).role()).toEqual({ leader: taras.deskId, isLeader: true });
});

it('cannot be chosen without BigQuery, where no other computer is known', async () => {
  const alone = listeningDesk(anna, clock, null);
  await expect(alone.lead(taras.deskId)).rejects.toThrow('Only this computer is known');
  expect(() => alone.forget(taras.deskId)).toThrow('Only this computer is known');
  await alone.stop();
});
