import { createStore } from 'zustand/vanilla';
import type { TicketSheet } from '../../../shared/ticket/sheet.ts';
import type { DueTickets } from '../../../shared/ticket-commands.ts';
import type { CallError, Client } from '../../lib/client/client.ts';
import { toCallError } from '../../lib/client/client.ts';
import type { Clock } from '../../lib/clock.ts';
import { ownStore } from '../../state/queries/own-store.ts';

export type PrintJob = { readonly due: DueTickets; readonly sheets: readonly TicketSheet[] };

/** `error` is why the last job could not be prepared. */
type Printing = { readonly job: PrintJob | null; readonly error: CallError | null };

/** The print jobs of this page, one at a time, where the shell has no printer. */
export function createPagePrinting({ client, clock }: { readonly client: Client; readonly clock: Clock }) {
  const store = createStore<Printing>(() => ({ job: null, error: null }));
  let isBusy = false;
  /** Whether a print event came after the request: then the answer may be stale. */
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
    // the next event repeats the request; the page itself shows that main does not answer
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
      store.setState({ job: { due, sheets }, error: null }); // the next job is requested when this one is printed
    } catch (thrown) {
      const error = toCallError(thrown);
      store.setState({ error });
      const ended = { printing, orders, reason: error.message.slice(0, 500) };
      // if this fails too, the user is asked later whether it was printed
      await client.call('tickets.end', ended).catch(() => undefined);
      isBusy = false;
      return next();
    }
  }

  return {
    ...store,
    /** The dialog was closed. It does not report the choice: only the user saw whether paper came out. @throws CallError */
    async end({ due: { printing, orders } }: PrintJob): Promise<void> {
      store.setState({ job: null });
      isBusy = false;
      try {
        await client.call('tickets.end', { printing, orders });
      } finally {
        void next();
      }
    },
    /** The user reports that no paper came out. @throws CallError */
    async takeBack({ due: { printing, orders } }: PrintJob): Promise<void> {
      for (const id of orders) await client.call('tickets.settle', { id, printing, out: false });
    },
    /** @returns the function that stops it */
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

export const pagePrinting = ownStore(createPagePrinting);
