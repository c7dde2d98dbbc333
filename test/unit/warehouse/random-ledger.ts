import type { Ledger } from '../../../src/main/ports.ts';
import { createDice } from '../../../src/sample-shop/dice.ts';
import type { EntryDraft } from '../../../src/shared/entry.ts';
import { draftFactStates, linkStates, linkWays } from '../../../src/shared/entry.ts';
import { entryIdSchema, orderIdOf } from '../../../src/shared/ids.ts';
import {
  channels,
  notificationStates,
  orderStatuses,
  paymentStatuses,
  takeWays,
} from '../../../src/shared/order.ts';

/** Pseudo-random numbers from a seed, 0 to 1: https://en.wikipedia.org/wiki/Linear_congruential_generator */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const names = ['Olena', 'Taras', 'Ірина', "D'Arc", 'a "b" \\ c'];
const sources = ['shopify', 'manual', 'mail:bloomdash'];
const zones = ['Europe/Kyiv', 'America/New_York', 'Asia/Kathmandu'];
const reviewCodes = ['no-total', 'unverified-sender', 'cancelled-unknown', 'sum-mismatch'];

/**
 * Writes events of every kind about some orders, draft orders and people, in any order and with equal times, as several
 * computers and overtaking deliveries make them. The same seed writes the same ledger.
 */
export function fillAtRandom(ledger: Ledger, seed: number, facts: number): void {
  const random = seeded(seed);
  const flagDice = seeded(seed + 1_000);
  const dice = createDice(random);
  const whole = (to: number): number => Math.floor(random() * to);
  const maybe = <T>(value: T): T | undefined => (random() < 0.5 ? value : undefined);
  const start = Date.parse('2025-03-04T21:00:00Z');
  const people = ['70001', '99999999999999999999', '70003'];
  const drafts = Array.from({ length: 12 }, (_, at) => `d${at}`);
  const orders = Array.from({ length: 24 }, (_, at) => ({
    source: sources[at % sources.length] ?? 'shopify',
    sourceId: String(at),
    currency: at % 5 === 4 ? 'JPY' : at % 7 === 6 ? 'EUR' : 'UAH',
  }));
  /** The managers' cancellations that were written down, with their orders. */
  const cancellations: { readonly of: object; readonly id: string }[] = [];
  const idOf = ({ source, sourceId }: { source: string; sourceId: string }) => orderIdOf(source, sourceId);
  const money = (currency: string) => ({ minor: whole(300_000), currency });

  function content({ sourceId, currency }: (typeof orders)[number]): object {
    const pieces = () => {
      const quantity = whole(4);
      return { quantity, left: quantity > 0 && random() < 0.3 ? whole(quantity) : undefined };
    };
    const item = () => ({
      title: dice.pick(['Mug', 'Card', 'Букет']),
      ...pieces(),
      unitPrice: maybe(money(currency)),
      lineTotal: maybe(money(currency)),
      options: dice.pick([[], ['red'], ['red', 'big']]),
      sku: maybe('S-1'),
    });
    return {
      number: `#${sourceId}`,
      currency: maybe(currency),
      total: random() < 0.8 ? money(currency) : undefined,
      subtotal: maybe(money(currency)),
      deliveryFee: maybe(money(currency)),
      discount: maybe(money(currency)),
      refunded: random() < 0.2 ? money(currency) : undefined,
      paymentStatus: dice.pick(paymentStatuses),
      fulfillment: maybe(dice.pick(['none', 'partial', 'fulfilled'] as const)),
      cancelledAt: random() < 0.1 ? '2025-03-05T10:00:00Z' : undefined,
      customer: {
        name: maybe(dice.pick(names)),
        phone: maybe(dice.pick(['+380 50 123 45 67', '+380501234567', '---'])),
        email: maybe(dice.pick(['A@b.example ', 'c@d.example'])),
      },
      items: Array.from({ length: whole(4) }, item),
      review: random() < 0.3 ? [{ code: dice.pick(reviewCodes) }] : undefined,
      test: random() < 0.1 ? true : undefined,
      placedAt: maybe(
        dice.pick([
          '2025-03-04T12:00:00+02:00',
          '2025-03-05T01:30:00.250Z',
          '2025-03-03T23:40+02:00',
          '2025-03-04T09:15Z',
          '2025-02-30T12:00:00Z',
          '2031-01-01T00:00:00Z',
          '2025-03-04 12:00',
        ]),
      ),
    };
  }

  /** When a mail came into the mailbox: before its event, and after. */
  const versionOf = (source: string): number =>
    source.startsWith('mail:') ? Date.parse('2025-03-03T18:00:00Z') + whole(5) * 7 * 3_600_000 : whole(5);

  /** One event without its head; null for one without an order. */
  function fact(): {
    readonly order: (typeof orders)[number] | null;
    readonly kind: string;
    readonly data: object;
  } {
    const order = dice.pick(orders);
    const other = idOf(dice.pick(orders));
    const { currency } = order;
    const decision = 1 + whole(4);
    const about = (kind: string, data: object) => ({ order, kind, data });
    const apart = (kind: string, data: object) => ({ order: null, kind, data });
    const received = () => ({
      order: { ...order, currency: undefined, version: versionOf(order.source), content: content(order) },
    });
    const flag = () => (flagDice() < 0.5 ? (true as const) : undefined);
    const copyState = () => ({
      copy: other,
      version: whole(4),
      paymentStatus: dice.pick(paymentStatuses),
      fulfillment: maybe(dice.pick(['none', 'partial', 'fulfilled'] as const)),
      cancelledAt: random() < 0.2 ? '2025-03-05T11:00:00Z' : undefined,
      refunded: random() < 0.2 ? money(currency) : undefined,
      why: maybe('merged' as const),
      ofPart: random() < 0.2 ? (true as const) : undefined,
      standing: flag() && orders.filter(flag).map(idOf),
    });
    const statusSeen = () => ({
      cancelled: flag(),
      fulfilled: flag(),
      version: flag() && Math.floor(flagDice() * 5),
      asked: flag(),
      parts: flag() && orders.filter(flag).map(idOf),
    });
    const over = () => ({
      cancellations:
        flag() && cancellations.filter(({ of }) => of === order && flag() === true).map(({ id }) => id),
    });
    const draft = () => ({
      draftId: dice.pick(drafts),
      state: dice.pick(draftFactStates),
      round: maybe(1 + whole(2)),
      changeThere: maybe(1 + whole(2)),
      tag: 't',
      name: maybe('#D1'),
      title: maybe(dice.pick(['Big cake', 'Small cake'])),
      customerName: maybe(dice.pick(names)),
      total: maybe(money('UAH')),
      shopifyId: maybe('gid://1'),
      subscriberId: maybe(dice.pick(people)),
      reason: maybe('why'),
      replaces: random() < 0.1 ? 'd0' : undefined,
    });
    const link = () => ({
      draftId: dice.pick(drafts),
      sending: `s${whole(4)}`,
      via: dice.pick(linkWays),
      to: 'x',
      state: dice.pick(linkStates),
      reminder: false,
    });
    const kept = () => (random() < 0.5 ? null : money(dice.pick(['UAH', 'JPY'])));
    const touch = () => ({
      subscriberId: dice.pick(people),
      name: dice.pick(names),
      wantsManager: random() < 0.5,
      product: maybe({ productId: 'p1', title: 'Mug' }),
    });
    const answer = () => ({
      subscriberId: dice.pick(people),
      answered: random() < 0.7,
      upTo: start + whole(200) * 60_000,
      decision,
    });
    const roll: readonly (() => ReturnType<typeof fact>)[] = [
      () => about('order-received', received()),
      () => about('order-received', received()),
      () => about('order-updated', received()),
      () =>
        about('status-set', {
          status: dice.pick(orderStatuses),
          decision,
          reason: maybe('no stock'),
          told: flag() && statusSeen(),
          ...over(),
        }),
      // released, so that it has no manager in a later status
      () => about('status-set', { status: 'new', decision, ...over() }),
      () => about('taken', { manager: dice.pick(names), decision, told: flag() && statusSeen(), ...over() }),
      () => about('taken', { manager: dice.pick(names), decision, via: dice.pick(takeWays) }),
      () => about('payment-set', { paymentStatus: dice.pick(paymentStatuses), decision }),
      () => about('released', {}),
      () => about('note-added', { text: "it's a \\ 'note' 🧋" }),
      () =>
        about('attribution-found', {
          attribution: {
            kind: dice.pick(['organic', 'ad', 'chat-bot']),
            first: maybe({ source: dice.pick(['fb', 'ig']), medium: maybe('cpc') }),
            last: { source: 'fb', campaign: maybe(dice.pick(['Весна', 'sale'])) },
          },
        }),
      () => about('copy-linked', { copy: other, tag: 't', number: '#9' }),
      () => (random() < 0.2 ? about('copy-of', { of: other, tag: 't' }) : about('note-added', { text: 'n' })),
      () => about('copy-told', copyState()),
      () =>
        about('same-decided', { other, verdict: dice.pick(['kept', 'merged', 'both', 'open']), decision }),
      () => about('refund-noted', { refundId: `r${whole(6)}`, amount: money(currency), reason: 'late' }),
      () => about('refund-withdrawn', { refundId: `r${whole(6)}` }),
      () =>
        about('notified', {
          manager: dice.pick(names),
          channel: dice.pick(channels),
          state: dice.pick(notificationStates),
          reason: maybe('closed'),
          queuedAt: maybe(1_764_000_000_123),
          releasedBy: maybe('waited'),
        }),
      () => about('draft-linked', { draftId: dice.pick(drafts), tag: 't', manager: maybe('Olena') }),
      () => apart('draft-changed', draft()),
      () => apart('draft-changed', draft()),
      () => apart('link-sent', link()),
      () => (random() < 0.3 ? apart('draft-opened', { draftId: dice.pick(drafts), checkout: 'c' }) : fact()),
      () => (random() < 0.1 ? about('drill-marked', { drill: 'd' }) : fact()),
      () => apart('touched', touch()),
      () => apart('chat-answered', answer()),
      () =>
        apart('commission-set', { source: dice.pick(sources), share: whole(3000), fixed: kept(), decision }),
      () => (random() < 0.2 ? apart('zone-set', { timeZone: dice.pick(zones), decision }) : fact()),
    ];
    return dice.pick(roll)();
  }

  for (let number = 1; number <= facts; number += 1) {
    const { order, kind, data } = fact();
    const id = entryIdSchema.parse(`fact:${seed}:${number}`);
    if (order && 'status' in data && data.status === 'cancelled') cancellations.push({ of: order, id });
    ledger.entries.append({
      id,
      orderId: order && idOf(order),
      at: start + whole(300) * 60_000,
      by: dice.pick(names),
      kind,
      data,
    } as EntryDraft); // the ledger checks it whole
  }
}
