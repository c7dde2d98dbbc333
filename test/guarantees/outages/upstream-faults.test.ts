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

/** `took` in milliseconds of the shop's clock, which goes on while a busy machine has not yet done what is due. */
type Seen = {
  readonly took: number;
  readonly isWhole: boolean;
  readonly lost: number;
  readonly twice: number;
  /** Orders of which no message came, and of which nobody is told that one may have. */
  readonly untold: number;
  readonly struck: number;
  readonly tooEarly: number;
};
type Otherwise = {
  /** Whether the fault is over after five minutes. */
  readonly ends?: boolean;
  /** What is in the ledger's place. */
  readonly change?: (ledger: Ledger) => Ledger;
  /** Somebody beside the app asks the service every few seconds. */
  readonly impatient?: boolean;
};

/** Of these alone nobody can know whether a message went out: it did, and the answer was lost. */
const losesTheAnswer = (service: Service, fault: Fault): boolean =>
  service === 'manychat' && fault.startsWith('does it');

/**
 * Orders come before, while and after a service is at fault for five minutes.
 * @returns how long after its end everything was where it belongs, or that it was not within twelve minutes
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
    // when it is asked again has to be seen to the second
    const step = saysUntilWhen.has(fault) && gate.fault !== null ? 1_000 : 5_000;
    for (let passed = 0; passed < ms; passed += step) {
      await clock.advance(step);
      if (impatient && passed % 5_000 === 0) await fetch(gate.url).catch(() => {});
      // what goes over a wire needs real time, of which this clock knows nothing, and so do the eight questions a second
      // that the client of ManyChat allows itself
      do await new Promise((resolve) => setTimeout(resolve, service === 'manychat' ? step / 125 : 5));
      while (services.some((one) => gates[one].underWay > 0));
    }
  };
  const orders = (): void => {
    shopify.shopping.buyOnline();
    marketplaces.bloomdash();
  };
  orders();
  // told by then, and over a minute ago: nothing is on its way as the fault begins, and ManyChat is asked before it is sent to
  await pass(5 * minutes);
  gate.fault = fault;
  orders();
  await pass(3 * minutes);
  orders();
  await pass(2 * minutes);
  if (ends) gate.fault = null;
  const ended = clock.now();
  const isTold = (state: string): boolean =>
    state === 'sent' || (state === 'unknown' && losesTheAnswer(service, fault));
  const rows = async () => (await call('orders.list', { view: 'all', text: '', offset: 0, limit: 50 })).rows;
  const look = async (): Promise<boolean> => {
    const all = await rows();
    if (all.length !== 6 || all.some(({ warehouse }) => warehouse !== 'committed')) return false;
    const details = await Promise.all(all.map(({ id }) => call('orders.get', { id })));
    return details.every(({ order }) => order.notifications.some(({ state }) => isTold(state)));
  };
  let isWhole = await look();
  while (!isWhole && clock.now() - ended < 12 * minutes) {
    await pass(5_000);
    isWhole = await look();
  }
  const all = await rows();
  const texts = sent.filter(({ refusal }) => refusal === null).map((one) => one.texts.join('\n'));
  const tellings = all.map(({ number }) => texts.filter((text) => text.includes(number)).length);
  const inDoubt = await Promise.all(
    all.map(async ({ id }) => (await call('orders.get', { id })).order.notifications),
  );
  return {
    took: clock.now() - ended,
    isWhole,
    lost: 6 - all.length,
    twice: tellings.filter((count) => count > 1).length,
    untold: tellings.filter(
      (count, index) =>
        count === 0 &&
        !(losesTheAnswer(service, fault) && inDoubt[index]?.some(({ state }) => state === 'unknown')),
    ).length,
    struck: gate.struck,
    tooEarly: gate.askedTooEarly,
  };
}

const all = services.flatMap((service) => faults.map((fault) => ({ service, fault })));
/** Each service with one fault, in the full form with another one that says until when. */
const some = all.filter(({ service, fault }) => {
  const [at, which] = [services.indexOf(service), faults.indexOf(fault)];
  const isOther = which === (at * 5 + 7) % faults.length;
  return byForm({ short: isOther, full: isOther || which === 4 + (at % 2), long: true });
});
const found: Seen[] = [];

it.skipIf(schemaMissing).each(some)(
  `$service that $fault loses no order, tells none twice, and is made up for${schemaNote}`,
  { timeout: 60_000 },
  async ({ service, fault }) => {
    const seen = await through(service, fault);
    expect(seen.struck).toBeGreaterThan(0);
    expect(seen).toMatchObject({ lost: 0, twice: 0, untold: 0, tooEarly: 0, isWhole: true });
    found.push(seen);
  },
);

it.skipIf(schemaMissing)(`each was made up for within minutes of its end${schemaNote}`, () => {
  prove(16, 'faults', found.length);
  prove(
    16,
    'asked too early',
    found.reduce((sum, { tooEarly }) => sum + tooEarly, 0),
  );
  prove(16, 'well again after', Math.max(...found.map(({ took }) => took)));
});

inFullForm(() => {
  it.skipIf(schemaMissing)(
    `would be seen to lose orders, did the fault not end${schemaNote}`,
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
    `would be seen to leave a message out, were what is put off let go of${schemaNote}`,
    { timeout: 60_000 },
    async () => {
      const seen = await through('manychat', 'has had enough and says until when', {
        change: (ledger) => ({
          ...ledger,
          outbox: { ...ledger.outbox, retryAt: (id) => ledger.outbox.done(id) },
        }),
      });
      expect(seen).toMatchObject({ lost: 0, isWhole: false });
      expect(seen.untold).toBeGreaterThan(0);
    },
  );
});

inFullForm(() => {
  it.skipIf(schemaMissing)(
    `would be seen to ask too early, did somebody not wait${schemaNote}`,
    { timeout: 60_000 },
    async () => {
      const seen = await through('gmail', 'has had enough and says until when', { impatient: true });
      expect(seen.tooEarly).toBeGreaterThan(20);
    },
  );
});
