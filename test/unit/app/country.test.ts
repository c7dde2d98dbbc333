import { expect, it } from 'vitest';
import { createAppState } from '../../../src/main/app-state.ts';
import { createInsightsBook } from '../../../src/main/insights/insights-book.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { noAccounts } from '../../support/no-accounts.ts';
import { startWholeShop } from './whole-shop.ts';

const clock = fakeClock();
const unknownShop = { name: null, currency: null, timeZone: null, country: null };

/** The parts of one computer that know the shop's country. */
function computer(ledger: Ledger, { shopifyCountry = null as string | null, listens = true } = {}) {
  const reconciliation = { told: () => ({ ...unknownShop, country: shopifyCountry }) };
  const book = createInsightsBook({
    ledger,
    clock,
    currency: () => 'EUR',
    timeZone: () => 'Europe/Berlin',
    told: reconciliation.told,
    listens,
  });
  const { state } = createAppState({
    reconciliation,
    listens,
    settled: book.settled,
    version: '0',
    mode: 'shop',
    config: noAccounts,
    language: () => 'en',
    manager: () => 'Anna',
    country: null,
    sources: () => [],
    toastDetails: () => false,
    clock,
  });
  return { book, country: () => state().country };
}

it('does not know the country of a shop before it is set', () => {
  const { book, country } = computer(memoryLedger({ clock }));
  book.settleZone();
  expect(country()).toBeNull();
});

it('takes the country of Shopify’s address until a manager sets another', () => {
  const { book, country } = computer(memoryLedger({ clock }), { shopifyCountry: 'DE' });
  book.settleZone();
  expect(country()).toBe('DE');
  book.setCountry('AT', 'Anna');
  book.settleZone();
  expect(country()).toBe('AT');
});

it('uses the country that another computer set', () => {
  const first = memoryLedger({ clock, deskId: 'desk-1' });
  const second = memoryLedger({ clock, deskId: 'desk-2' });
  computer(first, { listens: false }).book.setCountry('PL', 'Anna');
  second.entries.importRemote(first.entries.ofNumbers(first.deskId, 1, 10));
  const other = computer(second);
  other.book.settleZone();
  expect(other.country()).toBe('PL');
});

it('keeps zone, currency and name when the country is set', () => {
  const ledger = memoryLedger({ clock });
  const { book } = computer(ledger, { shopifyCountry: 'DE' });
  book.settleZone();
  const { country: _country, ...before } = book.settled() ?? {};
  book.setCountry('AT', 'Anna');
  expect(book.settled()).toEqual({ ...before, country: 'AT' });
});

it('stores a phone by the shop’s country without a question', async () => {
  const shop = await startWholeShop();
  await shop.until(async () => expect((await shop.call('app.state', undefined)).country).toBe('UA'));
  await shop.call('app.setCountry', { country: 'DE' });
  expect((await shop.call('app.state', undefined)).country).toBe('DE');
  const form = {
    key: '0e4f0f5e-5b1c-4a53-9d5e-2f9f0a2f6c77',
    currency: 'EUR',
    items: [{ title: 'Peonies', quantity: 1, unitPrice: '12' }],
    paymentStatus: 'pending' as const,
    note: '',
    address: '',
  };
  const { id } = await shop.call('manual.create', {
    ...form,
    customer: { name: 'Jana', phone: '0171 1234567', email: '' },
    recipient: { phone: '12' },
  });
  const { customer, recipient } = shop.ledger.orders.get(id)?.content ?? {};
  expect([customer?.phone, recipient?.phone]).toEqual(['+491711234567', '12']);
});
