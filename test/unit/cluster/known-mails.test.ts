import { expect, it } from 'vitest';
import { createSenders } from '../../../src/main/intake/gmail/senders.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { createTemplateStore } from '../../../src/main/trainer/template-store.ts';
import { approve } from '../../support/senders.ts';
import { kiosklyTemplate } from '../../support/templates.ts';
import { anna, clock, eachWithAnnaAndTaras, listen, load, look, taras } from './anna-and-taras.ts';

eachWithAnnaAndTaras();

const address = 'orders@glassline.example';
const bookOf = (ledger: Ledger) => createTemplateStore({ ledger, clock });
const sendersOf = (ledger: Ledger) => createSenders({ ledger, clock, recipes: bookOf(ledger).all });

it('a computer that is filled from BigQuery knows who sends orders, and reads by what was taught', async () => {
  approve({ ledger: taras, clock }, address, 'glassline');
  const book = bookOf(taras);
  for (const version of [1, 2]) book.save(kiosklyTemplate({ version }), 'Taras');
  book.remove('kioskly', 1, 'Taras');
  await load(taras);
  // asked before anything has come: what comes later is not hidden by it
  const [known, recipes] = [sendersOf(anna), bookOf(anna)];
  expect([known.familyOf(address), recipes.all()]).toEqual([null, []]);
  await look(listen(anna));
  expect(known.familyOf(address)).toBe('glassline');
  expect(known.addresses).toEqual(['sales@kioskly.example', address]);
  expect(recipes.all()).toEqual([kiosklyTemplate({ version: 2 })]);
  expect(recipes.nextVersion('kioskly')).toBe(3);
});

it('two computers that knew nothing of each other come to call a sender alike, and to the same recipes', async () => {
  approve({ ledger: anna, clock }, address, 'glassline');
  approve({ ledger: taras, clock }, address, 'glassline-example');
  bookOf(anna).save(kiosklyTemplate({ name: 'Annas' }), 'Anna');
  await clock.advance(1000);
  bookOf(taras).save(kiosklyTemplate({ name: 'Tarass' }), 'Taras');
  for (const ledger of [anna, taras]) await load(ledger);
  for (const ledger of [anna, taras]) await look(listen(ledger));
  expect(sendersOf(anna).familyOf(address)).toEqual(sendersOf(taras).familyOf(address));
  for (const ledger of [anna, taras]) {
    expect(
      bookOf(ledger)
        .all()
        .map(({ name, version }) => `${name} ${version}`),
    ).toEqual(['Annas 1', 'Tarass 2']);
  }
});
