import type { Clock, Ledger } from '../../src/main/ports.ts';
import type { EntryDraft } from '../../src/shared/entry.ts';
import { entryIdSchema, orderIdOf } from '../../src/shared/ids.ts';

let now = Date.parse('2023-01-02T06:00:00Z');
/** Stands at the latest order. */
export const salesClock: Clock = { now: () => now, uptime: () => 0, after: () => () => {} };

const sources = ['shopify', 'shopify', 'shopify', 'mail:dostavo', 'mail:bloomdash', 'manual'];
const kinds = ['organic', 'ad', 'chat-bot', 'referral', 'direct', 'unknown'] as const;
const campaigns = Array.from({ length: 300 }, (_, at) => `campaign-${at}`);
const minute = 60_000;

/**
 * Writes `total` orders of three lines over three years, 85 to 100 a day, with what brought the buyers, who took them, the
 * refunds and the talks; the same ones each time.
 */
export function fillSales(ledger: Ledger, total: number): void {
  let seed = 7;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const of = <T>(some: readonly T[]): T => some[random(some.length)] as T; // never of an empty list
  let entries = 0;
  const append = (draft: object): void => {
    entries += 1;
    ledger.entries.append({
      id: entryIdSchema.parse(`sale:${entries}`),
      at: now,
      by: 'bench',
      ...draft,
    } as EntryDraft); // checked whole by the ledger
  };

  function order(number: number): void {
    const source = of(sources);
    const orderId = orderIdOf(source, String(number));
    const currency = random(25) === 0 ? 'EUR' : 'UAH';
    const money = (below: number) => ({ minor: 1000 + random(below), currency });
    const items = Array.from({ length: 3 }, () => ({
      title: `Букет № ${random(400)}`,
      quantity: 1 + random(2),
      options: [],
      lineTotal: money(90_000),
    }));
    const who = random(total / 3);
    const content = {
      number: `#${number}`,
      paymentStatus: 'paid',
      currency,
      total: money(250_000),
      ...(random(20) === 0 && { refunded: money(900) }),
      customer: {
        name: `Покупець ${who}`,
        phone: `+38067${String(who).padStart(7, '0')}`,
        email: `b${who}@example.com`,
      },
      items,
      placedAt: new Date(now - 40_000).toISOString(),
    };
    append({
      kind: 'order-received',
      orderId,
      data: { order: { source, sourceId: String(number), version: now, content } },
    });
    now += random(30) * minute;
    if (random(12) > 0)
      append({ kind: 'taken', orderId, data: { manager: of(['Anna', 'Taras']), decision: 1 } });
    if (random(20) === 0) append({ kind: 'status-set', orderId, data: { status: 'cancelled', decision: 2 } });
    if (source !== 'shopify') return;
    const visit = () => ({
      source: of(['google', 'facebook', 'instagram']),
      medium: of(['cpc', 'social']),
      campaign: of(campaigns),
    });
    append({
      kind: 'attribution-found',
      orderId,
      data: { attribution: { kind: of(kinds), ...(random(3) > 0 && { first: visit(), last: visit() }) } },
    });
  }

  for (let done = 0; done < total; done += 1000) {
    ledger.transaction(() => {
      for (let number = done; number < Math.min(done + 1000, total); number += 1) {
        now += random(2) * minute;
        order(number);
        if (number % 10 > 0) continue;
        append({
          kind: 'touched',
          orderId: null,
          data: { subscriberId: String(7_000_000 + number), name: 'Ганна', wantsManager: random(2) === 0 },
        });
      }
    });
  }
}
