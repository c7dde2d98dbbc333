import type { OrderId } from '../../shared/ids.ts';
import { Problem } from '../../shared/problem.ts';
import type { OrderDetail } from '../../shared/views.ts';
import type { ManualIntake } from '../intake/manual/manual-intake.ts';
import type { Ledger } from '../ports.ts';
import type { Copies } from '../selling/copies.ts';
import type { Tickets } from '../tickets/tickets.ts';
import type { Handlers } from './dispatch.ts';

type ManualHandlers = Pick<
  Handlers,
  'manual.create' | 'manual.form' | 'manual.edit' | 'manual.since' | 'manual.copy'
>;

export type ManualHandlerParts = {
  readonly ledger: Ledger;
  readonly manual: ManualIntake;
  readonly copies: Pick<Copies, 'ask'>;
  readonly manager: () => string;
  readonly relay: { nudge(): void };
  /** Prints tickets of orders that are taken; absent: no tickets. */
  readonly tickets?: Pick<Tickets, 'oweTaken' | 'taken'>;
};

/** Orders that a manager enters manually. */
export function createManualHandlers(parts: ManualHandlerParts): ManualHandlers {
  const { ledger, manual, copies, manager, relay, tickets } = parts;
  const detail = (id: OrderId): OrderDetail => {
    const found = ledger.orders.detail(id);
    if (!found) throw new Problem('not-found', `There is no order ${id}`);
    return found;
  };
  return {
    'manual.create': (form, page) => {
      const by = manager();
      const id = ledger.transaction(() => {
        const made = manual.create(form, by);
        // the key prevents that a form submitted twice is printed twice
        tickets?.oweTaken([detail(made).order], { key: made, by, page });
        return made;
      });
      tickets?.taken();
      return { id };
    },
    'manual.form': ({ id }) => ({ ...manual.form(id), number: detail(id).order.content.number }),
    'manual.since': ({ id, base }) => manual.since(id, base),
    'manual.edit': ({ id, base, paymentStatus, form }) => {
      manual.edit(id, { version: base, paymentStatus }, form, manager());
      return detail(id);
    },
    'manual.copy': ({ id }) => {
      copies.ask(id, manager());
      relay.nudge();
      return detail(id);
    },
  };
}
