import type { OrderId, Source, SubscriberId } from '../shared/ids.ts';
import type { Order } from '../shared/order.ts';
import type { Notice } from './host.ts';
import type { NoticeHandlerParts } from './ipc/notice-handlers.ts';
import { createBellBook } from './notify/bell/bell-book.ts';
import { createManagersDeeds } from './notify/bell/managers-deeds.ts';
import { createReachability } from './notify/bell/reachability.ts';
import { createRinger } from './notify/bell/ringer.ts';
import { takeButton } from './notify/bell/take-button.ts';
import type { NotifierParts } from './notify/notifier.ts';
import { createNotifier } from './notify/notifier.ts';
import { toastsOf } from './notify/toast.ts';
import type { Events, Loop } from './ports.ts';
import type { Config } from './settings/config.ts';
import type { Mode } from './settings/mode.ts';
import { adminLink } from './shopify/admin-link.ts';

export type BellParts = Required<
  Pick<NotifierParts, 'ledger' | 'clock' | 'log' | 'language' | 'catchingUp' | 'mayTell' | 'onStatus'>
> & {
  readonly config: Pick<Config, 'manychat' | 'managers' | 'bigquery' | 'shopify'>;
  readonly mode: Mode;
  readonly events: Events;
  readonly sourceName: (source: Source) => string;
  readonly timeZone: () => string;
  /** Who works at this computer. */
  readonly manager: () => string;
  /** Whether this computer is the one that listens, and so the one that tells. */
  readonly listens: () => boolean;
  readonly publicUrl: () => string | null;
  readonly toast: (notice: Notice) => void;
  /** Whether toasts of this computer tell who ordered what. */
  readonly toastDetails: () => boolean;
} & Pick<NotifierParts, 'openManychat' | 'random'>;

/** The right person knows, and somebody takes it: rules and shifts, the notices, and what rings until an order is taken. */
export function composeBell(parts: BellParts) {
  const { ledger, clock, config, events, language, manager } = parts;
  const managers = () => config.managers;
  const book = createBellBook({
    ledger,
    clock,
    timeZone: parts.timeZone,
    managers: () => [...managers().map(({ name }) => name), manager()],
  });
  const notifier = createNotifier({
    ...parts,
    config: () => config.manychat,
    managers,
    warehouseOn: () => config.bigquery !== null,
    // the sample shop's admin is nowhere to be opened
    link: (order) => (parts.mode === 'shop' ? adminLink(order, config.shopify) : undefined),
    first: book.first,
    takeButton: ({ id }: Order, subscriber: SubscriberId) =>
      takeButton(id, subscriber, {
        publicUrl: parts.publicUrl(),
        callbackKey: config.manychat?.callbackKey ?? null,
        language: language(),
      }),
  });
  const onChange = (): void => events.emit({ kind: 'bell-changed' });
  const reachability = createReachability({
    clock,
    log: parts.log,
    manychat: notifier.manychat,
    lastInteraction: notifier.lastInteraction,
    managers,
    book,
    onAsked: onChange,
  });
  const ringer = createRinger({
    ledger,
    clock,
    log: parts.log,
    book,
    notices: notifier.notices,
    tells: parts.listens,
    manager,
    catchingUp: parts.catchingUp,
    onRing: (passedHere) => {
      onChange();
      show(passedHere);
    },
  });
  const show = (ids: readonly OrderId[]): void => {
    const context = {
      language: language(),
      sourceName: parts.sourceName,
      details: parts.toastDetails(),
    };
    for (const notice of toastsOf(ids, ledger.orders, context)) parts.toast(notice);
  };
  let unhear = (): void => {};
  /** What is news of an order that nobody waits for, such as a part that was cancelled where it came from, rings once. */
  const news: Loop = {
    start() {
      unhear = events.on((event) => {
        if (event.kind !== 'orders-changed' || event.newIds.every((id) => ringer.isWaiting(id))) return;
        events.emit({ kind: 'bell-once' });
      });
    },
    stop: async () => unhear(),
  };
  const log: NoticeHandlerParts = {
    ledger,
    clock,
    book,
    language,
    timeZone: parts.timeZone,
    sourceName: parts.sourceName,
    manager,
    chats: () =>
      Object.fromEntries(
        managers().flatMap(({ name, subscriberId }) => {
          const url = notifier.chatUrl(subscriberId);
          return url === null ? [] : [[name, url]];
        }),
      ),
  };
  const deeds = createManagersDeeds({ ledger, clock, book, managers, language });
  return {
    notifier,
    book,
    ringer,
    reachability,
    deeds,
    log,
    loops: [ringer, reachability, news],
    /** Shows what came; an order that is not for whoever works here is shown when it is passed on to them. */
    toast: (ids: readonly OrderId[]) => show(ids.filter((id) => ringer.isForHere(id))),
  };
}
