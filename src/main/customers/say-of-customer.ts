import { randomUUID } from 'node:crypto';
import type { CustomerMark } from '../../shared/customer/entries.ts';
import { saidOfCustomer } from '../../shared/customer/fold.ts';
import type { MarkBefore, MarkSaid } from '../../shared/customer/view.ts';
import type { OrderId } from '../../shared/ids.ts';
import { entryIdSchema } from '../../shared/ids.ts';
import { Problem } from '../../shared/problem.ts';
import { actionId } from '../ledger/action-id.ts';
import { saidSubject } from '../ledger/facts.ts';
import { changedSince } from '../order-actions/action-entries.ts';
import type { RelatedOrders, TieParts } from './tie-customers.ts';

/** Notes and marks on a customer. Each belongs to one of their orders, and moves with it when the customer is split. */
export function createSayings({
  ledger,
  clock,
  ties,
}: TieParts & { readonly ties: Pick<RelatedOrders, 'customer' | 'idOf'> }) {
  const lastOn = (mark: CustomerMark, about: OrderId) =>
    saidOfCustomer(ledger.entries.ofSubject(saidSubject(about))).marks.find((one) => one.mark === mark);

  /** @returns the mark's previous state there */
  function put(mark: CustomerMark, about: OrderId, { on, reason }: MarkSaid, by: string): MarkBefore {
    const last = lastOn(mark, about);
    ledger.entries.append({
      id: actionId(),
      orderId: null,
      at: clock.now(),
      by,
      kind: 'customer-marked',
      data: { about, mark, on, decision: (last?.decision ?? 0) + 1, ...(on && reason && { reason }) },
    });
    return { about, on: last?.on ?? false, reason: last?.reason ?? null, made: { on, reason } };
  }

  return {
    /**
     * @param about the previous order of a note that is written again
     * @returns the note's own id
     */
    note(id: OrderId, text: string, by: string, about?: OrderId): string {
      const first = ties.idOf(about ?? id); // throws before anything is recorded if this is no customer
      const note = randomUUID();
      ledger.entries.append({
        id: entryIdSchema.parse(`customer-note:${note}`),
        orderId: null,
        at: clock.now(),
        by,
        kind: 'customer-noted',
        data: { about: about ?? first, note, text },
      });
      return note;
    },
    withdrawNote(id: OrderId, note: string, by: string): void {
      const known = ties.customer(id).notes.find((one) => one.note === note);
      if (!known) throw new Problem('not-found', 'This note does not exist');
      ledger.entries.append({
        id: entryIdSchema.parse(`customer-note-withdrawn:${note}`),
        orderId: null,
        at: clock.now(),
        by,
        kind: 'customer-note-withdrawn',
        data: { about: known.about, note },
      });
    },
    /**
     * Sets a mark, or removes it from every order that has it.
     * @returns the previous state there
     */
    mark(
      id: OrderId,
      mark: CustomerMark,
      on: boolean,
      reason: string | undefined,
      by: string,
    ): readonly MarkBefore[] {
      return ledger.transaction(() => {
        const customer = ties.customer(id);
        const set = customer.marks.filter((one) => one.mark === mark).map(({ about }) => about);
        const all = [...new Set(on ? [set[0] ?? customer.row.id] : set)];
        return all.map((about) => put(mark, about, { on, reason: (on && reason) || null }, by));
      });
    },
    /** @throws Problem `refused` when a later decision has changed it */
    putMarksBack(mark: CustomerMark, before: readonly MarkBefore[], by: string): void {
      ledger.transaction(() => {
        for (const one of before) {
          ties.idOf(one.about); // throws before anything is recorded if this is no customer
          const last = lastOn(mark, one.about);
          const isMade = last?.on === one.made.on && (last.reason ?? null) === one.made.reason;
          if (last && last.by !== by && !isMade) throw changedSince();
          put(mark, one.about, one, by);
        }
      });
    },
  };
}
