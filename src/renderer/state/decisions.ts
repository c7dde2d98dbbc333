import { createStore } from 'zustand/vanilla';
import { decidedStatuses, lastDecision } from '../../shared/fold-takings.ts';
import type { EntryId, OrderId } from '../../shared/ids.ts';
import type { OrderStatus, PaymentStatus } from '../../shared/order.ts';
import type { OrderAction } from '../../shared/order-actions.ts';
import type { StatusTold } from '../../shared/status-entries.ts';
import { toldBefore } from '../../shared/status-entries.ts';
import type { OrderDetail } from '../../shared/views.ts';
import type { CallError, Client } from '../lib/client/client.ts';
import { toCallError } from '../lib/client/client.ts';

/** An action on one order, sent with the state that the user saw. */
export type Decision = Extract<OrderAction, { kind: 'take' | 'status' | 'payment' }>;

/** The state that an undo restores; a released order gets its assignee back. */
export type WayBack = Decision & {
  readonly takenBy?: string;
  /** For an undo that releases the order: its assignee after the decision, null for none. Main takes it from no one else. */
  readonly seenTakenBy?: string | null;
  /** The source's payment status at the decision. */
  readonly over?: PaymentStatus;
  /** The source's order status at the decision. */
  readonly told?: StatusTold;
  /** The decision itself. */
  readonly undone?: readonly EntryId[];
};

/** The state of the order that the user saw. Main refuses a decision if the order has changed since. */
export type Seen = Pick<Subject, 'status' | 'paymentStatus'>;

/** The fields of an order that a decision needs. A row and a detail both have them. */
export type Subject = {
  readonly id: OrderId;
  readonly number: string;
  readonly status: OrderStatus;
  readonly paymentStatus: PaymentStatus;
  readonly takenBy: string | null;
};

/** How the order looks before main has answered. */
export type Wish = Partial<Pick<Subject, 'status' | 'paymentStatus' | 'takenBy'>>;
export type Outcome =
  | { readonly ok: true; readonly detail: OrderDetail }
  /** A decision that was not `sent` depended on another decision that failed with this reason. */
  | { readonly ok: false; readonly error: CallError; readonly sent: boolean };

/** The latest unanswered decision on an order, and the latest on each of its states since. */
type UnderWay = { readonly last: Promise<Outcome> } & {
  readonly [F in keyof Seen]?: Promise<Outcome>;
};

function wishOf(decision: WayBack, manager: string): Wish {
  switch (decision.kind) {
    case 'take':
      return { status: 'taken', takenBy: manager };
    case 'status':
      return {
        status: decision.status,
        ...(decision.takenBy !== undefined && { takenBy: decision.takenBy }),
      };
    case 'payment':
      return { paymentStatus: decision.paymentStatus };
  }
}

/**
 * The decision that undoes another one. Null if one status cannot undo it: no status returns an order that was under way or done
 * when it was taken to its former assignee, or to none.
 */
export function undoOf(decision: Decision, before: Subject): WayBack | null {
  if (decision.kind === 'payment') return { kind: 'payment', paymentStatus: before.paymentStatus };
  const { status, takenBy } = before;
  if (decision.kind === 'take' && status !== 'new') return null;
  // as with a settled mail cancellation, or another reason: the previous state is no other status
  if (decision.kind === 'status' && decision.status === status) return null;
  const isGivenBack = decision.kind === 'status' && decision.status === 'new';
  return {
    kind: 'status',
    status,
    ...(isGivenBack && takenBy !== null && { takenBy }),
  };
}

/** Builds the undo from main's answer, which has facts that no row has. */
function backFrom(back: WayBack, { order, timeline }: OrderDetail): WayBack {
  // later changes by the source are no part of the undo
  if (back.kind === 'payment') return { ...back, over: order.content.paymentStatus };
  if (back.kind === 'take') return back;
  const decided = decidedStatuses(timeline.flatMap((item) => (item.step === 'entry' ? [item.entry] : [])));
  const made = lastDecision(decided);
  const before = lastDecision(decided.filter((one) => one !== made));
  const told = toldBefore(back.status, order, before?.data);
  const way = { ...back, ...(told && { told }), ...(made && { undone: [made.id] }) };
  // a manager who has taken it over since would lose it
  if (back.status === 'new') return { ...way, seenTakenBy: order.takenBy ?? null };
  const reason = before?.kind === 'status-set' ? before.data.reason : undefined;
  return { ...way, ...(back.status === 'cancelled' && reason !== undefined && { reason }) };
}

/** Resolves "taken": the user's own order returns to it; any other order is taken. */
export const backToTaken = (
  { status, takenBy }: Pick<Subject, 'status' | 'takenBy'>,
  manager: string,
): Decision =>
  status !== 'new' && takenBy === manager ? { kind: 'status', status: 'taken' } : { kind: 'take' };

/** Whether an order has this status already, whoever is assigned. */
export const isSo = (
  { status, paymentStatus }: Pick<Subject, 'status' | 'paymentStatus'>,
  decision: Decision,
): boolean =>
  (decision.kind === 'status' && decision.status === status) ||
  (decision.kind === 'payment' && decision.paymentStatus === paymentStatus);

/** The next status of an order; null at the end. */
export function nextStep(status: OrderStatus): Decision | null {
  switch (status) {
    case 'new':
      return { kind: 'take' };
    case 'taken':
      return { kind: 'status', status: 'preparing' };
    case 'preparing':
      return { kind: 'status', status: 'ready' };
    case 'ready':
      return { kind: 'status', status: 'handed-over' };
    case 'handed-over':
    case 'cancelled':
      return null;
  }
}

type Options = {
  readonly client: Client;
  readonly manager: () => string;
  readonly onDecided: (detail: OrderDetail) => void;
};

/**
 * Managers' decisions, shown at once and sent in order. A failed one restores the order and drops the decisions that depended on
 * it, because another manager may have changed the order.
 */
export function createDecisions({ client, manager, onDecided }: Options) {
  const store = createStore<{ readonly [id: OrderId]: Wish }>(() => ({}));
  const underWay = new Map<OrderId, UnderWay>();

  function send(id: OrderId, decision: WayBack, seen: Seen | null): Promise<OrderDetail> {
    const status = seen && { seen: seen.status };
    switch (decision.kind) {
      case 'take':
        return client.call('orders.take', { id, ...status });
      case 'status':
        return client.call('orders.setStatus', {
          id,
          status: decision.status,
          ...(decision.reason !== undefined && { reason: decision.reason }),
          ...(decision.takenBy !== undefined && { takenBy: decision.takenBy }),
          ...(decision.seenTakenBy !== undefined && { seenTakenBy: decision.seenTakenBy }),
          ...(decision.told !== undefined && { told: decision.told }),
          ...(decision.undone !== undefined && { undone: decision.undone }),
          ...status,
        });
      case 'payment':
        return client.call('orders.setPayment', {
          id,
          paymentStatus: decision.paymentStatus,
          ...(decision.over !== undefined && { over: decision.over }),
          ...(seen && { seen: seen.paymentStatus }),
        });
    }
  }

  /** @param followed the decision it depends on, if any */
  async function sendAfter(
    before: Promise<Outcome> | undefined,
    followed: Promise<Outcome> | undefined,
    sendNow: (followed: OrderDetail | null) => Promise<OrderDetail>,
  ): Promise<Outcome> {
    await before;
    const first = await followed;
    if (first && !first.ok) return { ok: false, error: first.error, sent: false };
    try {
      return { ok: true, detail: await sendNow(first?.detail ?? null) };
    } catch (thrown) {
      return { ok: false, error: toCallError(thrown), sent: true };
    }
  }

  async function begin(
    id: OrderId,
    decision: WayBack,
    followed: Promise<Outcome> | undefined,
    sendNow: (followed: OrderDetail | null) => Promise<OrderDetail>,
  ): Promise<Outcome> {
    store.setState((wishes) => ({ [id]: { ...wishes[id], ...wishOf(decision, manager()) } }));
    const before = underWay.get(id);
    const mine = sendAfter(before?.last, followed, sendNow);
    const latest: Partial<UnderWay> =
      decision.kind === 'payment' ? { paymentStatus: mine } : { status: mine };
    underWay.set(id, { ...before, ...latest, last: mine });
    const outcome = await mine;
    if (outcome.ok) onDecided(outcome.detail);
    if (underWay.get(id)?.last === mine) {
      underWay.delete(id);
      store.setState(({ [id]: _done, ...others }) => others, true);
    }
    return outcome;
  }

  return {
    ...store,
    /** @param seen null decides whatever the current state is */
    decide(id: OrderId, decision: WayBack, seen: Seen | null = null): Promise<Outcome> {
      const field = decision.kind === 'payment' ? 'paymentStatus' : 'status';
      // the user saw this state only because of a pending decision; main does not have it
      const isWish = seen !== null && seen[field] === store.getState()[id]?.[field];
      const followed = isWish ? underWay.get(id)?.[field] : undefined;
      return begin(id, decision, followed, () => send(id, decision, seen));
    },
    /** Undoes a decision once it is answered. A failed decision needs no undo, and later changes by others stay. */
    takeBack: (id: OrderId, back: WayBack, made: Promise<Outcome>): Promise<Outcome> =>
      begin(id, back, made, (detail) =>
        detail === null ? send(id, back, null) : send(id, backFrom(back, detail), detail.order),
      ),
  };
}

export const withWish = <T extends Omit<Subject, 'number'>>(subject: T, wish: Wish | undefined): T =>
  wish === undefined ? subject : { ...subject, ...wish };
