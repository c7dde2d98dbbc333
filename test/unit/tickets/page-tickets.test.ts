import { expect, it } from 'vitest';
import { clock, eachWithClock, order, ticketDesk } from './ticket-desk.ts';

eachWithClock();

const pageDesk = () => ticketDesk({ printer: null });

it('hands the ticket of an order to the page it was taken on, once', async () => {
  const desk = pageDesk();
  const id = order(desk);
  await desk.take(id, 'page-1');
  expect(desk.told).toContain('tickets-due');
  expect(desk.tickets.due('page-2').due).toBeNull();
  const { due } = desk.tickets.due('page-1');
  expect(due).toMatchObject({ orders: [id], format: '80mm', papers: 1 });
  expect(desk.tickets.due('page-1').due).toBeNull();
  expect(desk.ticketsOf(id)).toMatchObject([{ state: 'printing' }]);
  if (due) desk.tickets.end(due);
  expect(desk.ticketsOf(id)).toMatchObject([{ state: 'printed', by: 'Anna' }]);
});

it('hands it to another page when the first one does not come for it', async () => {
  const desk = pageDesk();
  const id = order(desk);
  await desk.take(id, 'page-1');
  const { againMs } = desk.tickets.due('page-2');
  expect(againMs).toBeGreaterThan(0);
  await clock.advance(againMs ?? 0);
  expect(desk.tickets.due('page-2').due?.orders).toEqual([id]);
  expect(desk.tickets.due('page-1').due).toBeNull();
});

it('hands it to another page as soon when the clock is set back meanwhile', async () => {
  const desk = pageDesk();
  const id = order(desk);
  await desk.take(id, 'page-1');
  clock.set(-3_600_000);
  await clock.advance(desk.tickets.due('page-2').againMs ?? 0);
  expect(desk.tickets.due('page-2').due?.orders).toEqual([id]);
  expect(clock.uptime()).toBeLessThanOrEqual(5_000);
});

it('does not know of a ticket whose page was closed while it printed', async () => {
  const desk = pageDesk();
  const id = order(desk);
  await desk.take(id, 'page-1');
  desk.tickets.due('page-1');
  desk.tickets.pageGone('page-1');
  expect(desk.ticketsOf(id)).toMatchObject([{ state: 'unknown' }]);
  expect(desk.tickets.due('page-2').due).toBeNull();
});

it('knows of a ticket that its page could not begin to print that it was not printed, and why', async () => {
  const desk = pageDesk();
  const id = order(desk);
  await desk.take(id, 'page-1');
  const { due } = desk.tickets.due('page-1');
  if (due) desk.tickets.end({ ...due, reason: 'nothing to read' });
  expect(desk.ticketsOf(id)).toMatchObject([{ state: 'failed', by: 'Anna', reason: 'nothing to read' }]);
});

it('takes the word of a page that outlived the app which gave it the job', async () => {
  const desk = pageDesk();
  const id = order(desk);
  await desk.take(id, 'page-1');
  const { due } = desk.tickets.due('page-1');
  const next = ticketDesk({ ledger: desk.ledger, printer: null });
  expect(next.tickets.due('page-1').due).toBeNull();
  if (due) next.tickets.end(due);
  expect(next.ticketsOf(id)).toMatchObject([{ state: 'printed' }]);
});

it('has a picked set printed as one document, by the page that asked', async () => {
  const desk = pageDesk();
  const ids = ['1', '2', '3'].map((n) => order(desk, n));
  expect(await desk.print(ids, 1, 'page-1')).toMatchObject({ printed: 0, waiting: true });
  expect(desk.tickets.due('page-1').due?.orders).toEqual(ids);
});

it('has what is taken together printed as one document', async () => {
  const desk = pageDesk();
  const ids = ['1', '2', '3'].map((n) => order(desk, n));
  await desk.takeAll(ids, 1, 'page-1');
  expect(desk.told).toContain('tickets-due');
  expect(desk.tickets.due('page-1').due?.orders).toEqual(ids);
});

it('puts a ticket right that a person says did not come out', async () => {
  const desk = pageDesk();
  const id = order(desk);
  await desk.take(id, 'page-1');
  const { due } = desk.tickets.due('page-1');
  if (due) desk.tickets.end(due);
  desk.tickets.settle(id, due?.printing ?? '', { out: false, by: 'Anna' });
  expect(desk.ticketsOf(id)).toMatchObject([
    { state: 'failed', reason: 'Anna says that it did not come out' },
  ]);
  await desk.print([id], 1, 'page-1');
  desk.tickets.due('page-1');
  expect(desk.ticketsOf(id).at(-1)).toMatchObject({ copy: 1 });
});
