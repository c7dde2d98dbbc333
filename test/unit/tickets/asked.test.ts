import { expect, it } from 'vitest';
import { Problem } from '../../../src/shared/problem.ts';
import { fact, incomingOrder, received } from '../../support/orders.ts';
import { clock, eachWithClock, order, ticketComputer, until } from './ticket-computer.ts';

eachWithClock();

const doubted = async () => {
  const computer = ticketComputer();
  const id = order(computer);
  if (computer.printer)
    computer.printer.fails = { with: new Problem('unknown-outcome', 'no answer'), paper: true };
  await computer.take(id);
  await until(() => expect(computer.ticketsOf(id)[0]?.state).toBe('unknown'));
  if (computer.printer) computer.printer.fails = null;
  return { computer, id, printing: computer.ticketsOf(id)[0]?.printing ?? '' };
};

it('numbers each further ticket, and answers when it is printed', async () => {
  const computer = ticketComputer();
  const id = order(computer);
  for (const n of [1, 2, 3]) {
    const outcome = computer.print([id], n);
    await clock.advance(3_000);
    expect(await outcome).toMatchObject({ printed: 1, failed: 0, unknown: 0, waiting: false });
  }
  expect(computer.ticketsOf(id).map(({ copy, state }) => [copy, state])).toEqual([
    [1, 'printed'],
    [2, 'printed'],
    [3, 'printed'],
  ]);
});

it('treats two presses as one print, with any keys', async () => {
  const computer = ticketComputer();
  const id = order(computer);
  const both = Promise.all([computer.print([id], 1), computer.print([id], 2)]);
  await clock.advance(500);
  expect((await both).map(({ printed }) => printed)).toEqual([1, 1]);
  expect(computer.printer?.papers).toEqual([id]);
});

it('takes a press after the clock was set back for another wish', async () => {
  const computer = ticketComputer();
  const id = order(computer);
  const first = computer.print([id], 1);
  await clock.advance(500);
  await first;
  clock.set(-3_600_000);
  await clock.advance(10_000);
  const again = computer.print([id], 2);
  await clock.advance(500);
  await again;
  expect(computer.printer?.papers).toEqual([id, id]);
});

it('prints again at once when the first one failed', async () => {
  const computer = ticketComputer();
  const id = order(computer);
  if (computer.printer) computer.printer.fails = { with: new Problem('refused', 'no paper'), paper: false };
  const first = computer.print([id], 1);
  await clock.advance(100);
  expect(await first).toMatchObject({ failed: 1 });
  if (computer.printer) computer.printer.fails = null;
  const again = computer.print([id], 2);
  await clock.advance(100);
  expect(await again).toMatchObject({ printed: 1 });
  expect(computer.printer?.papers).toEqual([id]);
});

it('prints a set as one job: sheets together, rolls in sequence', async () => {
  const roll = ticketComputer();
  const ids = ['1', '2', '3'].map((n) => order(roll, n));
  const printed = roll.print(ids);
  await clock.advance(1_000);
  expect(await printed).toMatchObject({ printed: 3 });
  expect(roll.printer?.jobs.map(({ orders }) => orders)).toEqual(ids.map((id) => [id]));

  const sheets = ticketComputer({ printing: { format: 'a4' } });
  const others = ['1', '2', '3'].map((n) => order(sheets, n));
  const asOne = sheets.print(others);
  await clock.advance(1_000);
  expect(await asOne).toMatchObject({ printed: 3 });
  expect(sheets.printer?.jobs.map(({ orders }) => orders)).toEqual([others]);
});

it('reports each ticket of a set when the printer fails midway', async () => {
  const computer = ticketComputer();
  const ids = ['1', '2', '3'].map((n) => order(computer, n));
  const { printer } = computer;
  const give = printer?.print.bind(printer);
  if (printer && give) {
    printer.print = async (job) => {
      if (printer.jobs.length === 1)
        printer.fails = { with: new Problem('refused', 'no paper'), paper: false };
      await give(job);
    };
  }
  const outcome = computer.print(ids);
  await clock.advance(1_000);
  expect(await outcome).toMatchObject({ printed: 1, failed: 2, reason: 'no paper' });
  expect(ids.map((id) => computer.ticketsOf(id)[0]?.state)).toEqual(['printed', 'failed', 'failed']);
});

it('keeps the doubt when a person reprints, as a reprint', async () => {
  const { computer, id } = await doubted();
  const again = computer.print([id]);
  await clock.advance(1_000);
  expect(await again).toMatchObject({ printed: 1 });
  expect(computer.ticketsOf(id).map(({ copy, state }) => [copy, state])).toEqual([
    [1, 'repeated'],
    [2, 'printed'],
  ]);
});

it('takes the word of a person who has seen the paper', async () => {
  const { computer, id, printing } = await doubted();
  computer.tickets.settle(id, printing, { out: true, by: 'Taras' });
  expect(computer.ticketsOf(id)).toMatchObject([{ state: 'printed', by: 'Taras', copy: 1 }]);
  expect(() => computer.tickets.settle(id, 'another', { out: true, by: 'Taras' })).toThrow(
    /has not been printed/,
  );
});

it('prints no quarantined order, but the others of its set', async () => {
  const computer = ticketComputer();
  const doubtful = incomingOrder({ sourceId: '9', review: [{ code: 'unverified-sender' }] });
  computer.ledger.entries.append(received(doubtful));
  const good = order(computer, '1');
  const forged = order({ ledger: computer.ledger }, '9');
  expect(() => computer.print([forged])).toThrow(/quarantine/);
  await clock.advance(5_000);
  const outcome = computer.print([forged, good], 2);
  await clock.advance(1_000);
  expect(await outcome).toMatchObject({ printed: 1, failed: 1 });
  expect(computer.printer?.papers).toEqual([good]);
});

it('treats another computer’s unfinished printing as unknown after long', async () => {
  const computer = ticketComputer();
  const id = order(computer);
  computer.ledger.entries.append(
    fact({
      id: 'ticket:elsewhere:1',
      orderId: id,
      kind: 'ticket-printed',
      at: clock.now(),
      data: { printing: 'x', decision: 1, copy: 1, format: '80mm', why: 'taken', state: 'printing' },
    }),
  );
  await clock.advance(3 * 60_000);
  const again = computer.print([id]);
  await clock.advance(1_000);
  expect(await again).toMatchObject({ printed: 1 });
  expect(computer.ticketsOf(id)).toMatchObject([
    { state: 'repeated', copy: 1 },
    { state: 'printed', copy: 2 },
  ]);
});

/** Sixty orders, of which the printer takes one in three seconds. */
const longSet = () => {
  const computer = ticketComputer();
  const ids = Array.from({ length: 60 }, (_, n) => order(computer, String(n + 1)));
  const { printer } = computer;
  const give = printer?.print.bind(printer);
  if (printer && give) {
    printer.print = async (job) => {
      await new Promise<void>((resolve) => clock.after(3_000, resolve));
      await give(job);
    };
  }
  return { computer, ids };
};
const noPaper = { with: new Problem('refused', 'no paper'), paper: false };
const allEnded = ({ ledger }: ReturnType<typeof ticketComputer>) =>
  until(() => expect(ledger.outbox.open('ticket.print')).toEqual([]));

it('reports the failures of an abandoned set in one notification', async () => {
  const { computer, ids } = longSet();
  const outcome = computer.print(ids);
  for (let n = 0; n < 20; n += 1) await clock.advance(3_500);
  expect(await outcome).toMatchObject({ printed: 0, waiting: true });
  expect(computer.toasts).toEqual([]);
  const out = computer.printer?.papers.length ?? 0;
  if (computer.printer) computer.printer.fails = noPaper;
  await allEnded(computer);
  expect(computer.toasts).toMatchObject([{ title: `${60 - out} tickets were not printed` }]);
});

it('reports a long set to its page, and prints it once', async () => {
  const { computer, ids } = longSet();
  void computer.print(ids, 1);
  for (let n = 0; n < 45; n += 1) await clock.advance(3_500);
  if (computer.printer) computer.printer.fails = noPaper;
  const out = computer.printer?.papers.length ?? 0;
  const outcome = computer.print(ids, 1);
  await allEnded(computer);
  const how = { printed: out, failed: 60 - out, unknown: 0, waiting: false, reason: 'no paper' };
  expect(await outcome).toEqual(how);
  expect(await computer.print(ids, 1)).toEqual(how); // its end is reported as well after the end
  expect(computer.printer?.jobs).toHaveLength(60);
});

it('prints a repeated set once, also after a restart', async () => {
  const { computer, ids } = longSet();
  void computer.print(ids, 1);
  await clock.advance(70_000);
  void computer.print([...ids], 2);
  await allEnded(computer);
  expect(await computer.print([...ids], 2)).toMatchObject({ printed: 60, waiting: false });
  expect(computer.printer?.papers).toEqual(ids);

  const waiting = ticketComputer({ runs: false });
  const id = order(waiting);
  void waiting.print([id], 1);
  const later = ticketComputer({ ledger: waiting.ledger });
  const outcome = later.print([id], 2);
  await clock.advance(1_000);
  expect(await outcome).toMatchObject({ printed: 1 });
  expect(later.printer?.papers).toEqual([id]);
});

it('prints a set once, also in another order or pressed twice', async () => {
  const { computer, ids } = longSet();
  void computer.print(ids, 1);
  await clock.advance(70_000);
  void computer.print(ids.toReversed(), 2);
  await allEnded(computer);
  expect(computer.printer?.papers).toEqual(ids);

  const short = ticketComputer();
  const [one, other] = [order(short, '1'), order(short, '2')];
  const both = Promise.all([short.print([one, other], 1), short.print([other, one], 2)]);
  await clock.advance(1_500);
  await both;
  const after = short.print([other, one], 3);
  await clock.advance(100);
  expect(await after).toMatchObject({ printed: 2 });
  expect(short.printer?.papers).toEqual([one, other]);
});

it('leaves the doubt on a ticket whose page asks how it ended', async () => {
  const computer = ticketComputer();
  const id = order(computer);
  if (computer.printer)
    computer.printer.fails = { with: new Problem('unknown-outcome', 'no answer'), paper: true };
  void computer.print([id]);
  await allEnded(computer);
  expect(await computer.print([id])).toMatchObject({ unknown: 1, waiting: false, reason: 'no answer' });
  expect(computer.ticketsOf(id)).toMatchObject([{ state: 'unknown' }]);
});

it('reports failed tickets in a notification when their page is gone', async () => {
  const { computer, ids } = longSet();
  void computer.print(ids.slice(0, 2), 1, 'page-1');
  await clock.advance(1_000);
  computer.tickets.pageGone('page-1');
  if (computer.printer) computer.printer.fails = noPaper;
  await allEnded(computer);
  expect(computer.toasts).toMatchObject([{ title: '2 tickets were not printed' }]);
});
