import type {
  CompletenessView,
  CountedSource,
  Difference,
  DifferenceWhy,
  SourceCounts,
  Stage,
} from '../../../shared/completeness.ts';
import { stages } from '../../../shared/completeness.ts';
import { dayIn } from '../../../shared/shop-days.ts';
import type { Facts, OrderTrouble, PlacedOrder } from './facts.ts';
import type { Thing } from './order-states.ts';
import { thingsOf } from './order-states.ts';

const minute = 60_000;
/** How long an order may take to reach each stage before it counts as late, milliseconds. */
const patience: { readonly [S in Stage]: number } = {
  ledger: minute,
  warehouse: minute,
  // a notification waits a minute for BigQuery
  notified: 2 * minute,
  taken: 5 * minute,
};

/** A younger order is still in transit and counts as missing nowhere, unless it needs a person. */
const freshMs = 30_000;
const passes: ReadonlySet<DifferenceWhy> = new Set(['not-fetched', 'not-read', 'waiting', 'untaken']);
/** Without a public address Shopify is polled every two minutes. */
const untilAskedMs = 2.5 * minute;

type Missing = Pick<Difference, 'stage' | 'why' | 'reason' | 'next'>;

/**
 * Compares what exists at the sources with how far it has got: counts, and every difference as an order with its next step. Pure:
 * an order that is missing at a stage is missing in the result, and nothing else.
 */
export function buildCompleteness(facts: Facts): Pick<CompletenessView, 'days' | 'differences'> {
  const shownDays = new Set<string>(facts.days.map(({ day }) => day));
  // items from before the shown days are listed only if they are stored here
  const things = thingsOf(facts).filter(({ day, held }) => shownDays.has(day) || held !== null);
  const byId = new Map<string, PlacedOrder>(facts.orders.map((order) => [order.id, order]));
  const wholeOf = (order: PlacedOrder): PlacedOrder => byId.get(order.partOf ?? '') ?? order;
  const differences = [
    ...things.flatMap((thing) => differenceOf(thing, facts)),
    ...linkDifferences(facts),
  ].toSorted((one, other) => other.day.localeCompare(one.day) || one.since - other.since);
  const late = Map.groupBy(
    differences.filter((one) => one.late),
    ({ source, day }) => `${source} ${day}`,
  );
  const sources = sourcesOf(facts, things);
  const counted = Map.groupBy(things, ({ source, day }) => `${source} ${day}`);
  const days = facts.days.map(({ day }, index) => ({
    day,
    isToday: index === 0,
    sources: sources.map((source): SourceCounts => {
      const missing = (late.get(`${source} ${day}`) ?? []).map(({ stage }) => stage);
      const counts = countOf({ source, day, facts, wholeOf, things: counted.get(`${source} ${day}`) ?? [] });
      return { ...counts, late: stages.filter((stage) => missing.includes(stage)) };
    }),
  }));
  return { days, differences };
}

/** Every source that can be polled or has orders, in the same order on every day. */
function sourcesOf(facts: Facts, things: readonly Thing[]): readonly CountedSource[] {
  const seen = [...new Set(things.map(({ source }) => source))].toSorted();
  const links = facts.askable.has('shopify') ? (['pay-links'] as const) : [];
  const chats = facts.touches.length > 0 ? (['chat-bot'] as const) : [];
  return [...new Set<CountedSource>([...facts.askable.keys(), ...seen, ...links, ...chats])];
}

type Counting = {
  readonly source: CountedSource;
  readonly day: string;
  readonly facts: Facts;
  readonly wholeOf: (order: PlacedOrder) => PlacedOrder;
  readonly things: readonly Thing[];
};
type Counts = Omit<SourceCounts, 'late'>;

function countOf(counting: Counting): Counts {
  const { source, day, facts } = counting;
  const none = { source, canBeAsked: false, problem: null, inWarehouse: null, notified: null, taken: null };
  if (source === 'chat-bot') {
    const count = facts.touches.find((one) => one.day === day)?.count ?? 0;
    return { ...none, atSource: null, askedAt: null, inLedger: count };
  }
  if (source !== 'pay-links') return countOrders(counting);
  const { here, missing, askedAt } = facts.paidLinks;
  const inLedger = here.filter((one) => one.day === day).length;
  const gone = missing.filter(
    ({ seenAt }) => dayIn(facts.timeZone, seenAt) === day && !isFresh(seenAt, facts.now),
  ).length;
  const atSource = askedAt === null ? null : inLedger + gone;
  const problem = facts.askable.get('shopify') ?? null;
  return { ...none, canBeAsked: true, problem, atSource, askedAt, inLedger };
}

function countOrders({ source, day, facts, wholeOf, things }: Counting): Counts {
  const { asked, askable, warehouseOff, notifyOff, now } = facts;
  const answer = asked.find((one) => one.source === source && one.day === day);
  const trusted = things.filter(({ order }) => order?.quarantined !== true);
  const orders = trusted.flatMap(({ order }) => order ?? []);
  const wholes = orders.map(wholeOf);
  const there = trusted.filter((thing) => thing.atSource === true && !isOnItsWay(thing, now));
  return {
    source,
    canBeAsked: askable.has(source),
    problem: askable.get(source) ?? null,
    atSource: answer ? there.length : null,
    askedAt: answer?.askedAt ?? null,
    inLedger: orders.length,
    inWarehouse: warehouseOff ? null : orders.filter(({ warehouse }) => warehouse === 'committed').length,
    notified: notifyOff ? null : wholes.filter(isNotified).length,
    taken: wholes.filter(({ status }) => status !== 'new').length,
  };
}

/** Reported by the source seconds ago and not here yet: counted with the source's next answer. */
const isOnItsWay = (thing: Thing, now: number): boolean =>
  thing.order === null && thing.held === null && isFresh(sinceOf(thing, now), now);

const isNotified = ({ notifications }: PlacedOrder): boolean =>
  notifications.some(({ state }) => state === 'sent');

function differenceOf(thing: Thing, facts: Facts): readonly Difference[] {
  const { order, named, source, day, key } = thing;
  const missing = order ? missingOf(order, facts) : missingHere(thing);
  const since = sinceOf(thing, facts.now);
  if (!missing || (passes.has(missing.why) && isFresh(since, facts.now))) return [];
  return [
    {
      key: `${key} ${missing.stage}`,
      source,
      day,
      order: order?.id ?? null,
      number: order?.number ?? (named?.number || key.replace(/^[a-z-]+:/, '')),
      customerName: order?.customerName ?? '',
      since,
      late: missing.why === 'parked' || facts.now - since > patienceFor(missing, source),
      ...missing,
    },
  ];
}

const sinceOf = ({ order, held, named }: Thing, now: number): number =>
  order?.receivedAt ?? held?.at ?? named?.at ?? now;

/** Absolute difference: after the clock was set back, nothing counts as fresh. */
const isFresh = (since: number, now: number): boolean => Math.abs(now - since) < freshMs;

const patienceFor = ({ stage, why }: Missing, source: CountedSource): number =>
  why === 'not-fetched' && source === 'shopify' ? untilAskedMs : patience[stage];

/** The missing orders: they exist at the source or on disk, but not in the ledger. */
function missingHere({ held, named, source, key }: Thing): Missing | null {
  if (!held) {
    const next = { do: 'fetch', source, id: named?.id ?? key } as const;
    return { stage: 'ledger', why: 'not-fetched', reason: null, next };
  }
  const { state, reason, kind, order, id } = held;
  // a stored answer of Shopify is not parsed again: the order is requested again
  const fetch = kind === 'api' && order !== null ? ({ do: 'fetch', source, id: order } as const) : null;
  return state === 'parked'
    ? { stage: 'ledger', why: 'parked', reason, next: fetch ?? { do: 'read-again', document: id } }
    : { stage: 'ledger', why: 'not-read', reason, next: fetch ?? { do: 'hurry' } };
}

/** The first stage an order of the ledger has not reached; null when it has reached all. */
function missingOf(order: PlacedOrder, facts: Facts): Missing | null {
  const { id, status, quarantined, warehouse, partOf, quiet } = order;
  const open = { do: 'open', order: id } as const;
  const troubles = facts.troubles.get(id) ?? [];
  if (quarantined) {
    if (status === 'cancelled') return null;
    return { stage: 'notified', why: 'quarantine', reason: null, next: open };
  }
  const { message = null, reason = null } = troubles.find(({ kind }) => kind === 'load') ?? {};
  if (!facts.warehouseOff && warehouse === 'parked') {
    const next = message === null ? open : ({ do: 'retry', message } as const);
    return { stage: 'warehouse', why: 'parked', reason, next };
  }
  if (!facts.warehouseOff && warehouse === 'pending') {
    return { stage: 'warehouse', why: 'waiting', reason, next: { do: 'hurry' } };
  }
  // no notification is due: another order covers this one, it was imported as history, or someone works on it
  if (partOf !== null || quiet || status !== 'new') return null;
  const untaken = { stage: 'taken', why: 'untaken', reason: null, next: open } as const;
  return (facts.notifyOff ? null : untold(order, troubles)) ?? untaken;
}

function untold(order: PlacedOrder, troubles: readonly OrderTrouble[]): Missing | null {
  if (isNotified(order)) return null;
  const notices = troubles.filter(({ kind }) => kind === 'notice');
  const [waiting] = notices.filter(({ state }) => state !== 'parked');
  if (waiting) return { stage: 'notified', why: 'waiting', reason: waiting.reason, next: { do: 'hurry' } };
  const [parked] = notices;
  if (!parked) return null;
  // a message with unknown outcome is not sent again without a person's check
  const isUnknown = order.notifications.some(({ state }) => state === 'unknown');
  const { reason, message } = parked;
  return {
    stage: 'notified',
    why: isUnknown ? 'unknown' : 'refused',
    reason,
    next: isUnknown || message === null ? { do: 'open', order: order.id } : { do: 'retry', message },
  };
}

function linkDifferences({ paidLinks, timeZone, now }: Facts): readonly Difference[] {
  const missing = paidLinks.missing.filter(({ seenAt }) => !isFresh(seenAt, now));
  return missing.map(({ link, order, number, customerName, seenAt }) => ({
    key: `${link}:ledger`,
    source: 'pay-links',
    day: dayIn(timeZone, seenAt),
    stage: 'ledger',
    order: null,
    number,
    customerName,
    since: seenAt,
    late: now - seenAt > patience.ledger,
    why: 'not-fetched',
    reason: null,
    next: { do: 'fetch', source: 'pay-links', id: order },
  }));
}
