import type { OrderRow } from '../../shared/views.ts';
import type { Client } from '../client/client.ts';
import { createActionMenu } from './action-menu.ts';
import { createAlertRulesStore } from './alert-rules-store.ts';
import { createAppStore } from './app-store.ts';
import { createBatches } from './batches.ts';
import type { Clock } from './clock.ts';
import { createCustomerStore } from './customer-store.ts';
import { createCustomersStore } from './customers-store.ts';
import { createDecisions } from './decisions.ts';
import { createInboxStore } from './inbox-store.ts';
import { createInsightsStore } from './insights-store.ts';
import { isOrderChanged } from './is-order-changed.ts';
import { createNoticesStore } from './notices-store.ts';
import { createOpenForms } from './open-forms.ts';
import { choiceOf, isSameChoice } from './order-choice.ts';
import { createOrderStore } from './order-store.ts';
import { createPagePrinting } from './page-printing.ts';
import { createPaletteStore } from './palette-store.ts';
import { createPicked } from './picked.ts';
import { createPreferencesStore } from './preferences.ts';
import { createPresenceStore } from './presence-store.ts';
import { createQueryStore } from './query-store.ts';
import { hrefTo, inboxPlaceOf } from './route.ts';
import type { AddressBar } from './route-store.ts';
import { createRouteStore } from './route-store.ts';
import { createSavedViewsStore } from './saved-views-store.ts';
import { createSetupStore } from './setup-store.ts';
import { createTrainerStore } from './trainer/trainer-store.ts';
import { createTypedAccounts, hasTyped } from './typed-accounts.ts';
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
    ask: () => client.call('health.strip', undefined),
    when: () => true,
    everyMs: 30_000,
  });
  const people = createQueryStore({
    client,
    clock,
    ask: () => client.call('people.list', undefined),
    // each event reports the state of the payment link made for the person
    when: ({ kind }) => kind === 'people-changed' || kind === 'drafts-changed' || kind === 'app-changed',
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
  // started by its own page: main reads a month of mails for it at each new order
  const recipes = createQueryStore({
    client,
    clock,
    ask: () => client.call('recipes.list', undefined),
    // each event changes how many mails of a template need review
    when: ({ kind }) =>
      kind === 'recipes-changed' ||
      kind === 'mail-warnings-changed' ||
      kind === 'orders-changed' ||
      kind === 'app-changed',
  });
  const senders = createQueryStore({
    client,
    clock,
    ask: () => client.call('senders.list', undefined),
    when: ({ kind }) => kind === 'senders-changed' || kind === 'recipes-changed' || kind === 'app-changed',
  });
  // started by its own page: main reads two weeks of orders for it
  const completeness = createQueryStore({
    client,
    clock,
    ask: () => client.call('completeness.get', undefined),
    when: ({ kind }) =>
      kind === 'completeness-changed' || kind === 'orders-changed' || kind === 'app-changed',
    everyMs: 30_000,
  });
  const trainer = createTrainerStore({
    client,
    clock,
    language: () => {
      const now = app.getState();
      return now.state === 'ready' ? now.app.language : 'en';
    },
  });
  const connections = createQueryStore({
    client,
    clock,
    ask: () => client.call('connections.list', undefined),
    when: ({ kind }) => kind === 'connections-changed' || kind === 'app-changed',
    everyMs: 30_000,
  });
  const setup = createSetupStore({ client, clock });
  // started by the setup page: whether the bot's requests have arrived
  const chatbot = createQueryStore({
    client,
    clock,
    ask: () => client.call('chatbot.status', undefined),
    when: ({ kind }) => kind === 'people-changed' || kind === 'connections-changed' || kind === 'app-changed',
    everyMs: 5_000,
  });
  const mailWarnings = createQueryStore({
    client,
    clock,
    ask: () => client.call('health.mailWarnings', undefined),
    when: ({ kind }) => kind === 'mail-warnings-changed' || kind === 'app-changed',
  });
  // started by the diagnostics page: its results arrive one by one
  const doctor = createQueryStore({
    client,
    clock,
    ask: () => client.call('doctor.report', undefined),
    when: ({ kind }) => kind === 'doctor-changed' || kind === 'app-changed',
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
  const bell = createAlertRulesStore({ client, clock });
  const working = createWorking(client);
  const picked = createPicked();
  picked.subscribe(() => picked.see(inbox.rows()));
  const actionMenu = createActionMenu();
  const undo = createUndo();
  bell.edited.subscribe((edit) => working.set('bell', edit !== null));
  const typedAccounts = createTypedAccounts();
  typedAccounts.subscribe((all) => working.set('accounts', hasTyped(all)));
  // started by their own page
  const customers = createCustomersStore({ client, clock });
  const customer = createCustomerStore({ client, clock });
  // started by its own page
  const notices = createNoticesStore({ client, clock });
  const insights = createInsightsStore({ client, clock });
  // started by its own page: main sums up a shift for it
  const shift = createQueryStore({
    client,
    clock,
    ask: () => client.call('notices.shift', undefined),
    when: ({ kind }) => kind === 'orders-changed' || kind === 'bell-changed' || kind === 'app-changed',
    everyMs: 60_000,
  });
  const drill = createQueryStore({
    client,
    clock,
    ask: () => client.call('drill.report', undefined),
    when: ({ kind }) => kind === 'drill-changed' || kind === 'app-changed',
  });
  const updates = createQueryStore({
    client,
    clock,
    ask: () => client.call('updates.get', undefined),
    when: ({ kind }) => kind === 'updates-changed',
  });
  // started by the print component, where the shell has no printer
  const printing = createPagePrinting({ client, clock });
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
    for (const store of [people, drafts, recipes, senders, completeness, mailWarnings, shift])
      void store.forget();
    customer.close();
    void Promise.all([customers.forget(), notices.forget(), savedViews.forget()]);
    // the URL may hold filters and ids of the previous shop
    const { page, path } = route.getState();
    if (page === 'setup' || page === 'settings') return;
    route.navigate(hrefTo(page, { path: page === 'inbox' ? path : [] }), { replace: true });
  });

  return {
    app,
    inbox,
    order,
    route,
    strip,
    people,
    drafts,
    recipes,
    senders,
    completeness,
    trainer,
    connections,
    typedAccounts,
    setup,
    chatbot,
    mailWarnings,
    doctor,
    drill,
    computers,
    sleep,
    presence,
    printing,
    bell,
    customers,
    customer,
    notices,
    insights,
    shift,
    decisions,
    updates,
    working,
    palette: createPaletteStore({ client, clock }),
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
        trainer,
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
