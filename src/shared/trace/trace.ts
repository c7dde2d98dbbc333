import type { Entry, EntryOf } from '../entry.ts';
import { isHistory } from '../history.ts';
import { isOfMail } from '../ids.ts';
import type { Channel, Notification, Order, OrderStatus, TakeWay } from '../order.ts';
import { momentTold } from '../placed-at.ts';
import { generalReader } from '../reading.ts';
import type { OrderDetail } from '../views.ts';
import { isSlow } from './patience.ts';

/** The parser of a mail: one version of a mail template, or the general parser. */
export type ReadBy = { readonly family: string; readonly version: number } | typeof generalReader | null;

/** One step of an order from its source to the manager who took it. */
export type TraceWhat =
  | { readonly what: 'link-sent'; readonly via: EntryOf<'link-sent'>['data']['via'] }
  | { readonly what: 'link-opened' }
  | { readonly what: 'placed' }
  /** Its mail arrived in the shop's mailbox. */
  | { readonly what: 'mailed' }
  /** `asked`: found by a query of the source, not pushed by it. */
  | { readonly what: 'received'; readonly how: 'mail' | 'webhook' | 'asked' | 'plain' }
  | { readonly what: 'written'; readonly by: string }
  | { readonly what: 'read'; readonly readBy: ReadBy; readonly again: boolean; readonly doubtful: boolean }
  | { readonly what: 'corrected'; readonly by: string }
  | { readonly what: 'released'; readonly by: string }
  | { readonly what: 'loaded' }
  | { readonly what: 'loading'; readonly state: 'pending' | 'parked' | 'off' | 'elsewhere' }
  | {
      readonly what: 'told';
      readonly channel: Channel;
      readonly managers: readonly string[];
    }
  | { readonly what: 'told-more'; readonly count: number }
  | {
      readonly what: 'not-told';
      readonly manager: string;
      readonly channel: Channel;
      readonly state: 'refused' | 'unknown';
    }
  | {
      readonly what: 'telling';
      readonly why: 'waits' | 'warehouse' | 'quarantined' | 'part' | 'history' | 'nobody';
    }
  | { readonly what: 'taken'; readonly by: string; readonly via: TakeWay | null }
  | { readonly what: 'set'; readonly by: string; readonly status: OrderStatus }
  | { readonly what: 'untaken' };

export type TraceStep = TraceWhat & {
  /** Epoch milliseconds; null if it has not happened or the time is unknown. */
  readonly at: number | null;
  /** Milliseconds since the previous step; null if meaningless. */
  readonly gapMs: number | null;
  /** For a step that has not happened: how long it has been waited for, in milliseconds. */
  readonly waitsMs: number | null;
  /** It took, or takes, longer than expected. */
  readonly slow: boolean;
};

type Timed = TraceWhat & { readonly at: number; readonly since?: number | null };
type Open = TraceWhat & { readonly at: null; readonly waits: boolean };
type Traced = Pick<
  OrderDetail,
  'order' | 'warehouse' | 'timeline' | 'documents' | 'loadedAt' | 'pendingNotices'
>;

/** With at least two more notification steps than this, the rest are one step with a count; the timeline names all managers. */
const mostTold = 3;

/**
 * The steps of an order: completed steps by time, then pending ones. No time is estimated: a step without a recorded time is
 * omitted or has none.
 * @param now epoch milliseconds
 */
export function traceOf(detail: Traced, now: number): readonly TraceStep[] {
  const { order, timeline } = detail;
  const entries = timeline.flatMap((item) => (item.step === 'entry' ? [item.entry] : []));
  const received = firstOf(entries, 'order-received');
  const wasHistory = isHistory(entries);
  const came = received === null ? [] : cameBy(detail, entries, received);
  const loaded = loadedOf(detail);
  const told = toldOf(detail, wasHistory);
  const end = endOf(order, entries);
  const done = [...came, ...read(detail, entries, received), ...loaded, ...told, ...end];
  const timed = done
    .filter((step): step is Timed => step.at !== null)
    .toSorted((one, other) => one.at - other.at);
  const open = done.filter((step): step is Open => step.at === null);
  return [...gaps(timed, wasHistory), ...open.map((step) => waiting(step, timed, now, wasHistory))];
}

function gaps(timed: readonly Timed[], wasHistory: boolean): readonly TraceStep[] {
  return timed.map(({ since, ...step }, index) => {
    const before = timed[index - 1]?.at ?? null;
    const gapMs = before === null ? null : wholeSecond(step.at) - wholeSecond(before);
    const took = since == null ? gapMs : step.at - since;
    return { ...step, gapMs, waitsMs: null, slow: !wasHistory && took !== null && isSlow(step.what, took) };
  });
}

/** Gaps are computed from whole seconds, as times are displayed. */
const wholeSecond = (at: number): number => Math.floor(at / 1000) * 1000;

function waiting(
  { waits, ...step }: Open,
  timed: readonly Timed[],
  now: number,
  wasHistory: boolean,
): TraceStep {
  const told = step.what === 'untaken' ? timed.find(({ what }) => what === 'told') : undefined;
  const since = told?.at ?? timed.findLast(({ what }) => what !== 'told' && what !== 'not-told')?.at ?? null;
  const waitsMs = waits && since !== null ? Math.max(0, now - since) : null;
  return {
    ...step,
    gapMs: null,
    waitsMs,
    slow: !wasHistory && waitsMs !== null && isSlow(step.what, waitsMs),
  };
}

function firstOf<K extends Entry['kind']>(entries: readonly Entry[], kind: K): EntryOf<K> | null {
  const own = entries.filter((entry): entry is EntryOf<K> => entry.kind === kind);
  return own.toSorted((one, other) => one.recordedAt - other.recordedAt)[0] ?? null;
}

/** The steps up to the moment the order was stored on this computer. */
function cameBy(
  { order, documents }: Traced,
  entries: readonly Entry[],
  received: EntryOf<'order-received'>,
): readonly Timed[] {
  if (order.source === 'manual') return [{ what: 'written', by: received.by, at: received.recordedAt }];
  const document = documents.find(({ id }) => id === received.data.documentId);
  const at = document?.receivedAt ?? received.recordedAt;
  const how = document === undefined ? howOf(received) : document.kind === 'api' ? 'asked' : document.kind;
  const sent = entries.findLast(
    (entry): entry is EntryOf<'link-sent'> =>
      entry.kind === 'link-sent' && entry.data.state === 'sent' && entry.at <= at,
  );
  const opened = entries.find((entry) => entry.kind === 'draft-opened' && entry.at <= at);
  const placed = order.source === 'shopify' ? momentTold(order.content.placedAt) : null;
  return [
    ...(sent ? [{ what: 'link-sent', via: sent.data.via, at: sent.at } as const] : []),
    ...(opened ? [{ what: 'link-opened', at: opened.at } as const] : []),
    ...(placed === null || placed > at ? [] : [{ what: 'placed', at: placed } as const]),
    ...(document?.mailedAt == null || document.mailedAt > at
      ? []
      : [{ what: 'mailed', at: document.mailedAt } as const]),
    { what: 'received', how, at },
  ];
}

const howOf = ({ by }: Entry): 'mail' | 'webhook' | 'asked' | 'plain' => {
  if (by === 'gmail') return 'mail';
  return by === 'shopify-ask-back' ? 'asked' : 'plain';
};

/** How the mail was parsed, and who corrected the result later. */
function read(
  { order, documents }: Traced,
  entries: readonly Entry[],
  received: EntryOf<'order-received'> | null,
): readonly Timed[] {
  if (!isOfMail(order.source) || received === null) return releasedOf(entries);
  const kept = documents.find(({ id }) => id === received.data.documentId)?.recipe;
  const first: Timed = {
    what: 'read',
    readBy: readByOf(received.data.readBy ?? kept ?? null),
    again: false,
    doubtful: (received.data.order.content.review ?? []).length > 0,
    at: received.recordedAt,
  };
  const since = entries.flatMap((entry): readonly Timed[] => {
    if (entry.kind !== 'order-updated') return [];
    const { corrected, readBy, order: now } = entry.data;
    if (corrected === 'by-hand') return [{ what: 'corrected', by: entry.by, at: entry.at }];
    if (corrected !== 'by-recipe') return [];
    const doubtful = (now.content.review ?? []).length > 0;
    return [{ what: 'read', readBy: readByOf(readBy ?? null), again: true, doubtful, at: entry.at }];
  });
  return [first, ...since, ...releasedOf(entries)];
}

const releasedOf = (entries: readonly Entry[]): readonly Timed[] => {
  const released = firstOf(entries, 'released');
  return released === null ? [] : [{ what: 'released', by: released.by, at: released.at }];
};

/** @param text `family@version` or `general` */
function readByOf(text: string | null): ReadBy {
  if (text === null || text === generalReader) return text;
  const [, family, version] = /^(.+)@(\d+)$/.exec(text) ?? [];
  return family === undefined ? null : { family, version: Number(version) };
}

/** A pending or parked update does not undo the first load. */
function loadedOf({ warehouse, loadedAt }: Traced): readonly (Timed | Open)[] {
  const state = warehouse === 'committed' ? 'elsewhere' : warehouse;
  const open: Open = { what: 'loading', state, at: null, waits: state === 'pending' };
  if (loadedAt === null) return [open];
  return [{ what: 'loaded', at: loadedAt }, ...(state === 'parked' ? [open] : [])];
}

function toldOf(detail: Traced, wasHistory: boolean): readonly (Timed | Open)[] {
  const { order, pendingNotices, warehouse } = detail;
  const ended = order.notifications.filter((notice): notice is Notification & { at: number } =>
    Number.isFinite(notice.at),
  );
  const sent = ended.filter(({ state }) => state === 'sent').toSorted((one, other) => one.at - other.at);
  const reached = new Set(sent.map(({ manager }) => manager));
  const failed = ended.flatMap(({ manager, channel, state, at }): readonly Timed[] =>
    (state === 'refused' || state === 'unknown') && !reached.has(manager)
      ? [{ what: 'not-told', manager, channel, state, at }]
      : [],
  );
  const told = together(sent);
  const shown = told.slice(0, told.length > mostTold + 1 ? mostTold : undefined);
  const rest = told.slice(shown.length);
  const more: readonly Timed[] = rest[0]
    ? [
        {
          what: 'told-more',
          count: new Set(rest.flatMap(({ managers }) => managers)).size,
          at: rest[0].at,
        },
      ]
    : [];
  if (told.length > 0) return [...shown, ...failed, ...more];
  if (order.quarantined) return [{ what: 'telling', why: 'quarantined', at: null, waits: false }];
  if (order.partOf) return [{ what: 'telling', why: 'part', at: null, waits: false }];
  if (wasHistory) return [{ what: 'telling', why: 'history', at: null, waits: false }];
  if (pendingNotices > 0) {
    const why = warehouse === 'pending' ? 'warehouse' : 'waits';
    return [...failed, { what: 'telling', why, at: null, waits: true }];
  }
  return failed.length > 0 ? failed : [{ what: 'telling', why: 'nobody', at: null, waits: false }];
}

type Told = Extract<TraceWhat, { readonly what: 'told' }> & {
  readonly at: number;
  readonly since: number | null;
};

/** Notifications on one channel in the same second are one step. */
function together(sent: readonly (Notification & { readonly at: number })[]): readonly Told[] {
  const told: Told[] = [];
  for (const { manager, channel, at, queuedAt } of sent) {
    const last = told.at(-1);
    if (last?.channel === channel && wholeSecond(last.at) === wholeSecond(at)) {
      told[told.length - 1] = { ...last, managers: [...last.managers, manager] };
    } else {
      // escalated notifications are queued later than the first
      told.push({ what: 'told', channel, managers: [manager], at, since: queuedAt ?? null });
    }
  }
  return told;
}

function endOf(order: Order, entries: readonly Entry[]): readonly (Timed | Open)[] {
  const { takenBy, takenAt, takenVia, status } = order;
  if (takenBy !== undefined && takenAt !== undefined) {
    return [{ what: 'taken', by: takenBy, via: takenVia ?? null, at: takenAt }];
  }
  if (status === 'new') {
    const isAside = order.quarantined || order.partOf !== undefined;
    return isAside ? [] : [{ what: 'untaken', at: null, waits: true }];
  }
  const set = entries.findLast(
    (entry): entry is EntryOf<'status-set'> => entry.kind === 'status-set' && entry.data.status === status,
  );
  if (set) return [{ what: 'set', by: set.by, status, at: set.at }];
  const cancelledAt = Date.parse(order.content.cancelledAt ?? '');
  return Number.isNaN(cancelledAt) ? [] : [{ what: 'set', by: '', status, at: cancelledAt }];
}
