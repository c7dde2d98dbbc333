import { expect, it } from 'vitest';
import { startWholeShop } from '../app/whole-shop.ts';
import { schemaMissing, schemaNote } from '../sample-shop/schema-file.ts';
import type { Fault } from '../support/gate.ts';
import { faults } from '../support/gate.ts';
import { isLong } from './promises.ts';
import { prove } from './prove.ts';

const services = ['shopify', 'gmail', 'bigquery', 'manychat'] as const;
type Service = (typeof services)[number];

const minutes = 60_000;

/** `took` in milliseconds of the shop's clock, which goes on while a busy machine has not yet done what is due. */
type Seen = {
  readonly took: number;
  readonly isWhole: boolean;
  readonly lost: number;
  readonly twice: number;
  readonly struck: number;
};

/**
 * Orders come before, while and after a service is at fault for five minutes.
 * @returns how long after its end everything was where it belongs, or that it was not within twelve minutes
 */
async function through(service: Service, fault: Fault, how: 'ends' | 'stays' = 'ends'): Promise<Seen> {
  const shop = await startWholeShop();
  const { clock, gates, shopify, marketplaces, sent, call } = shop;
  const gate = gates[service];
  const pass = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += 5_000) {
      await clock.advance(5_000);
      // what goes over a wire needs real time, of which this clock knows nothing
      do await new Promise((resolve) => setTimeout(resolve, 5));
      while (services.some((one) => gates[one].underWay > 0));
    }
  };
  const orders = (): void => {
    shopify.shopping.buyOnline();
    marketplaces.bloomdash();
  };
  orders();
  await pass(2 * minutes);
  gate.fault = fault;
  orders();
  await pass(3 * minutes);
  orders();
  await pass(2 * minutes);
  if (how === 'ends') gate.fault = null;
  const ended = clock.now();
  const rows = async () => (await call('orders.list', { view: 'all', text: '', offset: 0, limit: 50 })).rows;
  const look = async (): Promise<boolean> => {
    const all = await rows();
    if (all.length !== 6 || all.some(({ warehouse }) => warehouse !== 'committed')) return false;
    const details = await Promise.all(all.map(({ id }) => call('orders.get', { id })));
    return details.every(({ order }) =>
      order.notifications.every(({ state }) => state === 'sent' || state === 'unknown'),
    );
  };
  let isWhole = await look();
  while (!isWhole && clock.now() - ended < 12 * minutes) {
    await pass(5_000);
    isWhole = await look();
  }
  const all = await rows();
  const texts = sent.filter(({ refusal }) => refusal === null).map((one) => one.texts.join('\n'));
  const tellings = all.map(({ number }) => texts.filter((text) => text.includes(number)).length);
  return {
    took: clock.now() - ended,
    isWhole,
    lost: 6 - all.length,
    twice: tellings.filter((count) => count > 1).length,
    struck: gate.struck,
  };
}

const all = services.flatMap((service) => faults.map((fault) => ({ service, fault })));
/** Of the short form each fault and each service three times, never the same pair. */
const some = isLong ? all : all.filter((_, index) => index % 13 === 0 || index % 13 === 6);
const found: Seen[] = [];

it.skipIf(schemaMissing).each(some)(
  `$service that $fault loses no order, tells none twice, and is made up for${schemaNote}`,
  { timeout: 60_000 },
  async ({ service, fault }) => {
    const seen = await through(service, fault);
    expect(seen.struck).toBeGreaterThan(0);
    expect(seen).toMatchObject({ lost: 0, twice: 0, isWhole: true });
    found.push(seen);
  },
);

it.skipIf(schemaMissing)(`each was made up for within minutes of its end${schemaNote}`, () => {
  prove(16, 'faults', found.length);
  prove(16, 'well again after', Math.max(...found.map(({ took }) => took)));
});

it.skipIf(schemaMissing)(
  `would be seen to lose orders, did the fault not end${schemaNote}`,
  { timeout: 60_000 },
  async () => {
    const seen = await through('gmail', 'fails with 500', 'stays');
    expect(seen).toMatchObject({ lost: 2, isWhole: false });
    expect(seen.took).toBeGreaterThan(120_000);
  },
);
