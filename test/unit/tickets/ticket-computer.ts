import { afterEach, beforeEach } from 'vitest';
import { createEvents } from '../../../src/main/events.ts';
import type { Printer, Toast } from '../../../src/main/host.ts';
import { createOrderHandlers } from '../../../src/main/ipc/order-handlers.ts';
import { createBatches } from '../../../src/main/order-actions/batches.ts';
import { createRelay } from '../../../src/main/outbox/relay.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import type { Tickets } from '../../../src/main/tickets/tickets.ts';
import { createTickets } from '../../../src/main/tickets/tickets.ts';
import type { OrderId } from '../../../src/shared/ids.ts';
import { orderIdOf } from '../../../src/shared/ids.ts';
import type { OrderStatus } from '../../../src/shared/order.ts';
import type { Problem } from '../../../src/shared/problem.ts';
import { parsePrintHash } from '../../../src/shared/ticket/print-place.ts';
import type { Printing } from '../../../src/shared/ticket/printing.ts';
import { usualPrinting } from '../../../src/shared/ticket/printing.ts';
import type { Ticket } from '../../../src/shared/ticket/ticket.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { writtenBy } from '../../support/desks.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { incomingOrder, received } from '../../support/orders.ts';
import { stepUntil } from '../../support/step-until.ts';

/** A printer that keeps what came out of it. */
export type FakePrinter = Printer & {
  /** The order of each printed paper. */
  readonly papers: OrderId[];
  /** Each received job. */
  readonly jobs: { readonly orders: readonly OrderId[]; readonly printer: string; readonly papers: number }[];
  /** Refuses what it is given from here on, with or without a paper. */
  fails: { readonly with: Problem; readonly paper: boolean } | null;
  /** Holds what it is given until it is let go. */
  holds: Promise<void> | null;
};

export function fakePrinter(): FakePrinter {
  const papers: OrderId[] = [];
  const jobs: FakePrinter['jobs'] = [];
  const printer: FakePrinter = {
    papers,
    jobs,
    fails: null,
    holds: null,
    list: async () => [{ name: 'roll', label: 'Roll' }],
    async print({ hash, printer: device, papers: count }) {
      const orders = parsePrintHash(hash)?.orders ?? [];
      jobs.push({ orders, printer: device, papers: count });
      await printer.holds;
      if (!printer.fails || printer.fails.paper) papers.push(...orders);
      if (printer.fails) throw printer.fails.with;
    },
  };
  return printer;
}

export let clock: FakeClock;
/** Processes that are stopped after the test. */
const running: { stop(): Promise<void> }[] = [];

export function eachWithClock(): void {
  beforeEach(() => {
    clock = fakeClock();
  });
  afterEach(stopAll);
}

/** Called at the end of a test, or when a process ends. */
export async function stopAll(): Promise<void> {
  await Promise.all(running.splice(0).map((relay) => Promise.race([relay.stop(), clock.advance(5_000)])));
}

type Options = {
  readonly ledger?: Ledger;
  readonly printer?: FakePrinter | null;
  readonly manager?: string;
  readonly deskId?: string;
  readonly printing?: Partial<Printing>;
  /** Whether the outbox runs. */
  readonly runs?: boolean;
};

/** One computer with a printer, or with a page that prints. */
export function ticketComputer({
  deskId = 'desk-1',
  ledger = memoryLedger({ clock, deskId }),
  printer = fakePrinter(),
  manager = 'Anna',
  printing = {},
  runs = true,
}: Options = {}) {
  const settings: Printing = { ...usualPrinting, onTake: true, ...printing };
  const toasts: Toast[] = [];
  const events = createEvents(() => {});
  const emitted: string[] = [];
  events.on(({ kind }) => emitted.push(kind));
  const tickets: Tickets = createTickets({
    ledger,
    clock,
    log: quietLog(),
    events,
    printer,
    printing: () => settings,
    language: () => 'en',
    toast: (notice) => toasts.push(notice),
  });
  const handlers = createOrderHandlers({
    ledger,
    clock,
    recorder: { release: () => {} },
    tickets,
    manager: () => manager,
  });
  const batches = createBatches({ ledger, clock, events, manager: () => manager, tickets });
  if (runs) {
    const relay = createRelay({
      ledger,
      clock,
      log: quietLog(),
      performers: tickets.performers,
      random: () => 0,
    });
    running.push(relay);
    relay.start();
  }
  return {
    ledger,
    printer,
    tickets,
    handlers,
    toasts,
    emitted,
    take: async (id: OrderId, page?: string) => handlers['orders.take']({ id, via: 'app' }, page),
    takeAll: (ids: readonly OrderId[], batch: number, page?: string) =>
      batches.run(ids, { kind: 'take' }, keyOf(batch), { page }),
    stepAll: (ids: readonly OrderId[], status: OrderStatus, batch: number) =>
      batches.run(ids, { kind: 'status', status }, keyOf(batch)),
    putOff: (ids: readonly OrderId[], until: number | null, batch: number, page?: string) =>
      batches.run(ids, { kind: 'snooze', until }, keyOf(batch), { page }),
    undoAll: (batch: number) => batches.undo(keyOf(batch)),
    undo: async (id: OrderId) => handlers['orders.setStatus']({ id, status: 'new' }),
    print: (orders: readonly OrderId[], n = 1, page?: string) =>
      tickets.print({ key: keyOf(n), orders, by: manager, page }),
    ticketsOf: (id: OrderId): readonly Ticket[] => ledger.orders.get(id)?.tickets ?? [],
  };
}
export type TicketComputer = ReturnType<typeof ticketComputer>;

const keyOf = (n: number): string => `4c0f7d6e-6f7e-4d56-9a51-${String(n).padStart(12, '0')}`;

/** An order comes to a computer. */
export function order({ ledger }: Pick<TicketComputer, 'ledger'>, sourceId = '1001'): OrderId {
  ledger.entries.append(received(incomingOrder({ sourceId }), clock.now()));
  return orderIdOf('shopify', sourceId);
}

/** Imports one computer's events at another. */
export function share(from: Pick<TicketComputer, 'ledger'>, to: Pick<TicketComputer, 'ledger'>): void {
  to.ledger.entries.importRemote([...writtenBy(from)]);
}

export const until = (look: () => void): Promise<void> => stepUntil(clock, 5_000, look, 5_000);
