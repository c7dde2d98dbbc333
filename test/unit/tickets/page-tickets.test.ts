import { expect, it } from 'vitest';
import { clock, eachWithClock, order, ticketComputer } from './ticket-computer.ts';

eachWithClock();

const pageComputer = () => ticketComputer({ printer: null });

it('gives an order’s ticket to its page, once', async () => {
  const computer = pageComputer();
  const id = order(computer);
  await computer.take(id, 'page-1');
  expect(computer.emitted).toContain('tickets-due');
  expect(computer.tickets.due('page-2').due).toBeNull();
  const { due } = computer.tickets.due('page-1');
  expect(due).toMatchObject({ orders: [id], format: '80mm', papers: 1 });
  expect(computer.tickets.due('page-1').due).toBeNull();
  expect(computer.ticketsOf(id)).toMatchObject([{ state: 'printing' }]);
  if (due) computer.tickets.end(due);
  expect(computer.ticketsOf(id)).toMatchObject([{ state: 'printed', by: 'Anna' }]);
});

it('gives it to another page when the first is absent', async () => {
  const computer = pageComputer();
  const id = order(computer);
  await computer.take(id, 'page-1');
  const { againMs } = computer.tickets.due('page-2');
  expect(againMs).toBeGreaterThan(0);
  await clock.advance(againMs ?? 0);
  expect(computer.tickets.due('page-2').due?.orders).toEqual([id]);
  expect(computer.tickets.due('page-1').due).toBeNull();
});

it('gives it to another page also after the clock moved back', async () => {
  const computer = pageComputer();
  const id = order(computer);
  await computer.take(id, 'page-1');
  clock.set(-3_600_000);
  await clock.advance(computer.tickets.due('page-2').againMs ?? 0);
  expect(computer.tickets.due('page-2').due?.orders).toEqual([id]);
  expect(clock.uptime()).toBeLessThanOrEqual(5_000);
});

it('does not know the result of a page closed while printing', async () => {
  const computer = pageComputer();
  const id = order(computer);
  await computer.take(id, 'page-1');
  computer.tickets.due('page-1');
  computer.tickets.pageGone('page-1');
  expect(computer.ticketsOf(id)).toMatchObject([{ state: 'unknown' }]);
  expect(computer.tickets.due('page-2').due).toBeNull();
});

it('reports a ticket that its page failed to print, with reason', async () => {
  const computer = pageComputer();
  const id = order(computer);
  await computer.take(id, 'page-1');
  const { due } = computer.tickets.due('page-1');
  if (due) computer.tickets.end({ ...due, reason: 'nothing to read' });
  expect(computer.ticketsOf(id)).toMatchObject([{ state: 'failed', by: 'Anna', reason: 'nothing to read' }]);
});

it('accepts the result of a page that outlived its app', async () => {
  const computer = pageComputer();
  const id = order(computer);
  await computer.take(id, 'page-1');
  const { due } = computer.tickets.due('page-1');
  const next = ticketComputer({ ledger: computer.ledger, printer: null });
  expect(next.tickets.due('page-1').due).toBeNull();
  if (due) next.tickets.end(due);
  expect(next.ticketsOf(id)).toMatchObject([{ state: 'printed' }]);
});

it('has a picked set printed as one document by its page', async () => {
  const computer = pageComputer();
  const ids = ['1', '2', '3'].map((n) => order(computer, n));
  expect(await computer.print(ids, 1, 'page-1')).toMatchObject({ printed: 0, waiting: true });
  expect(computer.tickets.due('page-1').due?.orders).toEqual(ids);
});

it('has what is taken together printed as one document', async () => {
  const computer = pageComputer();
  const ids = ['1', '2', '3'].map((n) => order(computer, n));
  await computer.takeAll(ids, 1, 'page-1');
  expect(computer.emitted).toContain('tickets-due');
  expect(computer.tickets.due('page-1').due?.orders).toEqual(ids);
});

it('puts a ticket right that a person says did not come out', async () => {
  const computer = pageComputer();
  const id = order(computer);
  await computer.take(id, 'page-1');
  const { due } = computer.tickets.due('page-1');
  if (due) computer.tickets.end(due);
  computer.tickets.settle(id, due?.printing ?? '', { out: false, by: 'Anna' });
  expect(computer.ticketsOf(id)).toMatchObject([
    { state: 'failed', reason: 'Anna reported that it did not print' },
  ]);
  await computer.print([id], 1, 'page-1');
  computer.tickets.due('page-1');
  expect(computer.ticketsOf(id).at(-1)).toMatchObject({ copy: 1 });
});
