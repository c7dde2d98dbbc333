import { omitUndefined } from '../../shared/omit-undefined.ts';
import { messageOf, Problem } from '../../shared/problem.ts';
import { printHash } from '../../shared/ticket/print-place.ts';
import type { TicketOutputs } from '../../shared/ticket-commands.ts';
import type { Printer } from '../host.ts';
import type { Ledger } from '../ports.ts';
import type { SettingsFile } from '../settings/settings-file.ts';
import { nothingPrinted } from '../tickets/print-tickets.ts';
import { printingOf } from '../tickets/printing-of.ts';
import type { ReadSheetsParts } from '../tickets/read-sheets.ts';
import { readSheets } from '../tickets/read-sheets.ts';
import type { Tickets } from '../tickets/tickets.ts';
import type { Handlers } from './dispatch.ts';

export type TicketHandlerParts = {
  readonly ledger: Ledger;
  readonly tickets: Tickets;
  readonly sheets: ReadSheetsParts;
  readonly settings: SettingsFile;
  readonly printer: Printer | null;
  /** The manager of this computer. */
  readonly manager: () => string;
};

/** Tickets, and the printer of this computer. */
export function createTicketHandlers(parts: TicketHandlerParts): Pick<Handlers, keyof TicketOutputs> {
  const { ledger, tickets, sheets, settings, printer, manager } = parts;
  const view = async (): Promise<TicketOutputs['printing.get']> => ({
    ...printingOf(settings),
    printers: printer ? await printer.list() : null,
  });
  return {
    'tickets.read': ({ orders, printing }) => {
      const { format, papers } = printingOf(settings);
      return { sheets: readSheets(orders, printing, sheets), format, papers };
    },
    'tickets.print': ({ key, orders }, page) => tickets.print({ key, orders, by: manager(), page }),
    'tickets.due': (_nothing, page = '') => tickets.due(page),
    'tickets.end': (ended) => {
      tickets.end(ended);
      return null;
    },
    'tickets.settle': ({ id, printing, out }) => {
      tickets.settle(id, printing, { out, by: manager() });
      const detail = ledger.orders.detail(id);
      if (!detail) throw new Problem('not-found', `There is no order ${id}`);
      return detail;
    },
    'printing.get': view,
    'printing.set': (change) => {
      // fields that a page leaves out stay unchanged
      settings.change({ printing: { ...printingOf(settings), ...omitUndefined(change) } });
      return view();
    },
    'printing.try': async () => {
      if (printer === null) return { ...nothingPrinted, waiting: true };
      const { format, printer: device } = printingOf(settings);
      try {
        await printer.print({
          hash: printHash({ orders: [], format, printing: null }),
          printer: device,
          papers: 1,
        });
        return { ...nothingPrinted, printed: 1 };
      } catch (error) {
        return { ...nothingPrinted, failed: 1, reason: messageOf(error) };
      }
    },
  };
}
