import { expect, it } from 'vitest';
import { everythingAbout, everythingAsCsv } from '../../../src/main/customers/export-customer.ts';
import { createSayings } from '../../../src/main/customers/say-of-customer.ts';
import { createTies } from '../../../src/main/customers/tie-customers.ts';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import { createSameOrders } from '../../../src/main/intake/same-order/decide-same.ts';
import { orderIdSchema } from '../../../src/shared/ids.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import type { OrderParts } from '../../support/orders.ts';
import { incomingOrder, received } from '../../support/orders.ts';

it('exports the merged orders of a customer too', () => {
  const clock = fakeClock();
  const ledger = memoryLedger({ clock });
  const ties = createTies({ ledger, clock });
  const [merged, kept] = [orderIdSchema.parse('shopify:1'), orderIdSchema.parse('shopify:2')];
  ledger.entries.append(received(incomingOrder({ sourceId: '1', address: 'Kyiv, Lisna 77' })));
  ledger.entries.append(received(incomingOrder({ sourceId: '2' })));
  ledger.entries.append(received(incomingOrder({ sourceId: '3', customer: { name: 'Petro Bondar' } })));
  createSayings({ ledger, clock, ties }).note(merged, 'likes peonies', 'Anna');
  createSameOrders({ ledger, clock }).merge(kept, merged, 'Anna');
  const everything = everythingAbout(ledger, ties.customer(kept));
  expect(everything.customer.notes).toMatchObject([{ about: merged, text: 'likes peonies' }]);
  expect(everything.orders.map(({ id }) => id)).toEqual([kept, merged]);
  const entries = new Set(everything.entries.map(({ id }) => id));
  const theirs = [...ledger.entries.ofOrder(merged), ...ledger.entries.ofSubject(`customer:${merged}`)];
  expect(theirs.map(({ kind }) => kind)).toEqual(['order-received', 'same-decided', 'customer-noted']);
  expect(theirs.filter(({ id }) => !entries.has(id))).toEqual([]);
  expect(everythingAsCsv(everything)).toContain('Lisna 77');
  expect(everythingAsCsv(everything)).not.toContain('Petro');
});

it.each(['kept apart by hand', 'split off'])('names no other customer in an export: %s', (how) => {
  const clock = fakeClock();
  const ledger = memoryLedger({ clock });
  const ties = createTies({ ledger, clock });
  const [olena, petro] = [orderIdSchema.parse('shopify:1'), orderIdSchema.parse('shopify:2')];
  const phone = '0671234568';
  const isSplit = how === 'split off';
  const other = { name: 'Petro Bondar', phone: isSplit ? '0501112244' : phone };
  ledger.entries.append(received(incomingOrder({ sourceId: '1', customer: { name: 'Olena Koval', phone } })));
  ledger.entries.append(received(incomingOrder({ sourceId: '2', customer: other })));
  if (isSplit) {
    ties.join(olena, petro, 'Anna');
    ties.part(olena, petro, true, 'Anna');
  } else ties.keepApart(olena, petro, 'Anna');
  const detail = ties.customer(olena);
  expect(detail.decisions).toMatchObject([{ verdict: 'parted', other: { name: 'Petro Bondar' } }]);
  const everything = everythingAbout(ledger, detail);
  expect(everything.customer.decisions).toMatchObject([{ verdict: 'parted', other: null, by: 'Anna' }]);
  for (const file of [JSON.stringify(everything), everythingAsCsv(everything)]) {
    expect(file).toContain('Olena Koval');
    expect(file).not.toContain('Petro');
    expect(file).not.toContain(petro);
  }
});

it.each([
  ['guessed to be the same order', ['same-guessed']],
  ['found to be another order', ['same-guessed', 'same-decided']],
  ['merged and parted again', ['same-guessed', 'same-decided', 'copy-told', 'same-decided']],
])('names no other customer’s order in an export: %s', (how, kinds) => {
  const clock = fakeClock();
  const ledger = memoryLedger({ clock });
  const recorder = createRecorder({ ledger, clock, enqueueNotices: () => {} });
  const same = createSameOrders({ ledger, clock });
  const phone = '0671234568';
  const record = (name: string, more: OrderParts) =>
    recorder.record(incomingOrder({ ...more, customer: { name, phone } }), { by: 'gmail', ring: true })
      .orderId;
  const olena = record('Olena Koval', { source: 'mail:dostavo', sourceId: 'DS-1', version: clock.now() });
  const manual = { source: 'manual', sourceId: 'a', items: [] };
  const petro = record('', manual);
  // only a later version shows that this is another person
  record('Petro Bondar', { ...manual, version: 2 });
  if (how.startsWith('found')) same.keepBoth(olena, petro, 'Anna');
  if (how.startsWith('merged')) {
    same.merge(olena, petro, 'Anna');
    same.undo(olena, petro, 'Anna');
  }
  const exportedKinds = ledger.entries.ofOrder(olena).map(({ kind }) => kind);
  expect(exportedKinds).toEqual(['order-received', ...kinds]);
  const everything = everythingAbout(ledger, createTies({ ledger, clock }).customer(olena));
  for (const file of [JSON.stringify(everything), everythingAsCsv(everything)]) {
    expect(file).toContain(olena);
    expect(file).not.toContain(petro);
  }
});
