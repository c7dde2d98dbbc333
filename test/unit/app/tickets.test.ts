import { afterEach, expect, it } from 'vitest';
import { composeDesk } from '../../../src/main/app.ts';
import type { Host } from '../../../src/main/host.ts';
import { parsePrintHash } from '../../../src/shared/ticket/print-place.ts';
import { callerOf } from '../../support/caller.ts';
import { testHost } from '../../support/host.ts';
import { soon } from '../../support/soon.ts';
import type { FakePrinter } from '../tickets/ticket-computer.ts';
import { fakePrinter } from '../tickets/ticket-computer.ts';

const clean: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const step of clean.splice(0).reverse()) await step();
});

const form = {
  key: '4c0f7d6e-6f7e-4d56-9a51-1f0b3c1d2e3f',
  currency: 'UAH',
  items: [{ title: 'Peonies', quantity: 2, unitPrice: '450.50' }],
  customer: { name: 'Olena', phone: '067 123 45 67' },
  paymentStatus: 'pending',
} as const;

async function start(part: Partial<Host>) {
  const { host, remove } = testHost(part);
  const app = await composeDesk(host);
  clean.push(remove, () => app.stop());
  return { app, call: callerOf(app.dispatch) };
}

it('prints a ticket with this computer’s settings, and keeps them', async () => {
  const { host, remove } = testHost();
  clean.push(remove);
  const printer: FakePrinter = fakePrinter();
  const first = await start({ dataDir: host.dataDir, printer });
  expect(await first.call('printing.get', undefined)).toEqual({
    format: '80mm',
    printer: '',
    onTake: false,
    papers: 1,
    notes: true,
    printers: [{ name: 'roll', label: 'Roll' }],
  });
  await first.call('printing.set', { onTake: true, printer: 'roll', papers: 2 });
  const { id } = await first.call('manual.create', form);
  await first.call('orders.take', { id });
  await soon(async () => {
    const { order } = await first.call('orders.get', { id });
    expect(order.tickets).toMatchObject([{ state: 'printed', copy: 1, why: 'taken' }]);
  });
  expect(printer.jobs).toEqual([{ orders: [id], printer: 'roll', papers: 2 }]);
  const { timeline } = await first.call('orders.get', { id });
  expect(timeline.filter(({ step }) => step === 'parked')).toEqual([]);

  const { sheets } = await first.call('tickets.read', { orders: [id] });
  expect(sheets).toMatchObject([{ marks: ['REPRINT 2'], source: 'Manual', items: [{ title: 'Peonies' }] }]);
  const { sheets: made } = await first.call('tickets.read', { orders: [] });
  expect(made).toMatchObject([{ marks: ['TEST ORDER'], differs: null }]);

  expect(await first.call('printing.try', undefined)).toMatchObject({ printed: 1 });
  expect(printer.jobs.at(-1)).toEqual({ orders: [], printer: 'roll', papers: 1 });
  await first.app.stop();

  const again = await start({ dataDir: host.dataDir, printer });
  expect(await again.call('printing.get', undefined)).toMatchObject({
    onTake: true,
    printer: 'roll',
    papers: 2,
  });
  expect((await again.call('tickets.print', { key: form.key, orders: [id] })).printed).toBe(1);
  const { order } = await again.call('orders.get', { id });
  expect(order.tickets?.map(({ copy }) => copy)).toEqual([1, 2]);
});

it('leaves printing to the page without a printer, and notices closed pages', async () => {
  const { app, call } = await start({});
  expect((await call('printing.get', undefined)).printers).toBeNull();
  const { id } = await call('manual.create', form);
  await app.dispatch('tickets.print', { key: form.key, orders: [id] }, 'page-1');
  const due = await app.dispatch('tickets.due', undefined, 'page-1');
  expect(due).toMatchObject({ ok: true, value: { due: { orders: [id], format: '80mm' } } });
  app.pageGone('page-1');
  expect((await call('orders.get', { id })).order.tickets).toMatchObject([{ state: 'unknown' }]);
});

it('asks the print route for the very tickets of a job', () => {
  expect(parsePrintHash('#/print?orders=shopify%253A1%2Cmanual%253A2&format=a4')).toEqual({
    orders: ['shopify:1', 'manual:2'],
    format: 'a4',
    printing: null,
  });
});
