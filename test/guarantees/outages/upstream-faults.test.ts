import { expect, it } from 'vitest';
import type { Ledger } from '../../../src/main/ports.ts';
import { byForm, inFullForm } from '../../support/form.ts';
import type { Fault } from '../../support/gate.ts';
import { faults, saysUntilWhen } from '../../support/gate.ts';
import { startWholeShop } from '../../unit/app/whole-shop.ts';
import { schemaMissing, schemaNote } from '../../unit/sample-shop/schema-file.ts';
import { prove } from '../prove.ts';

const services = ['shopify', 'gmail', 'bigquery', 'manychat'] as const;
type Service = (typeof services)[number];

const minutes = 60_000;

/** `took` is in milliseconds of the shop's clock, which runs ahead of a busy machine. */
type Seen = {
  readonly took: number;
  readonly isWhole: boolean;
  readonly lost: number;
  readonly twice: number;
  /** Orders without a message and without a visible unknown outcome. */
  readonly unnotified: number;
  readonly struck: number;
  readonly tooEarly: number;
};
type Otherwise = {
  /** Whether the fault ends after five minutes. */
  readonly ends?: boolean;
  /** Replaces the ledger. */
  readonly change?: (ledger: Ledger) => Ledger;
  /** Another client calls the service every few seconds. */
  readonly impatient?: boolean;
};

/** Only here is the outcome unknown: the message was sent, and the answer was lost. */
const losesTheAnswer = (service: Service, fault: Fault): boolean =>
  service === 'manychat' && fault.startsWith('does it');

/**
 * Orders arrive before, during and after five minutes of a fault. @returns the recovery time, or that twelve
 * minutes were not enough
 */
async function through(
  service: Service,
  fault: Fault,
  { ends = true, change, impatient = false }: Otherwise = {},
): Promise<Seen> {
  const shop = await startWholeShop(change);
  const { clock, gates, shopify, marketplaces, sent, call } = shop;
  const gate = gates[service];
  const pass = async (ms: number): Promise<void> => {
    // the time of the next call must be exact to the second
    const step = saysUntilWhen.has(fault) && gate.fault !== null ? 1_000 : 5_000;
    for (let passed = 0; passed < ms; passed += step) {
      await clock.advance(step);
      if (impatient && passed % 5_000 === 0) await fetch(gate.url).catch(() => {});
      // requests, the mail reader and the rate limit of ManyChat need real time, which this clock does not measure
      do await new Promise((resolve) => setTimeout(resolve, service === 'manychat' ? step / 125 : 20));
      while (services.some((one) => gates[one].underWay > 0));
    }
  };
  const orders = (): void => {
    shopify.shopping.buyOnline();
    marketplaces.bloomdash();
  };
  orders();
  // a quiet minute after the notifications, because ManyChat is checked before a message
  await pass(5 * minutes);
  gate.fault = fault;
  orders();
  await pass(3 * minutes);
  orders();
  await pass(2 * minutes);
  if (ends) gate.fault = null;
  const ended = clock.now();
  const isNotified = (state: string): boolean =>
    state === 'sent' || (state === 'unknown' && losesTheAnswer(service, fault));
  const rows = async () => (await call('orders.list', { view: 'all', text: '', offset: 0, limit: 50 })).rows;
  const look = async (): Promise<boolean> => {
    const all = await rows();
    if (all.length !== 6 || all.some(({ warehouse }) => warehouse !== 'committed')) return false;
    const details = await Promise.all(all.map(({ id }) => call('orders.get', { id })));
    return details.every(({ order }) => order.notifications.some(({ state }) => isNotified(state)));
  };
  let isWhole = await look();
  while (!isWhole && clock.now() - ended < 12 * minutes) {
    await pass(5_000);
    isWhole = await look();
  }
  const all = await rows();
  const texts = sent.filter(({ refusal }) => refusal === null).map((one) => one.texts.join('\n'));
  const messageCounts = all.map(({ number }) => texts.filter((text) => text.includes(number)).length);
  const inDoubt = await Promise.all(
    all.map(async ({ id }) => (await call('orders.get', { id })).order.notifications),
  );
  return {
    took: clock.now() - ended,
    isWhole,
    lost: 6 - all.length,
    twice: messageCounts.filter((count) => count > 1).length,
    unnotified: messageCounts.filter(
      (count, index) =>
        count === 0 &&
        !(losesTheAnswer(service, fault) && inDoubt[index]?.some(({ state }) => state === 'unknown')),
    ).length,
    struck: gate.struck,
    tooEarly: gate.askedTooEarly,
  };
}

const all = services.flatMap((service) => faults.map((fault) => ({ service, fault })));
/** Each service with one fault; the full form adds one with a retry-after. */
const some = all.filter(({ service, fault }) => {
  const [at, which] = [services.indexOf(service), faults.indexOf(fault)];
  const isOther = which === (at * 5 + 7) % faults.length;
  return byForm({ short: isOther, full: isOther || which === 4 + (at % 2), long: true });
});
const found: Seen[] = [];

it.skipIf(schemaMissing).each(some)(
  `$service that $fault loses and repeats no order, and recovers${schemaNote}`,
  { timeout: 60_000 },
  async ({ service, fault }) => {
    const seen = await through(service, fault);
    expect(seen.struck).toBeGreaterThan(0);
    expect(seen).toMatchObject({ lost: 0, twice: 0, unnotified: 0, tooEarly: 0, isWhole: true });
    found.push(seen);
  },
);

it.skipIf(schemaMissing)(`each recovered within minutes of its end${schemaNote}`, () => {
  prove(16, 'faults', found.length);
  prove(
    16,
    'asked too early',
    found.reduce((sum, { tooEarly }) => sum + tooEarly, 0),
  );
  prove(16, 'recovered after', Math.max(...found.map(({ took }) => took)));
});

inFullForm(() => {
  it.skipIf(schemaMissing)(
    `detects lost orders when the fault does not end${schemaNote}`,
    { timeout: 60_000 },
    async () => {
      const seen = await through('gmail', 'fails with 500', { ends: false });
      expect(seen).toMatchObject({ lost: 2, isWhole: false });
      expect(seen.took).toBeGreaterThan(120_000);
    },
  );
});

inFullForm(() => {
  it.skipIf(schemaMissing)(
    `detects a missing message when retries are dropped${schemaNote}`,
    { timeout: 60_000 },
    async () => {
      const seen = await through('manychat', 'has had enough and says until when', {
        change: (ledger) => ({
          ...ledger,
          outbox: { ...ledger.outbox, retryAt: (id) => ledger.outbox.done(id) },
        }),
      });
      expect(seen).toMatchObject({ lost: 0, isWhole: false });
      expect(seen.unnotified).toBeGreaterThan(0);
    },
  );
});

inFullForm(() => {
  it.skipIf(schemaMissing)(
    `detects requests before the retry-after time${schemaNote}`,
    { timeout: 60_000 },
    async () => {
      const seen = await through('gmail', 'has had enough and says until when', { impatient: true });
      expect(seen.tooEarly).toBeGreaterThan(20);
    },
  );
});
