import type { AppEvent } from '../../shared/app-event.ts';
import { lastDecision } from '../../shared/fold-takings.ts';
import type { Language } from '../../shared/languages.ts';
import type { Order } from '../../shared/order.ts';
import { textsOf } from '../../shared/texts.ts';
import type { Toast } from '../host.ts';
import type { Clock, Ledger, Log, Loop } from '../ports.ts';
import { orderTitle } from './order-title.ts';

export type AwakeParts = {
  readonly ledger: Pick<Ledger, 'orders' | 'entries'>;
  readonly clock: Clock;
  readonly log: Log;
  /** The manager who works at this computer. */
  readonly manager: () => string;
  /** Whether this computer may ring now for an order. */
  readonly mayRing: (order: Order) => boolean;
  readonly language: () => Language;
  readonly emit: (event: AppEvent) => void;
  readonly toast: (toast: Toast) => void;
};

/** Limits one wait, because the clock may be set meanwhile. */
const longestWaitMs = 60_000;

/** Returns snoozed orders to the lists at their time, and notifies their manager if that person works at this computer. */
export function createAwakeOrders(parts: AwakeParts): Loop {
  const { ledger, clock, log, manager, mayRing, language, emit, toast } = parts;
  let lookedAt = 0;
  let cancel = (): void => {};
  let unhear = (): void => {};

  const wait = (): void => orLater(plan);
  const look = (): void =>
    orLater(() => {
      tell(clock.now());
      plan();
    });

  function plan(): void {
    cancel();
    const next = ledger.orders.nextAwake(clock.now()) ?? Number.POSITIVE_INFINITY;
    cancel = clock.after(Math.min(longestWaitMs, next - clock.now()), look);
  }

  /** Retries later if the disk refuses to read. */
  function orLater(step: () => void): void {
    try {
      step();
    } catch (error) {
      log.error('which orders are back could not be read', { error });
      cancel = clock.after(longestWaitMs, look);
    }
  }

  function tell(now: number): void {
    lookedAt = Math.min(lookedAt, now); // the clock may have been set back
    const ids = ledger.orders.awokenIn(lookedAt, now);
    const own = ids
      .map((id) => ledger.orders.get(id))
      .filter((order) => order !== null)
      .filter(({ assignee, takenBy }) => (assignee ?? takenBy) === manager());
    const rings = own.some((order) => mayRing(order) || wasOwnWish(order));
    // all reads succeeded, so these orders are not announced again
    lookedAt = now;
    if (ids.length === 0) return;
    emit({ kind: 'orders-changed', ids, newIds: [] });
    const notice = awakeToast(own, language());
    if (notice === null) return;
    if (rings) emit({ kind: 'alert-once', sound: 'knock' });
    try {
      toast(notice);
    } catch (error) {
      log.error('a notice was not shown', { error });
    }
  }

  /** Whether this manager snoozed the order, and so wants the sound at its time. */
  const wasOwnWish = ({ id }: Order): boolean =>
    lastDecision(ledger.entries.ofOrder(id).filter((entry) => entry.kind === 'snoozed'))?.by === manager();

  return {
    start() {
      // orders that came back while the app was closed are in the list already
      lookedAt = clock.now();
      unhear = ledger.entries.onAppended((entries) => {
        if (entries.some(({ kind }) => kind === 'snoozed')) wait();
      });
      wait();
    },
    stop: async () => {
      cancel();
      unhear();
    },
  };
}

/** One native notification for all orders that came back together; names no customer. @returns null for none */
function awakeToast(orders: readonly Order[], language: Language): Toast | null {
  const [first] = orders;
  if (!first) return null;
  const t = textsOf(language, 'notification');
  if (orders.length === 1) return { title: orderTitle(first, language), body: t('awake'), orderId: first.id };
  return {
    title: t('awakeOrders', { count: orders.length }),
    body: orders.map((order) => orderTitle(order, language)).join(', '),
    orderId: first.id,
  };
}
