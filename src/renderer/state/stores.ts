import type { OrderRow } from '../../shared/views.ts';
import type { Client } from '../lib/client/client.ts';
import type { Clock } from '../lib/clock.ts';
import { createAlertRulesStore } from './alert-rules-store.ts';
import { createAppStore } from './app-store.ts';
import { createDecisions } from './decisions.ts';
import { createActionMenu } from './inbox/action-menu.ts';
import { createBatches } from './inbox/batches.ts';
import { createInboxStore } from './inbox/inbox-store.ts';
import { choiceOf, isSameChoice } from './inbox/order-choice.ts';
import { createPicked } from './inbox/picked.ts';
import { createSavedViewsStore } from './inbox/saved-views-store.ts';
import { isOrderChanged } from './is-order-changed.ts';
import { createOpenForms } from './open-forms.ts';
import { createOrderStore } from './order-store.ts';
import { createPreferencesStore } from './preferences.ts';
import { createPresenceStore } from './presence-store.ts';
import type { StoreParts } from './queries/own-store.ts';
import { createQueryStore } from './queries/query-store.ts';
import { hrefTo, inboxPlaceOf } from './routes/route.ts';
import type { AddressBar } from './routes/route-store.ts';
import { createRouteStore } from './routes/route-store.ts';
import { createSetupStore } from './setup-store.ts';
import { createUndo } from './undo.ts';
import { createWorking } from './working.ts';

type Options = {
  readonly client: Client;
  readonly clock: Clock;
  readonly bar: AddressBar;
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
  readonly clearToasts: () => void;
};

/** All state of the window, independent of React: each store is tested by itself. */
export function createStores({ client, clock, bar, storage, clearToasts }: Options) {
  const app = createAppStore(client);
  const timeZone = (): string | null => {
    const state = app.getState();
    return state.state === 'ready' ? state.app.timeZone : null;
  };
  const inbox = createInboxStore({ client, clock, timeZone });
  const order = createOrderStore({ client, clock });
  const route = createRouteStore(bar, clock);
  const strip = createQueryStore({
    client,
    clock,
    ask: () => client.call('health.counts', undefined),
    when: () => true,
    everyMs: 30_000,
  });
  const people = createQueryStore({
    client,
    clock,
    ask: () => client.call('chats.list', undefined),
    // each event reports the state of the payment link made for the person
    when: ({ kind }) => kind === 'chats-changed' || kind === 'drafts-changed' || kind === 'app-changed',
  });
  const drafts = createQueryStore({
    client,
    clock,
    ask: () => client.call('drafts.list', undefined),
    when: (event, shown) =>
      event.kind === 'drafts-changed' ||
      event.kind === 'app-changed' ||
      (shown ?? []).some((draft) => isOrderChanged(draft, event)),
  });
  const senders = createQueryStore({
    client,
    clock,
    ask: () => client.call('senders.list', undefined),
    when: ({ kind }) =>
      kind === 'senders-changed' || kind === 'mail-templates-changed' || kind === 'app-changed',
  });
  const connections = createQueryStore({
    client,
    clock,
    ask: () => client.call('connections.list', undefined),
    when: ({ kind }) => kind === 'connections-changed' || kind === 'app-changed',
    everyMs: 30_000,
  });
  const setup = createSetupStore({ client, clock });
  const mailWarnings = createQueryStore({
    client,
    clock,
    ask: () => client.call('health.mailWarnings', undefined),
    when: ({ kind }) => kind === 'mail-warnings-changed' || kind === 'app-changed',
  });
  const computers = createQueryStore({
    client,
    clock,
    ask: () => client.call('computers.list', undefined),
    when: ({ kind }) => kind === 'connections-changed' || kind === 'app-changed',
    everyMs: 30_000,
  });
  const sleep = createQueryStore({
    client,
    clock,
    ask: () => client.call('health.sleep', undefined),
    when: ({ kind }) => kind === 'sleep-changed' || kind === 'app-changed',
  });
  const otherShop = new Set<() => void>();
  const bell = createAlertRulesStore({ client, clock });
  const working = createWorking(client);
  const parts: StoreParts = {
    client,
    clock,
    working,
    language() {
      const now = app.getState();
      return now.state === 'ready' ? now.app.language : 'en';
    },
    onOtherShop: (forget) => void otherShop.add(forget),
  };
  const picked = createPicked();
  picked.subscribe(() => picked.see(inbox.rows()));
  const actionMenu = createActionMenu();
  const undo = createUndo();
  bell.edited.subscribe((edit) => working.set('bell', edit !== null));
  const drill = createQueryStore({
    client,
    clock,
    ask: () => client.call('testRun.report', undefined),
    when: ({ kind }) => kind === 'test-run-changed' || kind === 'app-changed',
  });
  const updates = createQueryStore({
    client,
    clock,
    ask: () => client.call('updates.get', undefined),
    when: ({ kind }) => kind === 'updates-changed',
  });
  const presence = createPresenceStore({ client, clock });
  const manager = (): string => {
    const state = app.getState();
    return state.state === 'ready' ? state.app.manager : '';
  };
  const savedViews = createSavedViewsStore({ client, clock });
  /** The user's own changes show at once, in the list and in the selection. */
  const change = (how: (row: OrderRow) => OrderRow): void => {
    inbox.change(how);
    picked.change(how);
  };
  const batches = createBatches({
    client,
    manager,
    newName: () => crypto.randomUUID(),
    list: { rows: inbox.rows, change, refresh: inbox.refresh },
  });
  const decisions = createDecisions({
    client,
    manager,
    onDecided(detail) {
      const { order: now } = detail;
      order.take(detail);
      const decided = {
        status: now.status,
        paymentStatus: now.paymentStatus,
        takenBy: now.takenBy ?? null,
      };
      change((row) => (row.id === now.id ? { ...row, ...decided } : row));
    },
  });

  /** Requests the orders of the route. Done here and not by the page, which would first spend its time on rendering. */
  const listOrders = (): void => {
    const now = route.getState();
    if (now.page !== 'inbox') return;
    const place = inboxPlaceOf(now);
    // a selection of unlisted orders would be invisible
    if (!isSameChoice(choiceOf(inbox.getState().filter), choiceOf(place))) picked.clear();
    void inbox.show(place);
  };
  route.subscribe(listOrders);

  // without a reload: an account was connected, or the sample shop was removed
  app.subscribe((now, before) => {
    if (now.state !== 'ready' || before.state !== 'ready' || now.app.mode === before.app.mode) return;
    void bell.forget();
    // "select all" and undo belong to the previous shop
    picked.clear();
    actionMenu.close();
    undo.forget();
    clearToasts();
    for (const store of [people, drafts, senders, mailWarnings, savedViews]) void store.forget();
    for (const forget of otherShop) forget();
    // the URL may hold filters and ids of the previous shop
    const { page, path } = route.getState();
    if (page === 'setup' || page === 'settings') return;
    route.navigate(hrefTo(page, { path: page === 'inbox' ? path : [] }), { replace: true });
  });

  return {
    parts,
    app,
    inbox,
    order,
    route,
    strip,
    people,
    drafts,
    senders,
    connections,
    setup,
    mailWarnings,
    drill,
    computers,
    sleep,
    presence,
    bell,
    decisions,
    updates,
    working,
    batches,
    savedViews,
    picked,
    actionMenu,
    preferences: createPreferencesStore(storage),
    undo,
    openForms: createOpenForms(),
    /** @returns the function that stops all of them */
    start(): () => void {
      listOrders();
      const ends = [
        app,
        route,
        inbox,
        order,
        strip,
        people,
        drafts,
        connections,
        setup,
        mailWarnings,
        senders,
        computers,
        sleep,
        updates,
        presence,
        drill,
        bell,
        batches,
        savedViews,
      ].map((store) => store.start());
      return () => {
        for (const end of ends) end();
      };
    },
  };
}
export type Stores = ReturnType<typeof createStores>;
