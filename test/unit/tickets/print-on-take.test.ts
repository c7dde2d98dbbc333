import { expect, it } from 'vitest';
import { Problem } from '../../../src/shared/problem.ts';
import { fact } from '../../support/orders.ts';
import { clock, eachWithClock, order, share, ticketComputer, until } from './ticket-computer.ts';

eachWithClock();

it('prints one ticket of an order taken here, and logs it', async () => {
  const computer = ticketComputer({ printing: { printer: 'roll', papers: 2 } });
  const id = order(computer);
  await computer.take(id);
  await until(() => expect(computer.ticketsOf(id)[0]?.state).toBe('printed'));
  expect(computer.printer?.jobs).toEqual([{ orders: [id], printer: 'roll', papers: 2 }]);
  expect(computer.ticketsOf(id)).toMatchObject([{ copy: 1, why: 'taken', by: 'Anna', format: '80mm' }]);
});

it('prints none when switched off, or when Messenger took the order', async () => {
  const off = ticketComputer({ printing: { onTake: false } });
  await off.take(order(off));
  const on = ticketComputer();
  on.ledger.entries.append(
    fact({
      id: 'deed:by-messenger',
      orderId: order(on),
      kind: 'taken',
      data: { manager: 'Anna', decision: 1, via: 'messenger' },
    }),
  );
  for (const { ledger, printer } of [off, on]) {
    await until(() => expect(ledger.outbox.open('ticket.print')).toEqual([]));
    expect(printer?.jobs).toEqual([]);
  }
});

it('prints no second ticket when an order is taken again', async () => {
  const computer = ticketComputer();
  const id = order(computer);
  for (let turn = 0; turn < 3; turn += 1) {
    await computer.take(id);
    await until(() => expect(computer.ledger.outbox.open('ticket.print')).toEqual([]));
    await computer.undo(id);
  }
  expect(computer.printer?.papers).toEqual([id]);
});

it('prints nothing for a released order, and prints when taken again', async () => {
  const computer = ticketComputer({ runs: false });
  const id = order(computer);
  await computer.take(id);
  await computer.undo(id);
  const later = ticketComputer({ ledger: computer.ledger });
  await until(() => expect(computer.ledger.outbox.open('ticket.print')).toEqual([]));
  expect(later.printer?.papers).toEqual([]);
  await later.take(id);
  await until(() => expect(later.printer?.papers).toEqual([id]));
});

it('prints once for two presses', async () => {
  const computer = ticketComputer();
  const id = order(computer);
  await Promise.all([computer.take(id), computer.take(id)]);
  await until(() => expect(computer.ledger.outbox.open('ticket.print')).toEqual([]));
  expect(computer.printer?.papers).toEqual([id]);
});

it('prints at the winner’s computer when two take it at once', async () => {
  const anna = ticketComputer({ deskId: 'desk-a', manager: 'Anna', runs: false });
  const taras = ticketComputer({ deskId: 'desk-b', manager: 'Taras', runs: false });
  const id = order(anna);
  share(anna, taras);
  await anna.take(id);
  await taras.take(id);
  share(anna, taras);
  share(taras, anna);
  const both = [ticketComputer({ ledger: anna.ledger }), ticketComputer({ ledger: taras.ledger })] as const;
  await until(() => {
    for (const { ledger } of both) expect(ledger.outbox.open('ticket.print')).toEqual([]);
  });
  const holder = anna.ledger.orders.get(id)?.takenBy;
  expect(both.map(({ printer }) => printer?.papers.length)).toEqual(holder === 'Anna' ? [1, 0] : [0, 1]);
});

it('prints no second ticket where another manager takes over', async () => {
  const anna = ticketComputer({ deskId: 'desk-a', manager: 'Anna' });
  const taras = ticketComputer({ deskId: 'desk-b', manager: 'Taras' });
  const id = order(anna);
  await anna.take(id);
  await until(() => expect(anna.ticketsOf(id)[0]?.state).toBe('printed'));
  share(anna, taras);
  await taras.take(id);
  await until(() => expect(taras.ledger.outbox.open('ticket.print')).toEqual([]));
  expect(taras.ledger.orders.get(id)?.takenBy).toBe('Taras');
  expect(taras.printer?.papers).toEqual([]);
});

it('prints one ticket per order of a bulk taking, none after undo', async () => {
  const computer = ticketComputer();
  const ids = ['1', '2', '3'].map((n) => order(computer, n));
  void computer.print(ids.slice(0, 1));
  await until(() => expect(computer.printer?.papers).toEqual(ids.slice(0, 1)));
  for (const batch of [1, 3]) {
    await computer.takeAll(ids, batch);
    await until(() => expect(computer.ledger.outbox.open('ticket.print')).toEqual([]));
    await computer.undoAll(batch);
  }
  expect(computer.printer?.papers).toEqual(ids);
});

it('prints when a status takes an order, once for one’s own', async () => {
  const computer = ticketComputer({ printing: { onTake: false }, runs: false });
  const [own, fresh] = [order(computer, '1'), order(computer, '2')];
  await computer.take(own);
  const later = ticketComputer({ ledger: computer.ledger });
  await later.handlers['orders.setStatus']({ id: own, status: 'handed-over' });
  await later.stepAll([own, fresh], 'taken', 1);
  await until(() => expect(later.printer?.papers).toEqual([fresh]));
  expect(later.ledger.orders.get(own)?.status).toBe('taken');
  await until(() => expect(later.ledger.outbox.open('ticket.print')).toEqual([]));
  expect(later.printer?.papers).toEqual([fresh]);
});

it('prints a ticket of a new order that is snoozed, once', async () => {
  const computer = ticketComputer({ printing: { onTake: false }, runs: false });
  const [own, fresh] = [order(computer, '1'), order(computer, '2')];
  await computer.take(own);
  const later = ticketComputer({ ledger: computer.ledger });
  await later.putOff([own, fresh], clock.now() + 3_600_000, 1);
  await until(() => expect(later.printer?.papers).toEqual([fresh]));
  expect(later.ledger.orders.get(fresh)).toMatchObject({ status: 'taken', takenBy: 'Anna' });
  await later.putOff([own, fresh], null, 2);
  await until(() => expect(later.ledger.outbox.open('ticket.print')).toEqual([]));
  expect(later.printer?.papers).toEqual([fresh]);
});

it('announces a ticket to the page only when snoozing took an order', async () => {
  const computer = ticketComputer({ printer: null });
  const id = order(computer);
  await computer.stepAll([id], 'cancelled', 1);
  await computer.undoAll(1);
  expect(computer.emitted).not.toContain('tickets-due');
  await computer.putOff([id], clock.now() + 3_600_000, 2, 'page-1');
  expect(computer.emitted).toContain('tickets-due');
  expect(computer.tickets.due('page-1').due?.orders).toEqual([id]);
});

it('reports all failures of one taking in one notification', async () => {
  const computer = ticketComputer();
  const ids = ['1', '2', '3'].map((n) => order(computer, n));
  if (computer.printer) computer.printer.fails = { with: new Problem('refused', 'no paper'), paper: false };
  await computer.takeAll(ids, 1);
  await until(() => expect(computer.toasts).toMatchObject([{ title: '3 tickets were not printed' }]));
});

it('reports a refused print, and does not retry by itself', async () => {
  const computer = ticketComputer();
  const id = order(computer);
  if (computer.printer) computer.printer.fails = { with: new Problem('refused', 'no paper'), paper: false };
  await computer.take(id);
  await until(() => expect(computer.ticketsOf(id)).toMatchObject([{ state: 'failed', reason: 'no paper' }]));
  expect(computer.toasts).toMatchObject([{ title: 'The ticket of #1001 was not printed', orderId: id }]);
  await until(() => expect(computer.printer?.jobs).toHaveLength(1));
  // the print failed: the next manager who takes it gets one
  if (computer.printer) computer.printer.fails = null;
  await computer.undo(id);
  await computer.take(id);
  await until(() => expect(computer.ticketsOf(id).at(-1)).toMatchObject({ state: 'printed', copy: 1 }));
});

it('reports an unknown print, and prints no other by itself', async () => {
  const computer = ticketComputer();
  const id = order(computer);
  if (computer.printer)
    computer.printer.fails = { with: new Problem('unknown-outcome', 'no answer'), paper: true };
  await computer.take(id);
  await until(() =>
    expect(computer.ticketsOf(id)).toMatchObject([{ state: 'unknown', reason: 'no answer' }]),
  );
  expect(computer.toasts).toMatchObject([{ title: 'Was the ticket of #1001 printed?' }]);
  if (computer.printer) computer.printer.fails = null;
  await computer.undo(id);
  await computer.take(id);
  await until(() => expect(computer.ledger.outbox.open('ticket.print')).toEqual([]));
  expect(computer.printer?.papers).toEqual([id]);
});
