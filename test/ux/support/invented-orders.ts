import type { EntryDraft } from '../../../src/shared/entry.ts';
import { entryIdSchema, type OrderId, orderIdOf } from '../../../src/shared/ids.ts';
import type { Money } from '../../../src/shared/money.ts';
import type { IncomingOrder, LineItem, OrderContent } from '../../../src/shared/order.ts';
import type { Random } from '../../support/random.ts';
import { english, goods, longName, ukrainian } from './invented.ts';

const currency = 'UAH';
const uah = (minor: number): Money => ({ minor, currency });
const dayMs = 86_400_000;
const managers = ['Anna', 'Taras', 'Iryna'] as const;
const sources = [
  ...Array.from({ length: 11 }, () => 'shopify'),
  ...Array.from({ length: 4 }, () => 'mail:dostavo'),
  ...Array.from({ length: 2 }, () => 'mail:bloomdash'),
  ...Array.from({ length: 3 }, () => 'manual'),
];

export type Customer = OrderContent['customer'] & { readonly isUkrainian: boolean; readonly address: string };

/**
 * A customer by index, so that customers can return. Phones begin with 0 after the country code, which no real one
 * does.
 */
export function customer(index: number): Customer {
  const pick = <T>(choices: readonly T[], divisor: number): T => {
    const chosen = choices[Math.floor(index / divisor) % choices.length];
    if (chosen === undefined) throw new Error('nothing to choose from');
    return chosen;
  };
  const isUkrainian = index % 5 < 3;
  const isWoman = index % 2 === 0;
  const name =
    index % 4001 === 4000
      ? longName
      : isUkrainian
        ? `${pick(isWoman ? ukrainian.women : ukrainian.men, 11)} ${pick(ukrainian.lasts, 3)}`
        : `${pick(english.firsts, 5)} ${pick(english.lasts, 13)}`;
  const street = isUkrainian ? pick(ukrainian.streets, 17) : pick(english.streets, 17);
  const place = isUkrainian ? pick(ukrainian.places, 19) : pick(english.places, 19);
  return {
    name,
    ...(index % 9 !== 8 && {
      phone: `+380${pick(['67', '50', '93', '63'], 1)}0${String(index).padStart(6, '0')}`,
    }),
    ...(index % 3 !== 2 && { email: `buyer${index}@mail.example` }),
    isUkrainian,
    address: `${place}, ${street} ${1 + (index % 90)}`,
  };
}

/** A third as many customers as orders; some of them order every week. */
const customerOf = (total: number, random: Random): Customer => {
  const pool = Math.ceil(total * 0.38);
  const share = random.below(pool) / pool;
  return customer(Math.floor(pool * share * share));
};

const lineCount = (number: number, random: Random): number =>
  number % 2500 === 2470 ? 36 : 1 + Math.min(random.below(5), random.below(5));

function lineItem(random: Random): LineItem {
  const [title, price, kinds] = random.of(goods);
  const quantity = 1 + Math.min(random.below(4), random.below(4));
  const options = kinds.length > 0 ? [random.of(kinds)] : [];
  return { title, quantity, options, unitPrice: uah(price), lineTotal: uah(price * quantity) };
}

function contentOf(
  number: number,
  source: string,
  who: Customer,
  recent: boolean,
  random: Random,
): OrderContent {
  const { isUkrainian, address, ...buyer } = who;
  const isHuge = number % 5000 === 4950;
  const items = isHuge
    ? [
        {
          title: 'Corporate gifts, the whole year',
          quantity: 1,
          options: [],
          unitPrice: uah(123_456_789_012),
          lineTotal: uah(123_456_789_012),
        },
      ]
    : Array.from({ length: lineCount(number, random) }, () => lineItem(random));
  const sum = items.reduce((all, { lineTotal }) => all + (lineTotal?.minor ?? 0), 0);
  const deliveryFee = random.chance(0.7) ? 9_000 + 1_000 * random.below(8) : 0;
  const discount = random.chance(0.12) ? Math.round(sum / 10) : 0;
  const isPaid = source === 'manual' ? random.chance(0.6) : random.chance(recent ? 0.85 : 0.97);
  const words = isUkrainian ? ukrainian : english;
  return {
    number: numberOf(number, source),
    currency,
    items,
    subtotal: uah(sum),
    deliveryFee: uah(deliveryFee),
    ...(discount > 0 && { discount: uah(discount) }),
    total: uah(sum + deliveryFee - discount),
    paymentStatus: isPaid ? 'paid' : 'pending',
    customer: buyer,
    address,
    ...(random.chance(0.18) && { note: random.of(words.notes) }),
    ...(random.chance(0.08) && { tags: [random.of(['vip', 'gift', 'office', 'wedding'])] }),
    ...(source === 'shopify' && { soldThrough: 'web', gateways: ['liqpay'] }),
  };
}

function numberOf(number: number, source: string): string {
  if (source === 'shopify') return `#${1001 + number}`;
  if (source === 'mail:dostavo') return `DS-${240_000 + number}`;
  if (source === 'mail:bloomdash') return `BD-${70_000 + number}`;
  return `M-KTR-${1 + number}`;
}

export type InventedOrder = { readonly at: number; readonly entries: readonly EntryDraft[] };

/**
 * One order and its handling: completed when it is old; recent orders have every state, including unpaid and
 * unreadable. @param age milliseconds before the newest order
 */
export function inventedOrder(
  number: number,
  total: number,
  at: number,
  age: number,
  random: Random,
): InventedOrder {
  const source = random.of(sources);
  const recent = age < 3 * dayMs;
  const content = contentOf(number, source, customerOf(total, random), recent, random);
  const fate = fateOf(number, total, recent, random);
  const order: IncomingOrder = {
    source,
    sourceId: String(number),
    version: at,
    content: {
      ...content,
      ...(fate.isUnread && {
        review: [{ code: 'sum-mismatch', detail: 'the lines make another sum' } as const],
      }),
      ...(recent && random.chance(0.3) && { wanted: wantedAfter(at, random) }),
    },
  };
  const orderId = orderIdOf(source, order.sourceId);
  return {
    at,
    entries: [
      {
        id: entryIdSchema.parse(`received:${orderId}`),
        kind: 'order-received',
        orderId,
        at,
        by: source,
        data: { order, quiet: true },
      },
      ...decisionsOn(orderId, at, fate.states, random.of(managers)),
      ...(source === 'shopify' && recent ? [attributionOf(orderId, at, random)] : []),
    ],
  };
}

type Decided = 'taken' | 'preparing' | 'ready' | 'handed-over' | 'cancelled';

function fateOf(number: number, total: number, recent: boolean, random: Random) {
  const fromEnd = total - 1 - number;
  const isUnread = fromEnd % 7 === 3 && fromEnd < 60;
  if (!recent)
    return {
      isUnread: false,
      states: random.chance(0.97) ? (['handed-over'] as const) : (['cancelled'] as const),
    };
  if (fromEnd < 12) return { isUnread, states: [] };
  const states: readonly (readonly Decided[])[] = [
    ['taken'],
    ['taken', 'preparing'],
    ['taken', 'ready'],
    ['taken', 'handed-over'],
    ['taken', 'handed-over'],
    ['taken', 'handed-over'],
    ['cancelled'],
  ];
  return { isUnread, states: random.of(states) };
}

function decisionsOn(
  orderId: OrderId,
  at: number,
  states: readonly Decided[],
  manager: string,
): readonly EntryDraft[] {
  return states.map((state, index) => {
    const head = {
      id: entryIdSchema.parse(`decided:${orderId}:${index + 1}`),
      orderId,
      at: at + (index + 1) * 120_000,
      by: manager,
    };
    const decision = index + 1;
    return state === 'taken'
      ? { ...head, kind: 'taken', data: { manager, decision, via: 'app' } }
      : {
          ...head,
          kind: 'status-set',
          data: {
            status: state,
            decision,
            ...(state === 'cancelled' && { reason: 'The customer changed their mind' }),
          },
        };
  });
}

function attributionOf(orderId: OrderId, at: number, random: Random): EntryDraft {
  const kind = random.of(['organic', 'ad', 'chat-bot', 'referral', 'direct'] as const);
  const visit =
    kind === 'ad'
      ? { source: 'instagram', medium: 'cpc', campaign: 'autumn' }
      : { source: kind === 'organic' ? 'google' : kind };
  return {
    id: entryIdSchema.parse(`attribution:${orderId}`),
    kind: 'attribution-found',
    orderId,
    at: at + 1_000,
    by: 'shopify',
    data: { attribution: { kind, first: visit, last: visit } },
  };
}

function wantedAfter(at: number, random: Random) {
  const from = 9 + random.below(9);
  const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;
  return {
    date: new Date(at + random.below(4) * dayMs).toISOString().slice(0, 10),
    from: clock(from),
    to: clock(from + 2),
  };
}
