import type { AppEvent, AppState, Bridge, CommandName, Input, Output } from '../../../src/shared/contract.ts';
import { inputSchemas, isCommandName } from '../../../src/shared/contract.ts';
import type { UpdatesView } from '../../../src/shared/desktop-commands.ts';
import type { OrderId, Source } from '../../../src/shared/ids.ts';
import type { Here, PersonAt } from '../../../src/shared/presence.ts';
import { isProblem, Problem } from '../../../src/shared/problem.ts';
import { noProgress, withNote } from '../../../src/shared/setup/progress.ts';
import { connectionView } from '../../support/connection-view.ts';
import { personOf } from '../../support/people.ts';
import { createFakeAlertRules } from './fake-bell.ts';
import { createFakeOrders } from './fake-orders.ts';

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

/** A small working main process behind the bridge: it keeps orders in memory and emits events, as main does. */
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
  /** The people on other computers with their places, and each presence the page has reported. */
  let people: readonly PersonAt[] = [];
  const here: Here[] = [];
  const refusals = new Map<CommandName, Problem>();
  let setup = noProgress;
  let startsAtLogin: boolean | null = null;
  let updates: UpdatesView = {
    version: '0.1.0',
    state: { kind: 'off', why: 'not-installed' },
    offered: false,
    notesSince: null,
  };
  function update(part: Partial<UpdatesView>): UpdatesView {
    updates = { ...updates, ...part };
    emit({ kind: 'updates-changed' });
    return updates;
  }
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

  const orders = createFakeOrders({ count, now, manager: () => app.manager, emit });
  const bell = createFakeAlertRules({
    now,
    managers: () => app.managers,
    manager: () => app.manager,
    orderOf: orders.orderOf,
    newest: orders.newest,
  });

  function arrive(): OrderId {
    const id = orders.add();
    bell.ring(id);
    emit({ kind: 'orders-changed', ids: [id], newIds: [id] });
    emit({ kind: 'alert-rules-changed' });
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
    'app.setCountry': ({ country }) => {
      app = { ...app, country };
      return app;
    },
    'ledger.place': () => ({ file: '/home/anna/.config/Orderbell/ledger.db', bytes: 12_582_912 }),
    ...orders.commands,
    'drafts.list': () => [],
    'chats.list': () => [
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
    'health.counts': () => ({
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
      connectionView('shopify', {
        state: 'working',
        account: 'pivonia.myshopify.com',
        lastSuccessAt: now() - 40_000,
      }),
    ],
    'connections.save': ({ name }) => connectionView(name, { state: 'checking' }),
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
    'startup.get': () => ({ on: startsAtLogin }),
    'startup.set': ({ on }) => {
      startsAtLogin = on;
      return { on };
    },
    'updates.get': () => updates,
    'updates.look': () => updates,
    'updates.install': () => null,
    'updates.later': () => update({ offered: false }),
    'updates.working': () => null,
    'updates.notesSeen': () => update({ notesSince: null }),
    'outbox.retry': () => null,
    ...bell.commands,
    'sample.order': () => {
      arrive();
      return null;
    },
    'sample.remove': () => {
      app = { ...app, mode: 'shop' };
      orders.clear();
      emit({ kind: 'orders-changed', ids: [], newIds: [] });
      return app;
    },
    'sample.open': () => {
      app = { ...app, mode: 'sample' };
      return app;
    },
  };

  function answer<N extends CommandName>(name: N, input: unknown): Output<N> {
    const refusal = refusals.get(name);
    if (refusal) throw refusal;
    const handler = handlers[name];
    if (!handler) throw new Problem('not-found', `the fake app has no ${name}`);
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
    /** Refuses this command from now on; null lets it work again. */
    refuse(name: CommandName, problem: Problem | null): void {
      if (problem) refusals.set(name, problem);
      else refusals.delete(name);
    },
    /** Opens another shop, as by a new account or a requested sample shop; the old one stays unchanged. */
    openShop(next: AppState['mode']): void {
      app = { ...app, mode: next };
      emit({ kind: 'app-changed' });
    },
    ids: orders.ids,
    move: orders.move,
    /** The inputs of one command, oldest first. */
    inputsOf: (wanted: CommandName) => calls.filter(({ name }) => name === wanted).map(({ input }) => input),
    /** Sets main's update state. */
    update,
    /** Sets whether it is installed where the computer can start it. */
    startAtLogin(on: boolean | null): void {
      startsAtLogin = on;
    },
    here,
    /** Sets the presence of people on other computers. */
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
