import { expect, it } from 'vitest';
import type { CrashPoint } from '../../support/crash.ts';
import { dyingLedger } from '../../support/crash.ts';
import { memoryLedger } from '../../support/ledger.ts';
import {
  clock,
  eachWithClock,
  fakePrinter,
  order,
  stopAll,
  ticketComputer,
  until,
} from './ticket-computer.ts';

eachWithClock();

/** Takes an order in a process that dies at one of its calls, and lets another one go on. */
async function takeAndDie(point: CrashPoint) {
  const ledger = memoryLedger({ clock });
  const printer = fakePrinter();
  const id = order({ ledger });
  const dying = dyingLedger(ledger, point);
  try {
    const computer = ticketComputer({ ledger: dying.ledger, printer });
    await computer.take(id);
  } catch (error) {
    expect(error).toMatchObject({ message: expect.stringMatching(/^the process (died|is dead)$/) });
  }
  await until(() =>
    expect(
      dying.died() || (printer.papers.length > 0 && ledger.outbox.open('ticket.print').length === 0),
    ).toBe(true),
  );
  const died = dying.died();
  await stopAll();

  const next = ticketComputer({ ledger, printer });
  await until(() => {
    expect(ledger.outbox.open('ticket.print')).toEqual([]);
    expect(next.ticketsOf(id).every(({ state }) => state !== 'printing')).toBe(true);
  });
  // a person who repeats it for lack of an answer gets no second one
  await next.take(id);
  await until(() => expect(ledger.outbox.open('ticket.print')).toEqual([]));
  const [ticket, ...more] = next.ticketsOf(id);
  expect(more).toEqual([]);
  await stopAll();
  const found = { died, papers: printer.papers.length, state: ticket?.state };
  ledger.close();
  return found;
}

it('prints a ticket at most once and forgets none after a crash', async () => {
  const outcomes = new Set<string>();
  for (let call = 1; ; call += 1) {
    let reached = false;
    for (const when of ['before', 'after'] as const) {
      const { died, papers, state } = await takeAndDie({ call, when });
      const where = `${when} call ${call}`;
      expect(papers, where).toBeLessThanOrEqual(1);
      expect(state, where).toMatch(/^(printed|unknown)$/);
      if (state === 'printed') expect(papers, where).toBe(1);
      outcomes.add(`${papers} ${state}`);
      reached ||= died;
    }
    if (!reached || call > 80) break;
  }
  // every end is covered: before the printer received it, while it printed, and after it finished
  expect([...outcomes].toSorted()).toEqual(['0 unknown', '1 printed', '1 unknown']);
}, 120_000);
