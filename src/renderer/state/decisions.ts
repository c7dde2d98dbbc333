import { createStore } from 'zustand/vanilla';
import { decidedStatuses, lastDecision } from '../../shared/fold-takings.ts';
import type { EntryId, OrderId } from '../../shared/ids.ts';
import type { OrderStatus, PaymentStatus } from '../../shared/order.ts';
import type { OrderAction } from '../../shared/order-actions.ts';
import type { StatusTold } from '../../shared/status-entries.ts';
import { toldBefore } from '../../shared/status-entries.ts';
import type { OrderDetail } from '../../shared/views.ts';
import type { CallError, Client } from '../client/client.ts';
import { toCallError } from '../client/client.ts';

/** A deed to one order that is sent as it looked to who did it. */
export type Decision = Extract<OrderAction, { kind: 'take' | 'status' | 'payment' }>;

/** What takes a decision back: an order that was given back is again whose it was. */
export type WayBack = Decision & {
  readonly takenBy?: string;
  /** Whose an order was by the decision that is nobody's again; null for nobody's. */
  readonly seenTakenBy?: string | null;
  /** What the source said of the payment at the decision. */
  readonly over?: PaymentStatus;
  /** What it said of the order at the decision. */
  readonly told?: StatusTold;
  /** The decision itself. */
  readonly undone?: readonly EntryId[];
};

/** How the order looked to who decided. Main refuses a decision on what has become something else meanwhile. */
export type Seen = Pick<Subject, 'status' | 'paymentStatus'>;

/** What a decision needs to know of an order: a row and a detail both have it. */
export type Subject = {
  readonly id: OrderId;
  readonly number: string;
  readonly status: OrderStatus;
  readonly paymentStatus: PaymentStatus;
  readonly takenBy: string | null;
};

/** How the order looks while main has not answered yet. */
export type Wish = Partial<Pick<Subject, 'status' | 'paymentStatus' | 'takenBy'>>;
export type Outcome =
  | { readonly ok: true; readonly detail: OrderDetail }
  /** What was not `sent` followed from another decision, which failed for that reason. */
  | { readonly ok: false; readonly error: CallError; readonly sent: boolean };

/** The latest decision on an order that is not answered yet, and the latest on either of its states since then. */
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
 * The decision that takes another one back; null where no word of one person does: an order that was under way or done when it was
 * taken cannot be given back by its status, be it nobody's or another's again.
 */
export function undoOf(decision: Decision, before: Subject): WayBack | null {
  if (decision.kind === 'payment') return { kind: 'payment', paymentStatus: before.paymentStatus };
  const { status, takenBy } = before;
  if (decision.kind === 'take' && status !== 'new') return null;
  // as with a mail's cancellation that is settled, or another reason: what it was is no other status
  if (decision.kind === 'status' && decision.status === status) return null;
  const isGivenBack = decision.kind === 'status' && decision.status === 'new';
  return {
    kind: 'status',
    status,
    ...(isGivenBack && takenBy !== null && { takenBy }),
  };
}

/** The way back from what main has answered: it tells what no row knows, and how the order stood by the decision. */
function backFrom(back: WayBack, { order, timeline }: OrderDetail): WayBack {
  // what the source has told since is no part of what is taken back
  if (back.kind === 'payment') return { ...back, over: order.content.paymentStatus };
  if (back.kind === 'take') return back;
  const decided = decidedStatuses(timeline.flatMap((item) => (item.step === 'entry' ? [item.entry] : [])));
  const made = lastDecision(decided);
  const before = lastDecision(decided.filter((one) => one !== made));
  const told = toldBefore(back.status, order, before?.data);
  const way = { ...back, ...(told && { told }), ...(made && { undone: [made.id] }) };
  // whoever has taken it over since would lose it
  if (back.status === 'new') return { ...way, seenTakenBy: order.takenBy ?? null };
  const reason = before?.kind === 'status-set' ? before.data.reason : undefined;
  return { ...way, ...(back.status === 'cancelled' && reason !== undefined && { reason }) };
}

/** What is meant by "taken" among the statuses: one's own order goes back to it; any other is taken. */
export const backToTaken = (
  { status, takenBy }: Pick<Subject, 'status' | 'takenBy'>,
  manager: string,
): Decision =>
  status !== 'new' && takenBy === manager ? { kind: 'status', status: 'taken' } : { kind: 'take' };

/** Whether an order is so already; who has it is no part of that. */
export const isSo = (
  { status, paymentStatus }: Pick<Subject, 'status' | 'paymentStatus'>,
  decision: Decision,
): boolean =>
  (decision.kind === 'status' && decision.status === status) ||
  (decision.kind === 'payment' && decision.paymentStatus === paymentStatus);

/** The next step on the way of an order; null at its end. */
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
 * Managers' decisions, shown at once and sent in the order they were made. One that fails leaves the order as it was, and with it
 * goes what was decided on what it would have become: by then somebody else may have made the same of it.
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

  /** @param followed what it followed from, if from anything */
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
    /** @param seen null decides whatever the order has become */
    decide(id: OrderId, decision: WayBack, seen: Seen | null = null): Promise<Outcome> {
      const field = decision.kind === 'payment' ? 'paymentStatus' : 'status';
      // seen so only because it was decided before, and not as main has it
      const isWish = seen !== null && seen[field] === store.getState()[id]?.[field];
      const followed = isWish ? underWay.get(id)?.[field] : undefined;
      return begin(id, decision, followed, () => send(id, decision, seen));
    },
    /**
     * Takes a decision back as soon as it is answered: where it failed there is nothing to take back, and what others have made of
     * the order since stays.
     */
    takeBack: (id: OrderId, back: WayBack, made: Promise<Outcome>): Promise<Outcome> =>
      begin(id, back, made, (detail) =>
        detail === null ? send(id, back, null) : send(id, backFrom(back, detail), detail.order),
      ),
  };
}

export const withWish = <T extends Omit<Subject, 'number'>>(subject: T, wish: Wish | undefined): T =>
  wish === undefined ? subject : { ...subject, ...wish };
