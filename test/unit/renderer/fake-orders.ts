import type { AppEvent, Input, Output } from '../../../src/shared/contract.ts';
import type { EntryDraft } from '../../../src/shared/entry.ts';
import { foldOrder } from '../../../src/shared/fold.ts';
import type { OrderId } from '../../../src/shared/ids.ts';
import { documentIdSchema, entryIdSchema, orderIdOf, workstationIdSchema } from '../../../src/shared/ids.ts';
import type { Order } from '../../../src/shared/order.ts';
import type { OrderListOutputs } from '../../../src/shared/order-commands.ts';
import type { OrderChoice } from '../../../src/shared/order-filter.ts';
import { Problem } from '../../../src/shared/problem.ts';
import type { InboxView, OrderDetail, OrderRow } from '../../../src/shared/views.ts';
import { inboxViews } from '../../../src/shared/views.ts';
import { createFakeActions } from './fake-actions.ts';
import { customerOf } from './invented-customers.ts';
import type { Invented } from './invented-orders.ts';
import { invent, parkedMessage } from './invented-orders.ts';

type Parts = {
  /** The number of orders at first. */
  readonly count: number;
  readonly now: () => number;
  readonly manager: () => string;
  readonly emit: (event: AppEvent) => void;
};

type Names =
  | keyof OrderListOutputs
  | 'orders.get'
  | 'orders.take'
  | 'orders.setStatus'
  | 'orders.setPayment'
  | 'orders.release'
  | 'orders.addNote'
  | 'documents.read'
  | 'customers.search';
type Commands = { readonly [N in Names]: (input: Input<N>) => Output<N> };

const minute = 60_000;

/** Main's orders in memory: listed, shown and decided on; each is folded from its events as in main. */
export function createFakeOrders({ count, now, manager, emit }: Parts) {
  let made = count;
  let book: readonly Invented[] = Array.from({ length: count }, (_, index) =>
    invent(index, now() - 2 * minute - index * (index < 8 ? 3 : 17) * minute),
  );
  let extra = new Map<OrderId, EntryDraft[]>();

  const idOf = ({ incoming }: Invented): OrderId => orderIdOf(incoming.source, incoming.sourceId);
  const find = (id: OrderId): Invented => {
    const found = book.find((invented) => idOf(invented) === id);
    if (!found) throw new Problem('not-found', `no order ${id}`);
    return found;
  };
  const entriesOf = (invented: Invented) => [
    ...invented.entries,
    ...(extra.get(idOf(invented)) ?? []).map((draft, index) => ({
      ...draft,
      desk: workstationIdSchema.parse('desk-1'),
      seq: 100 + index,
      recordedAt: draft.at,
    })),
  ];
  const unread = new Set<OrderId>();
  const fold = (invented: Invented): Order => {
    const order = foldOrder(idOf(invented), entriesOf(invented));
    if (order === null) throw new Problem('bug', 'an invented order has no content');
    return order;
  };
  const rowOf = (invented: Invented): OrderRow => {
    const order = fold(invented);
    const { content } = order;
    return {
      id: order.id,
      source: order.source,
      number: content.number,
      status: order.status,
      paymentStatus: order.paymentStatus,
      needsReview: order.needsReview,
      quarantined: order.quarantined,
      partOf: order.partOf?.why ?? null,
      partCancelled: false,
      sameOrder: false,
      test: content.test ?? false,
      customerName: content.customer.name ?? '',
      erased: order.erased ?? false,
      place: content.address?.split('\n')[0] ?? '',
      itemCount: content.items.reduce((sum, { quantity }) => sum + quantity, 0),
      total: content.total ?? null,
      receivedAt: order.receivedAt,
      takenBy: order.takenBy ?? null,
      alsoTook: order.alsoTook ?? [],
      assignee: order.assignee ?? null,
      tags: order.tags ?? [],
      snoozedUntil: order.snoozedUntil ?? null,
      wanted: content.wanted ?? null,
      unread: unread.has(order.id),
      warehouse: invented.warehouse,
    };
  };
  const detailOf = (id: OrderId): OrderDetail => {
    const invented = find(id);
    const order = fold(invented);
    return {
      order,
      warehouse: invented.warehouse,
      related: [],
      copy: null,
      timeline: [
        ...entriesOf(invented).map((entry) => ({ step: 'entry' as const, at: entry.at, entry })),
        invented.parked === null
          ? { step: 'committed' as const, at: invented.receivedAt + 2500, job: 'desk-1-1-1' }
          : {
              step: 'parked' as const,
              at: invented.receivedAt + 60_000,
              reason: invented.parked,
              messageId: parkedMessage,
              manager: null,
            },
      ],
      documents: [
        {
          id: documentIdSchema.parse(`doc:${id}`),
          kind: order.source === 'shopify' ? ('webhook' as const) : ('mail' as const),
          receivedAt: invented.receivedAt - 1000,
          mailedAt: order.source === 'shopify' ? null : invented.receivedAt - 8000,
          recipe: order.source === 'shopify' ? null : 'dostavo@1',
        },
      ],
      loadedAt: invented.warehouse === 'committed' ? invented.receivedAt + 2500 : null,
      pendingNotices: 0,
      nthByContact: 1 + (id.length % 6),
      draft: null,
      person: null,
    };
  };
  const isIn: { readonly [V in InboxView]: (row: OrderRow) => boolean } = {
    new: (row) => row.status === 'new' && !row.quarantined,
    review: (row) => row.needsReview && !row.quarantined,
    open: (row) => row.status !== 'handed-over' && row.status !== 'cancelled' && !row.quarantined,
    unpaid: (row) => row.paymentStatus === 'pending' && row.status !== 'cancelled' && !row.quarantined,
    scheduled: () => false,
    snoozed: (row) => (row.snoozedUntil ?? 0) > now(),
    today: (row) => now() - row.receivedAt < 8 * 60 * minute && !row.quarantined,
    all: () => true,
    quarantine: (row) => row.quarantined && row.status !== 'handed-over' && row.status !== 'cancelled',
  };
  const decide = (id: OrderId, make: (decision: number, at: number) => EntryDraft): OrderDetail => {
    const list = extra.get(id) ?? [];
    extra.set(id, [...list, make(fold(find(id)).decisions + 1, now() + list.length)]);
    emit({ kind: 'orders-changed', ids: [id], newIds: [] });
    emit({ kind: 'alert-rules-changed' });
    return detailOf(id);
  };
  const isChosen = (row: OrderRow, { view, text, only, span }: OrderChoice): boolean =>
    isIn[view](row) &&
    (only?.sources?.includes(row.source) ?? true) &&
    (only?.statuses?.includes(row.status) ?? true) &&
    (only?.assignees?.includes(row.assignee ?? row.takenBy ?? '') ?? true) &&
    (only?.tags?.some((tag) => row.tags.includes(tag)) ?? true) &&
    (span === undefined || (row.receivedAt >= span.from && row.receivedAt <= span.to)) &&
    `${row.number} ${row.customerName}`.toLowerCase().includes(text.toLowerCase());
  const actions = createFakeActions({
    chosen: (choice) => book.map(rowOf).filter((row) => isChosen(row, choice)),
    orderOf: (id) => fold(find(id)),
    append: (id, draft) => extra.set(id, [...(extra.get(id) ?? []), draft]),
    now,
    manager,
    emit,
  });
  let decided = 0;
  const entryId = (id: OrderId, what: string) => {
    decided += 1;
    return entryIdSchema.parse(`${what}:${id}:${decided}`);
  };

  const commands: Commands = {
    'orders.list': ({ offset, limit, ...choice }) => {
      const all = book.map(rowOf);
      const rows = all.filter((row) => isChosen(row, choice));
      const counts = Object.fromEntries(inboxViews.map((name) => [name, all.filter(isIn[name]).length]));
      return {
        rows: rows.slice(offset, offset + limit),
        total: rows.length,
        counts: counts as Output<'orders.list'>['counts'], // made from the list of views itself
      };
    },
    ...actions,
    'orders.markUnread': ({ ids, unread: isUnread }) => {
      const changed = ids.filter((id) => unread.has(id) !== isUnread);
      for (const id of changed) {
        if (isUnread) unread.add(id);
        else unread.delete(id);
      }
      emit({ kind: 'orders-changed', ids, newIds: [] });
      return changed;
    },
    'orders.get': ({ id }) => detailOf(id),
    'orders.take': ({ id }) =>
      fold(find(id)).takenBy === manager()
        ? detailOf(id)
        : decide(id, (decision, at) => ({
            id: entryId(id, 'taken'),
            orderId: id,
            at,
            by: manager(),
            kind: 'taken',
            data: { manager: manager(), decision },
          })),
    'orders.setStatus': ({ id, status, reason }) =>
      decide(id, (decision, at) => ({
        id: entryId(id, 'status'),
        orderId: id,
        at,
        by: manager(),
        kind: 'status-set',
        data: { status, decision, ...(reason !== undefined && { reason }) },
      })),
    'orders.setPayment': ({ id, paymentStatus }) =>
      decide(id, (decision, at) => ({
        id: entryId(id, 'payment'),
        orderId: id,
        at,
        by: manager(),
        kind: 'payment-set',
        data: { paymentStatus, decision },
      })),
    'orders.release': ({ id }) =>
      decide(id, (_, at) => ({
        id: entryId(id, 'released'),
        orderId: id,
        at,
        by: manager(),
        kind: 'released',
        data: {},
      })),
    'orders.addNote': ({ id, key, text }) =>
      decide(id, (_, at) => ({
        id: entryIdSchema.parse(`note:${id}:${key}`),
        orderId: id,
        at,
        by: manager(),
        kind: 'note-added',
        data: { text },
      })),
    'documents.read': ({ id }) => ({
      id,
      kind: 'webhook',
      receivedAt: now(),
      text: JSON.stringify({ id: 450789469, name: '#1042', total_price: '1240.00' }, null, 2),
      hasHtml: false,
    }),
    'customers.search': ({ text }) => {
      const of = (invented: Invented) => fold(invented).content.customer;
      const found = Map.groupBy(book, (invented) => of(invented).phone ?? '');
      return {
        shopify: 'not-asked',
        customers: [...found]
          .map(([phone, orders]) => ({ phone, orders, name: (orders[0] && of(orders[0]).name) ?? '' }))
          .filter(({ phone, name }) => `${name} ${phone}`.toLowerCase().includes(text.toLowerCase()))
          .map(({ phone, name, orders }) => customerOf(phone, { name, orders: orders.length })),
      };
    },
  };

  return {
    commands,
    orderOf: (id: OrderId): Order => fold(find(id)),
    newest: (): readonly Order[] => book.slice(0, 3).map(fold),
    ids: (): readonly OrderId[] => book.map(idOf),
    /** One more, without any notification. */
    add(): OrderId {
      made += 1;
      const invented = invent(made, now());
      book = [invented, ...book];
      return idOf(invented);
    },
    /** Compares as a list sorted by last change does. */
    move(id: OrderId, to: number): void {
      const moved = find(id);
      book = book.filter((other) => other !== moved).toSpliced(to, 0, moved);
      emit({ kind: 'orders-changed', ids: [id], newIds: [] });
    },
    clear(): void {
      book = [];
      extra = new Map();
    },
  };
}
