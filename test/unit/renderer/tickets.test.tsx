import '../../../src/renderer/zod-without-eval.ts';
import { Notifications } from '@mantine/notifications';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { usePrint } from '../../../src/renderer/components/order/use-print.ts';
import { Ticket as TicketPage } from '../../../src/renderer/components/ticket/ticket.tsx';
import { clearToasts } from '../../../src/renderer/components/toasts/toasts.tsx';
import { TicketTrouble, useTicketWords } from '../../../src/renderer/features/order/ticket-state.tsx';
import { createPagePrinting } from '../../../src/renderer/features/print/page-printing.ts';
import { pageRules, paperOf } from '../../../src/renderer/features/print/page-rules.ts';
import { PrintingSection } from '../../../src/renderer/features/settings/printing.tsx';
import { createClient } from '../../../src/renderer/lib/client/client.ts';
import type { AppEvent, Bridge } from '../../../src/shared/contract.ts';
import type { OrderId } from '../../../src/shared/ids.ts';
import { orderIdSchema, workstationIdSchema } from '../../../src/shared/ids.ts';
import { asProblem, Problem } from '../../../src/shared/problem.ts';
import { usualPrinting } from '../../../src/shared/ticket/printing.ts';
import { sampleTicket } from '../../../src/shared/ticket/sample-ticket.ts';
import { ticketSheet } from '../../../src/shared/ticket/sheet.ts';
import type { Ticket } from '../../../src/shared/ticket/ticket.ts';
import type { PrintOutcome } from '../../../src/shared/ticket-commands.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { makeWindow } from './make-window.tsx';
import { pageClient } from './page-client.ts';
import { gate, pageClock, settle } from './page-clock.ts';

afterEach(() => {
  clearToasts();
  cleanup();
});

const id = orderIdSchema.parse('shopify:1042');
const printed: PrintOutcome = { printed: 1, failed: 0, unknown: 0, waiting: false, reason: null };

type Answers = { readonly [name: string]: (input: never) => unknown };

/** An app with the answers of a test, and otherwise those of a small shop. */
function setUp(answers: Answers) {
  const calls: { readonly name: string; readonly input: unknown }[] = [];
  const listeners = new Set<(event: AppEvent) => void>();
  const shop = createFakeBridge({ now: Date.now, orders: 1 }).bridge;
  const bridge: Bridge = {
    async call(name, input) {
      const answer = answers[name];
      if (answer === undefined) return shop.call(name, input);
      calls.push({ name, input });
      try {
        return { ok: true, value: await answer(input as never) }; // each test knows its answers
      } catch (error) {
        const { kind, message } = asProblem(error);
        return { ok: false, error: { kind, message } };
      }
    },
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return {
    bridge,
    calls,
    emit: (event: AppEvent) => {
      for (const listener of listeners) listener(event);
    },
  };
}

const ticket = (part: Partial<Ticket>): Ticket => ({
  printing: 'taken:1',
  decision: 2,
  copy: 1,
  format: '80mm',
  why: 'taken',
  state: 'printed',
  by: 'Anna',
  at: Date.now(),
  desk: workstationIdSchema.parse('desk-1'),
  ...part,
});

const Words = ({ tickets }: { readonly tickets: readonly Ticket[] }) => (
  <p data-testid="words">{useTicketWords()(tickets)}</p>
);

function Printing({ ids }: { readonly ids: readonly OrderId[] }) {
  const print = usePrint();
  return (
    <button type="button" onClick={() => print(ids)}>
      go
    </button>
  );
}

describe('what became of the tickets of an order', () => {
  async function show(tickets: readonly Ticket[], status: 'taken' | 'handed-over' = 'taken') {
    const shop = createFakeBridge({ now: Date.now, orders: 1 });
    const [known = id] = shop.ids();
    const { client: reader } = makeWindow(shop.bridge);
    const detail = await reader.call('orders.get', { id: known });
    const { bridge, calls } = setUp({ 'tickets.settle': () => detail, 'tickets.print': () => printed });
    const { around, stores } = makeWindow(bridge);
    await stores.app.load();
    const { order } = detail;
    const shown = { ...order, id, status, takenBy: null, tickets };
    render(
      around(
        <>
          <Notifications />
          <TicketTrouble shown={shown} />
          <Words tickets={tickets} />
        </>,
      ),
    );
    return { calls, user: userEvent.setup() };
  }

  it('is one line of times when all were printed', async () => {
    await show([ticket({}), ticket({ printing: 'asked:2', copy: 2 })]);
    expect(screen.getByTestId('words').textContent).toMatch(/^printed \d\d:\d\d, reprinted \d\d:\d\d$/);
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('asks a person about an unknown print, with reprint and confirm', async () => {
    const { calls, user } = await show([ticket({ state: 'unknown', reason: 'no answer' })]);
    expect(document.body.textContent).toContain('It is unknown whether the ticket was printed: no answer');
    await user.click(screen.getByRole('button', { name: 'Print again' }));
    await user.click(screen.getByRole('button', { name: 'Mark as printed' }));
    await waitFor(() => expect(calls).toHaveLength(2));
    expect(calls).toMatchObject([
      { name: 'tickets.print', input: { orders: [id] } },
      { name: 'tickets.settle', input: { id, printing: 'taken:1', out: true } },
    ]);
  });

  it('lists the tickets that failed while they can be retried', async () => {
    const failed = ticket({ state: 'failed', reason: 'no paper' });
    await show([failed]);
    expect(document.body.textContent).toContain('The ticket was not printed: no paper');
    cleanup();
    await show([failed], 'handed-over');
    expect(screen.queryByRole('button')).toBeNull();
    cleanup();
    await show([failed, ticket({ printing: 'asked:2' })]);
    expect(screen.queryByRole('button')).toBeNull();
  });
});

function showPrint(answer: () => unknown, ids: readonly OrderId[] = [id], printsByItself = false) {
  const { bridge, calls } = setUp({ 'tickets.print': answer });
  const client = createClient(bridge, { soundWithoutGesture: false, printsByItself });
  const { around } = makeWindow(bridge, 'en', client);
  render(
    around(
      <>
        <Notifications />
        <Printing ids={ids} />
      </>,
    ),
  );
  return { calls, user: userEvent.setup(), go: screen.getByRole('button', { name: 'go' }) };
}

it('shows the refund on a ticket below the total', () => {
  const content = { ...sampleTicket.content, refunded: { minor: 4_000, currency: 'UAH' } };
  const sheet = ticketSheet(
    { ...sampleTicket, content },
    {
      language: 'en',
      shop: '',
      sourceName: null,
      timeZone: 'Europe/Kyiv',
      country: 'UA',
      copy: 1,
      whole: null,
      printedAt: 0,
      notes: true,
    },
  );
  render(<TicketPage sheet={sheet} format="80mm" />);
  const heads = screen.getAllByRole('rowheader').map(({ textContent }) => textContent);
  expect(heads).toEqual(['Items', 'Delivery', 'Total', 'Refunded']);
});

describe('printing from a page', () => {
  it('asks once for a double press, and says that it is printed', async () => {
    const held = gate();
    const { calls, user, go } = showPrint(async () => {
      await held.opened;
      return printed;
    });
    await user.dblClick(go);
    held.open();
    await screen.findByText('Ticket printed');
    expect(calls).toHaveLength(1);
  });

  it('says of a set how many were not printed, and why', async () => {
    const second = orderIdSchema.parse('shopify:1043');
    const { user, go } = showPrint(
      () => ({ ...printed, failed: 2, printed: 0, reason: 'no paper' }),
      [id, second],
    );
    await user.click(go);
    await screen.findByText('2 tickets were not printed');
    expect(document.body.textContent).toContain('no paper');
    expect(screen.queryByRole('button', { name: 'Try again' })).not.toBeNull();
  });
});

describe('a set that takes long', () => {
  const ids = ['1', '2', '3'].map((n) => orderIdSchema.parse(`shopify:${n}`));
  const waits: PrintOutcome = { ...printed, printed: 0, waiting: true };

  it('is shown as printing, asked for once, and reported at its end', async () => {
    const [first, second] = [gate(), gate()];
    const held = [first.opened.then(() => waits), second.opened.then(() => ({ ...printed, printed: 3 }))];
    const { calls, user, go } = showPrint(() => held[calls.length - 1], ids, true);
    await user.click(go);
    await screen.findByText('Printing 3 tickets');
    first.open();
    await waitFor(() => expect(calls).toHaveLength(2));
    await user.click(go);
    expect(screen.queryByText('Printing 3 tickets')).not.toBeNull();
    second.open();
    await screen.findByText('3 tickets printed');
    expect(screen.queryByText('Printing 3 tickets')).toBeNull();
    expect(calls).toHaveLength(2);
    expect(calls[1]).toEqual(calls[0]);
  });

  it('is asked for once without a message when the page prints it', async () => {
    const { calls, user, go } = showPrint(() => waits, ids);
    await user.click(go);
    await waitFor(() => expect(calls).toHaveLength(1));
    await settle();
    expect(calls).toHaveLength(1);
    expect(screen.queryByText(/ticket/i)).toBeNull();
  });
});

describe('a page that prints by itself', () => {
  it('takes one job after another, and yields to another page', async () => {
    const clock = pageClock();
    const jobs = ['a', 'b'].map((printing) => ({ printing, orders: [id], format: '80mm', papers: 1 }));
    let againMs: number | null = 4_000;
    const { bridge, calls, emit } = setUp({
      'tickets.due': () => {
        if (againMs !== null) {
          const answer = { due: null, againMs };
          againMs = null;
          return answer;
        }
        return { due: jobs.shift() ?? null, againMs: null };
      },
      'tickets.read': () => ({ sheets: [], format: '80mm', papers: 1 }),
      'tickets.end': () => null,
    });
    const client = pageClient(bridge);
    const printing = createPagePrinting({ client, clock });
    const end = printing.start();
    await settle();
    expect(printing.getState().job).toBeNull();
    await clock.advance(4_100);
    await settle();
    const first = printing.getState().job;
    expect(first?.due.printing).toBe('a');
    emit({ kind: 'tickets-due' });
    await settle();
    expect(printing.getState().job).toBe(first);
    if (first) await printing.end(first);
    await settle();
    expect(printing.getState().job?.due.printing).toBe('b');
    expect(calls.filter(({ name }) => name === 'tickets.end')).toEqual([
      { name: 'tickets.end', input: { printing: 'a', orders: [id] } },
    ]);
    end();
  });
});

it('prints the next job after an unreadable one, and reports that', async () => {
  const second = orderIdSchema.parse('shopify:1043');
  const jobs = [id, second].map((order) => ({
    printing: `of ${order}`,
    orders: [order],
    format: '80mm',
    papers: 1,
  }));
  const { bridge, calls } = setUp({
    'tickets.due': () => ({ due: jobs.shift() ?? null, againMs: null }),
    'tickets.read': ({ orders }: { readonly orders: readonly OrderId[] }) => {
      if (orders.includes(id)) throw new Problem('not-found', `There is no order ${id}`);
      return { sheets: [], format: '80mm', papers: 1 };
    },
    'tickets.end': () => null,
  });
  const printing = createPagePrinting({ client: pageClient(bridge), clock: pageClock() });
  const end = printing.start();
  await waitFor(() => expect(printing.getState().job?.due.orders).toEqual([second]));
  expect(calls.filter(({ name }) => name === 'tickets.end').map(({ input }) => input)).toEqual([
    { printing: `of ${id}`, orders: [id], reason: `There is no order ${id}` },
  ]);
  end();
});

it('notices a print job that is enqueued during its query', async () => {
  const held = gate();
  const answers = [held.opened.then(() => null), { printing: 'a', orders: [id], format: '80mm', papers: 1 }];
  const { bridge, emit } = setUp({
    'tickets.due': async () => ({ due: await answers.shift(), againMs: null }),
    'tickets.read': () => ({ sheets: [], format: '80mm', papers: 1 }),
  });
  const printing = createPagePrinting({ client: pageClient(bridge), clock: pageClock() });
  const end = printing.start();
  await settle();
  emit({ kind: 'tickets-due' });
  held.open();
  await waitFor(() => expect(printing.getState().job?.due.printing).toBe('a'));
  end();
});

describe('the paper', () => {
  it('is a little longer than its content, and never wider than long', () => {
    expect(paperOf('80mm', 960)).toEqual({ width: 80_000, height: 260_000 });
    expect(paperOf('58mm', 10)).toEqual({ width: 58_000, height: 59_000 });
    expect(paperOf('a4', 10_000)).toEqual({ width: 210_000, height: 297_000 });
  });

  it('is named to the browser with every special character escaped', () => {
    const rules = pageRules('a4', [{ paper: paperOf('a4', 0), name: '"} * { display: none } #1 €' }]);
    expect(rules).toContain('size: 210mm 297mm;');
    expect(rules).not.toMatch(/"}|\* {|#1/);
    expect(rules).toContain('\\22 \\7d  \\2a ');
  });
});

describe('the settings of printing', () => {
  it('hold at once, offer the printers there are, and try one', async () => {
    let now = { ...usualPrinting, printers: [{ name: 'roll', label: 'EPSON TM-T20' }] };
    const { bridge, calls } = setUp({
      'printing.get': () => now,
      'printing.set': (change: object) => {
        now = { ...now, ...change };
        return now;
      },
      'printing.try': () => ({ ...printed, printed: 0, failed: 1, reason: 'no paper' }),
      'tickets.read': () => ({ sheets: [], format: '80mm', papers: 1 }),
    });
    const { around } = makeWindow(bridge);
    render(
      around(
        <>
          <Notifications />
          <PrintingSection />
        </>,
      ),
    );
    const user = userEvent.setup();
    await user.click(
      await screen.findByRole('switch', { name: /^Print a ticket when an order is taken on this computer/ }),
    );
    await user.click(screen.getByRole('radio', { name: 'A4' }));
    await user.click(screen.getByRole('combobox', { name: 'Printer' }));
    await user.click(await screen.findByText('EPSON TM-T20'));
    await waitFor(() =>
      expect(calls.filter(({ name }) => name === 'printing.set').map(({ input }) => input)).toEqual([
        { onTake: true },
        { format: 'a4' },
        { printer: 'roll' },
      ]),
    );
    await user.click(screen.getByRole('button', { name: 'Print test ticket' }));
    await screen.findByText('The test ticket was not printed');
  });

  it('leave the printer to the browser where the shell knows of none', async () => {
    const { bridge } = setUp({
      'printing.get': () => ({ ...usualPrinting, printers: null }),
      'tickets.read': () => ({ sheets: [], format: '80mm', papers: 1 }),
    });
    const { around } = makeWindow(bridge, 'uk');
    render(around(<PrintingSection />));
    await screen.findByText('Браузер щоразу питає, на якому принтері друкувати.');
    expect(screen.queryByRole('combobox')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Надрукувати пробний чек' })).toBeNull();
  });
});
