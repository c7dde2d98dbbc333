import { createManualIntake } from '../../../src/main/intake/manual/manual-intake.ts';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import { readShopifyOrder } from '../../../src/main/intake/shopify/read-order.ts';
import { createRelay } from '../../../src/main/outbox/relay.ts';
import { createCopies } from '../../../src/main/selling/copies.ts';
import type { ShopifyClient } from '../../../src/main/shopify/shopify-client.ts';
import { orderBody } from '../../../src/sample-shop/shopify/order-body.ts';
import type { ManualOrderForm } from '../../../src/shared/forms.ts';
import { manualOrderFormSchema } from '../../../src/shared/forms.ts';
import type { OrderId } from '../../../src/shared/ids.ts';
import { Problem } from '../../../src/shared/problem.ts';
import { startOfDay } from '../../../src/shared/shop-days.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { shopTimeAt } from '../../support/shop-time.ts';
import { openShopify } from '../sample-shop/open.ts';

const key = '0e4f0f5e-5b1c-4a53-9d5e-2f9f0a2f6c11';
export const formOf = (parts: object = {}): ManualOrderForm =>
  manualOrderFormSchema.parse({
    key,
    currency: 'UAH',
    items: [{ title: 'Ribbon', quantity: 3, unitPrice: '333.33' }],
    discount: { kind: 'amount', amount: '0.99' },
    deliveryFee: '50',
    customer: { name: 'Levko Andrukh', phone: '067 765 43 21' },
    address: 'Sadova 5, Kyiv',
    paymentStatus: 'pending',
    paymentMethod: 'cash-on-delivery',
    inShopify: true,
    ...parts,
  });

type Call = { readonly nth: number; readonly kind: 'query' | 'mutate' };
/** The fault of a call: a lost request, a lost answer, or a crash before or after it. */
export type Fault = 'lost' | 'answer-lost' | 'dies-before' | 'dies-after';

type Place = { readonly shop?: Awaited<ReturnType<typeof openShopify>>; readonly deskId?: string };

/** A computer that makes manual orders in Shopify as well, and the sample shop, which computers may share. */
export async function copyComputer(
  faultAt: (call: Call) => Fault | null = () => null,
  { shop, deskId = 'desk-1' }: Place = {},
) {
  const place = shop ?? (await openShopify());
  const { clock, log, shopify, client } = place;
  const ledger = memoryLedger({ clock, deskId });
  const rung: OrderId[] = [];
  const recorder = createRecorder({ ledger, clock, enqueueNotices: (id) => rung.push(id) });
  let calls = 0;
  let dead = false;

  /** Calls without an answer yet; the clock stops meanwhile. */
  const underWay = new Set<Promise<unknown>>();
  const answered = async (): Promise<void> => {
    while (underWay.size > 0) await Promise.allSettled(underWay);
  };
  const asked = <T>(work: () => Promise<T>): Promise<T> => {
    const call = work();
    underWay.add(call);
    const done = () => underWay.delete(call);
    call.then(done, done);
    return call;
  };

  const around = async <T>(kind: Call['kind'], work: () => Promise<T>): Promise<T> => {
    calls += 1;
    const fault = faultAt({ nth: calls, kind });
    const gone = () =>
      new Problem(kind === 'mutate' ? 'unknown-outcome' : 'unreachable', 'Shopify could not be reached');
    if (fault === 'lost') throw gone();
    if (fault === 'dies-before') return die();
    const answer = await asked(work);
    if (fault === 'answer-lost') throw gone();
    return fault === 'dies-after' ? die() : answer;
  };
  const die = <T>(): Promise<T> => {
    dead = true;
    return new Promise(() => {});
  };
  const faulty: ShopifyClient = {
    ...client,
    query: (...question) => around('query', () => client.query(...question)),
    mutate: (...question) => around('mutate', () => client.mutate(...question)),
  };

  const open = () => {
    const copies = createCopies({
      country: () => 'UA',
      client: faulty,
      ledger,
      clock,
      log,
      formOf: (id) => manual.form(id).form,
      random: () => 0.5,
    });
    const manual = createManualIntake({ recorder, ledger, clock, country: () => 'UA', askCopy: copies.ask });
    const relay = createRelay({ ledger, clock, log, performers: [copies.performer], random: () => 0.5 });
    relay.start();
    return { copies, manual, relay };
  };
  let parts = open();

  const pass = async (ms: number): Promise<void> => {
    await clock.advance(ms);
    await answered();
    await clock.advance(0);
    await answered();
  };

  /** Advances time until nothing is pending, restarting the app after each crash. */
  async function settle(limit = 3000): Promise<void> {
    for (let turn = 0; turn < limit; turn += 1) {
      const due = ledger.outbox.nextDue('shopify.copy');
      if (due === null) return;
      await pass(300);
      if (!dead) continue;
      dead = false;
      void parts.relay.stop();
      parts = open();
    }
    throw new Error(`still pending: ${ledger.outbox.nextDue('shopify.copy')}`);
  }

  /** Shopify's webhook for the current state of its newest order. */
  const webhook = (ring = true) => {
    const order = [...shopify.store.orders.values()].at(-1);
    if (!order) throw new Error('Shopify has no order');
    const reading = readShopifyOrder(orderBody(order, shopify.config.shop));
    if (reading.kind !== 'order') throw new Error(reading.reason);
    return recorder.record(reading.order, { by: 'shopify', ring });
  };
  const counts = () =>
    ledger.orders.rows(
      { view: 'all', text: '', offset: 0, limit: 9 },
      shopTimeAt(startOfDay('Europe/Kyiv', clock.now()), clock.now()),
    ).counts;
  return {
    clock,
    ledger,
    recorder,
    shopify,
    rung,
    pass,
    settle,
    webhook,
    counts,
    get manual() {
      return parts.manual;
    },
    get copies() {
      return parts.copies;
    },
    calls: () => calls,
    stop: () => parts.relay.stop(),
    /** The app after it was stopped. */
    startAgain: () => {
      parts = open();
    },
    place,
  };
}
export type CopyComputer = Awaited<ReturnType<typeof copyComputer>>;
