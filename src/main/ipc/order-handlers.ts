import type { EntryDraft } from '../../shared/entry.ts';
import { isCancelledBeside } from '../../shared/fold-cancellations.ts';
import type { OrderId } from '../../shared/ids.ts';
import { entryIdSchema } from '../../shared/ids.ts';
import type { Order, OrderStatus } from '../../shared/order.ts';
import { Problem } from '../../shared/problem.ts';
import { takenAgain, takingOf } from '../../shared/taking.ts';
import type { OrderDetail } from '../../shared/views.ts';
import { refundOf } from '../intake/manual/refund.ts';
import type { Recorder } from '../intake/recorder.ts';
import { reportWholes } from '../intake/same-order/report-wholes.ts';
import { actionId } from '../ledger/action-id.ts';
import {
  assertKept,
  assertNothingBack,
  assertOwn,
  assertReleased,
  isToSettle,
  paymentSet,
  reasonOf,
  statusSet,
} from '../order-actions/action-entries.ts';
import type { Clock, Ledger } from '../ports.ts';
import type { Tickets } from '../tickets/tickets.ts';
import type { Handlers } from './dispatch.ts';

type OrderHandlers = Pick<
  Handlers,
  | 'orders.get'
  | 'orders.take'
  | 'orders.setStatus'
  | 'orders.setPayment'
  | 'orders.release'
  | 'orders.addNote'
  | 'orders.noteRefund'
  | 'orders.withdrawRefund'
>;

export type OrderHandlerParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly recorder: Pick<Recorder, 'release'>;
  /** Prints a ticket of an order that is taken; absent: no ticket. */
  readonly tickets?: Pick<Tickets, 'oweTaken' | 'taken'>;
  /** The manager of this computer. */
  readonly manager: () => string;
};

/** Commands of a manager on an order: each action is one event. */
export function createOrderHandlers({
  ledger,
  clock,
  recorder,
  tickets,
  manager,
}: OrderHandlerParts): OrderHandlers {
  const detail = (id: OrderId): OrderDetail => {
    const found = ledger.orders.detail(id);
    if (!found) throw new Problem('not-found', `There is no order ${id}`);
    return found;
  };

  /** Reads the order and appends in one transaction, so that two decisions never get the same number. */
  const decide = (
    id: OrderId,
    deeds: (order: Order, head: EntryHead) => readonly EntryDraft[],
  ): OrderDetail =>
    ledger.transaction(() => {
      const { order } = detail(id);
      for (const deed of deeds(order, headOf(id))) ledger.entries.append(deed);
      // the payment of a part counts on the whole order
      reportWholes(ledger, clock, id);
      return detail(id);
    });

  const headOf = (orderId: OrderId): EntryHead => ({
    id: actionId(),
    orderId,
    at: clock.now(),
    by: manager(),
  });

  return {
    'orders.get': ({ id }) => detail(id),
    'orders.take': ({ id, seen, via = 'app' }, page) => {
      const taken = decide(id, (order, head) => {
        assertOwn(order);
        assertReleased(order);
        if (order.takenBy === head.by) return [];
        assertSeen(order, order.status, seen);
        const facts = ledger.entries.ofOrder(id);
        const deeds = takingOf(order, facts, head.by, via).map((said) => ({ ...headOf(id), ...said }));
        const taking = deeds.find(({ kind }) => kind === 'taken');
        if (taking) tickets?.oweTaken([order], { key: taking.id, by: taking.by, page });
        return deeds;
      });
      tickets?.taken();
      return taken;
    },
    'orders.setStatus': ({ id, status, reason, takenBy, seen, seenTakenBy, ...back }) =>
      decide(id, (order, head) => {
        assertSeen(order, order.status, seen);
        assertSeen(order, order.takenBy ?? null, seenTakenBy);
        // an order in quarantine can be cancelled, and restored
        if (status !== 'cancelled' && status !== 'new') assertReleased(order);
        if (takenBy === undefined && isSo(order, status, reason)) return [];
        if (takenBy !== undefined) assertOwn(order);
        assertKept(order, reason);
        const next = order.decisions + 1;
        const again = takenBy === undefined ? [] : [takenAgain(ledger.entries.ofOrder(id), takenBy, next)];
        const why = reasonOf(order, status, reason);
        const set = statusSet(order, { status, decision: next + again.length, reason: why }, back);
        return [...again.map((said) => ({ ...headOf(id), ...said })), { ...head, ...set }];
      }),
    'orders.setPayment': ({ id, paymentStatus, seen, over }) =>
      decide(id, (order, head) => {
        assertSeen(order, order.paymentStatus, seen);
        assertNothingBack(order, paymentStatus);
        return [{ ...head, ...paymentSet(order, { paymentStatus, decision: order.decisions + 1 }, over) }];
      }),
    'orders.release': ({ id }) => {
      detail(id);
      recorder.release(id, manager());
      return detail(id);
    },
    'orders.addNote': ({ id, key, text }) =>
      decide(id, (order, head) => {
        assertKept(order, text);
        const noteId = entryIdSchema.parse(`note:${id}:${key}`);
        return [{ ...head, id: noteId, kind: 'note-added', data: { text } }];
      }),
    'orders.noteRefund': ({ id, ...note }) =>
      decide(id, (order, head) => {
        assertKept(order, note.reason);
        return [
          {
            ...head,
            id: entryIdSchema.parse(`refund:${id}:${note.key}`),
            kind: 'refund-noted',
            data: refundOf(order, note),
          },
        ];
      }),
    'orders.withdrawRefund': ({ id, refund }) =>
      decide(id, (order, head) =>
        order.refunds?.some((one) => one.id === refund)
          ? [
              {
                ...head,
                id: entryIdSchema.parse(`refund-withdrawn:${id}:${refund}`),
                kind: 'refund-withdrawn',
                data: { refundId: refund },
              },
            ]
          : [],
      ),
  };
}

/** Two managers may decide on one order at once: the second sees the first decision and decides again. */
function assertSeen<T>({ content }: Order, now: T, seen: T | undefined): void {
  if (seen === undefined || seen === now) return;
  throw new Problem('refused', `${content.number} was changed in the meantime`, {
    field: 'seen',
    fix: 'Check what changed, then try again',
  });
}

/** Cancelling again without a reason would lose the stored one. A concurrent cancellation still needs a decision. */
function isSo(order: Order, status: OrderStatus, reason = order.cancelReason): boolean {
  const isToDecide = isToSettle(order, status) || isCancelledBeside(order);
  return status === order.status && !isToDecide && reason === order.cancelReason;
}

type EntryHead = Pick<EntryDraft, 'id' | 'orderId' | 'at' | 'by'>;
