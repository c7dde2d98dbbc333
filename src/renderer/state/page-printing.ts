import { createStore } from 'zustand/vanilla';
import type { TicketSheet } from '../../shared/ticket/sheet.ts';
import type { DueTickets } from '../../shared/ticket-commands.ts';
import type { CallError, Client } from '../client/client.ts';
import { toCallError } from '../client/client.ts';
import type { Clock } from './clock.ts';

export type PrintJob = { readonly due: DueTickets; readonly sheets: readonly TicketSheet[] };

/** `error` is why the last job could not be made ready. */
type Printing = { readonly job: PrintJob | null; readonly error: CallError | null };

/** What this page is to print by itself, where the shell has no printer: one job after another. */
export function createPagePrinting({ client, clock }: { readonly client: Client; readonly clock: Clock }) {
  const store = createStore<Printing>(() => ({ job: null, error: null }));
  let isBusy = false;
  /** Whether it was told that something is due since it asked: the answer may be older. */
  let wasTold = false;
  let cancel: (() => void) | null = null;

  async function next(): Promise<void> {
    if (isBusy) {
      wasTold = true;
      return;
    }
    isBusy = true;
    wasTold = false;
    cancel?.();
    cancel = null;
    // asked for again with the next event; that nothing answers is told by what the page shows
    const { due, againMs } = await client
      .call('tickets.due', undefined)
      .catch(() => ({ due: null, againMs: null }));
    if (due === null) {
      isBusy = false;
      if (wasTold) return next();
      if (againMs !== null) cancel = clock.after(againMs + 100, () => void next());
      return;
    }
    const { printing, orders } = due;
    try {
      const { sheets } = await client.call('tickets.read', { printing, orders });
      store.setState({ job: { due, sheets }, error: null }); // the next one is asked for when this one is printed
    } catch (thrown) {
      const error = toCallError(thrown);
      store.setState({ error });
      const ended = { printing, orders, reason: error.message.slice(0, 500) };
      // where not even this is heard, a person is asked later whether it was printed
      await client.call('tickets.end', ended).catch(() => undefined);
      isBusy = false;
      return next();
    }
  }

  return {
    ...store,
    /** The dialog is closed, whatever was chosen in it: only the person saw whether a paper came out. @throws CallError */
    async end({ due: { printing, orders } }: PrintJob): Promise<void> {
      store.setState({ job: null });
      isBusy = false;
      try {
        await client.call('tickets.end', { printing, orders });
      } finally {
        void next();
      }
    },
    /** A person says that no paper came out. @throws CallError */
    async takeBack({ due: { printing, orders } }: PrintJob): Promise<void> {
      for (const id of orders) await client.call('tickets.settle', { id, printing, out: false });
    },
    /** @returns the function that ends it */
    start(): () => void {
      void next();
      const end = client.on((event) => {
        if (event.kind === 'tickets-due' || event.kind === 'app-changed') void next();
      });
      return () => {
        end();
        cancel?.();
        cancel = null;
      };
    },
  };
}
