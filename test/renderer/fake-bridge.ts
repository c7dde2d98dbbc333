import type { AppEvent, AppState, Bridge, CommandName, Input, Output } from '../../src/shared/contract.ts';
import { inputSchemas, isCommandName } from '../../src/shared/contract.ts';
import type { EntryDraft } from '../../src/shared/entry.ts';
import { foldOrder } from '../../src/shared/fold.ts';
import type { OrderId, Source } from '../../src/shared/ids.ts';
import { deskIdSchema, documentIdSchema, entryIdSchema, orderIdOf } from '../../src/shared/ids.ts';
import type { Order } from '../../src/shared/order.ts';
import type { OrderChoice } from '../../src/shared/order-filter.ts';
import type { Here, PersonAt } from '../../src/shared/presence.ts';
import { isProblem, Problem } from '../../src/shared/problem.ts';
import { noProgress, withNote } from '../../src/shared/setup/progress.ts';
import type { InboxView, OrderDetail, OrderRow } from '../../src/shared/views.ts';
import { inboxViews } from '../../src/shared/views.ts';
import { personOf } from '../support/people.ts';
import { createFakeBell } from './fake-bell.ts';
import { createFakeDeeds } from './fake-deeds.ts';
import { customerOf } from './invented-customers.ts';
import type { Invented } from './invented-orders.ts';
import { invent, parkedMessage } from './invented-orders.ts';

type Options = {
  readonly orders?: number;
  readonly now: () => number;
  readonly language?: AppState['language'];
  readonly mode?: AppState['mode'];
  /** Waits before each answer; a test holds answers back with it. */
  readonly before?: (name: CommandName, input: unknown) => Promise<void>;
};

const minute = 60_000;
type Handlers = { readonly [N in CommandName]?: (input: Input<N>) => Output<N> };

/** A small working desk behind the bridge: it keeps orders in memory and tells what changes, as main does. */
export function createFakeBridge({
  orders: count = 60,
  now,
  language = 'en',
  mode = 'sample',
  before,
}: Options) {
  const listeners = new Set<(event: AppEvent) => void>();
  const emit = (event: AppEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const calls: { readonly name: string; readonly input: unknown }[] = [];
  let made = count;
  let book: readonly Invented[] = Array.from({ length: count }, (_, index) =>
    invent(index, now() - 2 * minute - index * (index < 8 ? 3 : 17) * minute),
  );
  let extra = new Map<OrderId, EntryDraft[]>();
  /** Who of other computers is where, and each word the page has said of its own reader. */
  let people: readonly PersonAt[] = [];
  const here: Here[] = [];
  const refusals = new Map<CommandName, Problem>();
  let setup = noProgress;
  let app: AppState = {
    version: '0.1.0',
    language,
    mode,
    shopName: 'Pivonia',
    currency: 'UAH',
    country: 'UA',
    timeZone: 'Europe/Kyiv',
    toastDetails: false,
    manager: 'Anna',
    managers: ['Anna', 'Тарас'],
    sources: [
      { source: 'shopify', name: 'Shopify', hue: 160 },
      { source: 'mail:bloomdash', name: 'Bloomdash', hue: 335 },
      { source: 'mail:dostavo', name: 'Dostavo', hue: 270 },
      { source: 'manual', name: 'Manual', hue: 100 },
    ],
  };

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
      desk: deskIdSchema.parse('desk-1'),
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
      noticesOwed: 0,
      customerOrders: 1 + (id.length % 6),
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
    emit({ kind: 'bell-changed' });
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
  const deeds = createFakeDeeds({
    chosen: (choice) => book.map(rowOf).filter((row) => isChosen(row, choice)),
    orderOf: (id) => fold(find(id)),
    append: (id, draft) => extra.set(id, [...(extra.get(id) ?? []), draft]),
    now,
    manager: () => app.manager,
    emit,
  });
  const entryId = (id: OrderId, what: string) => entryIdSchema.parse(`${what}:${id}:${calls.length}`);

  const bell = createFakeBell({
    now,
    managers: () => app.managers,
    manager: () => app.manager,
    orderOf: (id) => fold(find(id)),
    newest: () => book.slice(0, 3).map(fold),
  });

  function arrive(): OrderId {
    made += 1;
    const invented = invent(made, now());
    book = [invented, ...book];
    const id = idOf(invented);
    bell.ring(id);
    emit({ kind: 'orders-changed', ids: [id], newIds: [id] });
    emit({ kind: 'bell-changed' });
    return id;
  }

  const handlers: Handlers = {
    'app.state': () => app,
    'app.setLanguage': (input) => {
      app = { ...app, language: input.language };
      return app;
    },
    'app.setManager': ({ name }) => {
      app = { ...app, manager: name };
      return app;
    },
    'app.setToastDetails': ({ on }) => {
      app = { ...app, toastDetails: on };
      return app;
    },
    'ledger.place': () => ({ file: '/home/anna/.config/Orderbell/ledger.db', bytes: 12_582_912 }),
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
    ...deeds,
    'orders.markUnread': ({ ids, unread: isUnread }) => {
      for (const id of ids) {
        if (isUnread) unread.add(id);
        else unread.delete(id);
      }
      emit({ kind: 'orders-changed', ids, newIds: [] });
      return null;
    },
    'orders.get': ({ id }) => detailOf(id),
    'orders.take': ({ id }) =>
      decide(id, (decision, at) => ({
        id: entryId(id, 'taken'),
        orderId: id,
        at,
        by: app.manager,
        kind: 'taken',
        data: { manager: app.manager, decision },
      })),
    'orders.setStatus': ({ id, status }) =>
      decide(id, (decision, at) => ({
        id: entryId(id, 'status'),
        orderId: id,
        at,
        by: app.manager,
        kind: 'status-set',
        data: { status, decision },
      })),
    'orders.setPayment': ({ id, paymentStatus }) =>
      decide(id, (decision, at) => ({
        id: entryId(id, 'payment'),
        orderId: id,
        at,
        by: app.manager,
        kind: 'payment-set',
        data: { paymentStatus, decision },
      })),
    'orders.release': ({ id }) =>
      decide(id, (_, at) => ({
        id: entryId(id, 'released'),
        orderId: id,
        at,
        by: app.manager,
        kind: 'released',
        data: {},
      })),
    'orders.addNote': ({ id, text }) =>
      decide(id, (_, at) => ({
        id: entryId(id, 'note'),
        orderId: id,
        at,
        by: app.manager,
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
    'drafts.list': () => [],
    'people.list': () => [
      personOf('24500000000000001', {
        name: 'Daryna',
        lastWords: 'Чи можна на завтра?',
        wantsManager: true,
        wants: [{ productId: 'p1', title: 'Peony Cloud' }],
        interactionAt: now() - 5 * minute,
        touchedAt: now() - 5 * minute,
        touches: 2,
      }),
    ],
    'health.strip': () => ({
      sources: [
        countsOf('shopify', 14, 14),
        countsOf('mail:bloomdash', 6, 6),
        { ...countsOf('mail:dostavo', 5, 4), late: ['ledger'] as const },
      ].map((counts) => ({ ...counts, askedAt: now() - 40_000 })),
      day: '2026-11-24',
      late: 1,
      before: 0,
      touches: 3,
      parked: 1,
      noticesToLook: 2,
      quarantined: 0,
      warehouseOff: false,
      notifyOff: false,
      provenAt: now() - 40_000,
    }),
    'connections.list': () => [
      {
        name: 'shopify',
        state: 'working',
        account: 'pivonia.myshopify.com',
        lastSuccessAt: now() - 40_000,
        problem: null,
        fix: null,
        facts: [],
        fields: [],
      },
    ],
    'setup.progress': () => setup,
    'setup.note': (note) => {
      setup = withNote(setup, note);
      return setup;
    },
    'presence.here': ({ orders }) => {
      here.push(orders);
      return people;
    },
    'presence.takeEdit': ({ order }) => {
      people = people.map((person) =>
        person.order === order ? { ...person, doing: 'looks' as const } : person,
      );
      return people;
    },
    'presence.list': () => people,
    'outbox.retry': () => null,
    ...bell.commands,
    'sample.order': () => {
      arrive();
      return null;
    },
    'sample.remove': () => {
      app = { ...app, mode: 'shop' };
      book = [];
      extra = new Map();
      emit({ kind: 'orders-changed', ids: [], newIds: [] });
      return app;
    },
  };

  function answer<N extends CommandName>(name: N, input: unknown): Output<N> {
    const refusal = refusals.get(name);
    if (refusal) throw refusal;
    const handler = handlers[name];
    if (!handler) throw new Problem('not-found', `the fake desk does not know ${name}`);
    return handler(inputSchemas[name].parse(input) as Input<N>); // parsed by this very command's schema
  }

  const bridge: Bridge = {
    async call(name, input) {
      calls.push({ name, input });
      if (!isCommandName(name)) return { ok: false, error: { kind: 'not-found', message: `no ${name}` } };
      await before?.(name, input);
      try {
        return { ok: true, value: answer(name, input) };
      } catch (error) {
        const kind = isProblem(error) ? error.kind : 'bug';
        return {
          ok: false,
          error: {
            kind,
            message: error instanceof Error ? error.message : String(error),
            ...(isProblem(error) && error.field !== undefined && { field: error.field }),
          },
        };
      }
    },
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };

  return {
    bridge,
    emit,
    arrive,
    calls: () => calls.map(({ name }) => name),
    /** From now on this command is refused; null lets it work again. */
    refuse(name: CommandName, problem: Problem | null): void {
      if (problem) refusals.set(name, problem);
      else refusals.delete(name);
    },
    ids: () => book.map(idOf),
    here,
    /** From now on these people of other computers are where they are. */
    meet(next: readonly PersonAt[]): void {
      people = next;
      emit({ kind: 'presence-changed' });
    },
  };
}

const countsOf = (source: Source, atSource: number, here: number) => ({
  source,
  atSource,
  canBeAsked: true,
  problem: null,
  inLedger: here,
  inWarehouse: here,
  notified: here,
  taken: here,
  late: [],
});
