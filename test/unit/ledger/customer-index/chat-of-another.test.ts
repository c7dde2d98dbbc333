import { describe, expect, it } from 'vitest';
import { everythingAbout } from '../../../../src/main/customers/export-customer.ts';
import type { Ledger } from '../../../../src/main/ports.ts';
import { draftIdSchema, orderIdSchema, subscriberIdSchema } from '../../../../src/shared/ids.ts';
import { fakeClock } from '../../../support/clock.ts';
import { eraseClosed } from '../../../support/close-orders.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { fact, incomingOrder, received } from '../../../support/orders.ts';

const clock = fakeClock('2025-03-04T10:00:00Z');

describe('a link that another paid than who asked for it in Messenger', () => {
  const [hers, his] = [orderIdSchema.parse('shopify:1'), orderIdSchema.parse('shopify:2')];
  const petro = { name: 'Petro Bondar', phone: '+380509998877', email: 'petro@example.com' };
  const olena = { name: 'Olena Koval', phone: '+380671234567', email: 'olena@example.com' };
  const talk = subscriberIdSchema.parse('42');
  const paid = { [hers]: 'draft-1', [his]: 'draft-2' };

  /** A talk in which three links were made: she paid one, he another, and the third is out. */
  function talkOf(name: string, madeFor: string, payer = petro): Ledger {
    const ledger = memoryLedger({ clock });
    const touch = { subscriberId: talk, name, lastWords: 'a bouquet, please', wantsManager: false };
    ledger.entries.append(fact({ id: 't', kind: 'touched', orderId: null, data: touch }));
    for (const [at, state] of ['paid', 'paid', 'ready'].entries()) {
      const draftId = `draft-${at + 1}`;
      const data = { draftId, state, tag: draftId, customerName: madeFor, subscriberId: talk };
      ledger.entries.append(fact({ id: draftId, kind: 'draft-changed', orderId: null, data }));
    }
    for (const [sourceId, customer] of [olena, payer].entries()) {
      ledger.entries.append(received(incomingOrder({ sourceId: `${sourceId + 1}`, customer })));
    }
    for (const [orderId, draftId] of Object.entries(paid)) {
      const data = { draftId, tag: draftId, subscriberId: talk };
      ledger.entries.append(fact({ id: `l:${draftId}`, kind: 'draft-linked', orderId, data }));
    }
    return ledger;
  }
  const eraseOf = (ledger: Ledger, id: typeof hers) => eraseClosed({ ledger, clock }, id);
  const nameOn = (ledger: Ledger, id: string) => ledger.drafts.get(draftIdSchema.parse(id))?.customerName;

  it.each([
    { name: 'Olena', madeFor: '' },
    { name: 'Sunny Day', madeFor: 'Olena K.' },
  ])('stays hers when he who paid is exported and erased: $name', ({ name, madeFor }) => {
    const ledger = talkOf(name, madeFor);
    const person = ledger.people.get(talk);
    const detail = ledger.customerIndex.get(his);
    if (!person || !detail) throw new Error('both are known');
    expect(detail).toMatchObject({ people: [], drafts: [{ id: 'draft-2' }] });
    const { entries } = everythingAbout(ledger, detail);
    expect(entries.filter(({ kind }) => kind === 'touched')).toEqual([]);
    const subjects = entries.flatMap((entry) => (entry.kind === 'draft-changed' ? entry.data.draftId : []));
    expect(subjects).toEqual(['draft-2']);
    eraseOf(ledger, his);
    expect(ledger.orders.get(his)).toMatchObject({ erased: true, content: { customer: {} } });
    expect(ledger.people.get(talk)).toEqual(person);
    expect(['draft-1', 'draft-2', 'draft-3'].map((id) => nameOn(ledger, id))).toEqual([madeFor, '', madeFor]);
    expect(ledger.orders.get(hers)).toMatchObject({ subscriberId: talk, content: { customer: olena } });
    expect(ledger.verify()).toEqual([]);
  });

  it.each([
    { madeFor: 'Petro Bondar', name: 'Olena' },
    { madeFor: 'Петро Б.', name: 'Olena' },
    { madeFor: 'Petro', name: 'Olena' },
  ])('is erased with its recipient $madeFor in another’s chat, after closing', ({ madeFor, name }) => {
    const ledger = talkOf(name, '');
    const made = (state: string) => ({ draftId: 'draft-3', state, tag: 'draft-3', customerName: madeFor });
    const change = (state: string) =>
      ledger.entries.append(
        fact({ id: `now-${state}`, kind: 'draft-changed', orderId: null, data: made(state) }),
      );
    change('ready');
    expect(ledger.customerIndex.tiedTo([his])).toEqual({ people: [], drafts: ['draft-2', 'draft-3'] });
    expect(ledger.customerIndex.tiedTo([hers]).people).toEqual([talk]);
    expect(() => eraseOf(ledger, his)).toThrow(/still open/);
    change('cancelled');
    eraseOf(ledger, his);
    expect(nameOn(ledger, 'draft-3')).toBe('');
    expect(JSON.stringify(ledger.entries.list())).not.toContain(madeFor);
    expect(ledger.people.get(talk)).toMatchObject({ name });
    expect(ledger.verify()).toEqual([]);
  });

  it.each([
    { madeFor: 'Olena', payer: 'Olena Bondar' },
    { madeFor: 'Iryna', payer: 'Petro Bondar' },
    { madeFor: '🌻', payer: 'Petro Bondar' },
  ])('stays with Olena Koval’s chat when $payer paid for $madeFor', (one) => {
    const ledger = talkOf('Olena Koval', '', { ...petro, name: one.payer });
    const data = { draftId: 'draft-3', state: 'cancelled', tag: 'draft-3', customerName: one.madeFor };
    ledger.entries.append(fact({ id: 'named', kind: 'draft-changed', orderId: null, data }));
    expect(ledger.customerIndex.tiedTo([his])).toEqual({ people: [], drafts: ['draft-2'] });
    eraseOf(ledger, his);
    expect(nameOn(ledger, 'draft-3')).toBe(one.madeFor);
  });

  it.each([
    { name: 'Olena', madeFor: '' },
    { name: 'Sunny Day', madeFor: 'Olena K.' },
    // whose chat it is cannot be known: it is erased with each of them
    { name: 'Sunny Day', madeFor: 'Sunny' },
    { name: '🌻', madeFor: '' },
  ])('is erased with its requester, including open ones: $name, $madeFor', ({ name, madeFor }) => {
    const ledger = talkOf(name, madeFor);
    expect(() => eraseOf(ledger, hers)).toThrow(/still open/);
    const data = { draftId: 'draft-3', state: 'cancelled', tag: 'draft-3' };
    ledger.entries.append(fact({ id: 'closed', kind: 'draft-changed', orderId: null, data }));
    eraseOf(ledger, hers);
    expect(ledger.people.get(talk)).toBeNull();
    expect(['draft-1', 'draft-2', 'draft-3'].map((id) => nameOn(ledger, id))).toEqual(['', '', '']);
    expect(ledger.orders.get(his)).toMatchObject({ content: { customer: petro } });
    expect(ledger.verify()).toEqual([]);
  });

  it('is erased with the only customer of its orders, under any name', () => {
    const ledger = memoryLedger({ clock });
    const touch = { subscriberId: talk, name: 'Sunny Day', wantsManager: false };
    const link = { draftId: 'draft-1', tag: 'draft-1', subscriberId: talk };
    const changed = { ...link, state: 'paid', customerName: 'Sunny' };
    ledger.entries.append(fact({ id: 't', kind: 'touched', orderId: null, data: touch }));
    ledger.entries.append(fact({ id: 'd', kind: 'draft-changed', orderId: null, data: changed }));
    ledger.entries.append(received(incomingOrder({ sourceId: '1', customer: olena })));
    ledger.entries.append(fact({ id: 'l', kind: 'draft-linked', orderId: hers, data: link }));
    expect(ledger.customerIndex.tiedTo([hers])).toEqual({ people: [talk], drafts: ['draft-1'] });
    eraseOf(ledger, hers);
    expect(ledger.people.get(talk)).toBeNull();
  });
});
