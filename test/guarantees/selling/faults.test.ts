import { expect, it } from 'vitest';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { draftTagOf } from '../../../src/main/selling/draft-fact.ts';
import type { Selling } from '../../../src/main/selling/drafts.ts';
import { createSelling } from '../../../src/main/selling/drafts.ts';
import { tieToDraft } from '../../../src/main/selling/tie-to-draft.ts';
import type { DraftView } from '../../../src/shared/draft.ts';
import { isOver, isPayable } from '../../../src/shared/draft.ts';
import type { LinkMessage } from '../../../src/shared/forms.ts';
import { draftOrderFormSchema } from '../../../src/shared/forms.ts';
import { draftIdSchema } from '../../../src/shared/ids.ts';
import { fakeClock } from '../../support/clock.ts';
import { everyNth } from '../../support/form.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { loadedDice } from '../../unit/sample-shop/open.ts';
import type { ShopOrder } from '../../unit/selling/faults/fake-shop.ts';
import { createFakeShop } from '../../unit/selling/faults/fake-shop.ts';
import type { Breaking, Fault, Step } from './breaking.ts';
import { breakingApp, faultsAt, steps } from './breaking.ts';

const formOf = (key: string, note: string) =>
  draftOrderFormSchema.parse({
    key,
    currency: 'UAH',
    items: [{ title: 'Bouquet', quantity: 1, unitPrice: '640,50' }],
    customer: { name: 'Olena' },
    subscriberId: '7001',
    note,
  });
const first = formOf('0e4f0f5e-5b1c-4a53-9d5e-2f9f0a2f6c11', 'as it was');
const second = formOf('1e4f0f5e-5b1c-4a53-9d5e-2f9f0a2f6c22', 'as it is now');
const a = draftIdSchema.parse(first.key);
const b = draftIdSchema.parse(second.key);
const runs = 20;

/**
 * A manager makes, sends, changes and resends a payment link; a customer pays once, sometimes early or with loose
 * data.
 */
async function sell(step: Step, fault: Fault, seed: number) {
  const dice = loadedDice(seed);
  const clock = fakeClock();
  const ledger = memoryLedger({ clock });
  const shop = createFakeShop(clock);
  // a look-up happens only after a lost answer
  const isLookUp = step.what === 'call find';
  const plan = { step, fault, left: isLookUp ? 1 : 1 + Math.floor(dice() * 2), losesFirst: isLookUp };
  const paysEarly = dice() < 0.25;
  const isLoose = dice() < 0.3;
  const byWebhook = dice() < 0.5;
  let order: ShopOrder | null = null;
  let app = start();

  function start(): Breaking & { readonly selling: Selling } {
    const breaking = breakingApp({ ledger, clock }, plan);
    const selling = createSelling({
      client: shop.client(breaking.around),
      ledger: breaking.ledger,
      clock: breaking.clock,
      log: quietLog(),
      messenger: () => shop.messenger(breaking.around),
    });
    return { ...breaking, selling };
  }

  /** A double click of a manager: an answer may be lost, and a refusal is read. */
  async function press(work: (selling: Selling) => Promise<unknown>): Promise<void> {
    const twice = [work(app.selling), work(app.selling)].map((one) => one.catch(() => {}));
    let isDone = false;
    void Promise.race([Promise.all(twice), app.crashed]).then(() => {
      isDone = true;
    });
    for (let turn = 0; turn < 400 && !isDone; turn += 1) await clock.advance(100);
    expect(isDone, 'a click is answered').toBe(true);
    if (app.isDead()) {
      app = start();
      void app.selling.resume().catch(() => {});
    }
  }

  function hear(paid: ShopOrder): void {
    const recorder = createRecorder({ ledger, clock, enqueueNotices: () => {} });
    const content = {
      number: `#${paid.id}`,
      paymentStatus: 'paid',
      customer: {},
      items: [],
      draftTag: paid.tag,
    } as const;
    const incoming = { source: 'shopify', sourceId: paid.id, version: 1, content } as const;
    const { orderId } = recorder.record(incoming, { by: 'shopify', ring: true });
    tieToDraft(ledger, clock, orderId, content);
  }

  /** Sends the link on its channel, and again each time nothing was sent. */
  async function give(draft: DraftView, message: LinkMessage, wasDelivered: boolean): Promise<void> {
    const last = draft.sendings.findLast(({ via, state }) => via === message.via && state !== 'refused');
    if (last?.state === 'unknown' && wasDelivered) {
      await press(async (selling) => selling.markSent(draft.id, last.sending, 'Anna'));
      return;
    }
    if (last?.state === 'sent' || last?.state === 'sending') return;
    const after = last === undefined ? {} : { after: last.sending };
    const sending = crypto.randomUUID();
    await press((selling) => selling.sendLink(draft.id, { sending, message, ...after }, 'Anna'));
  }

  const isGiven = (draft: DraftView | null, via: string): boolean =>
    draft?.sendings.some((one) => one.via === via && one.state === 'sent') ?? false;
  const view = (id: typeof a): DraftView | null => ledger.drafts.get(id);

  async function act(): Promise<void> {
    const old = view(a);
    const now = view(b);
    if (!old || old.state === 'failed') return press((selling) => selling.createDraft(first, 'Anna'));
    if (isPayable(old) && !isGiven(old, 'messenger') && !now) {
      return give(old, { via: 'messenger', text: 'first' }, shop.messages.length > 0);
    }
    if (paysEarly && order === null && isGiven(old, 'messenger')) {
      order = shop.pay(draftTagOf(a), isLoose);
      if (order && byWebhook) hear(order);
      return;
    }
    if (now?.state === 'failed' && old.state !== 'paid')
      return press((selling) => selling.createDraft(second, 'Taras'));
    if (isGiven(old, 'messenger') && !now && isPayable(old)) {
      return press((selling) => selling.replaceDraft(a, second, 'Taras'));
    }
    if (now && isPayable(now) && !isGiven(now, 'email')) {
      return give(now, { via: 'email', to: 'olena@example.com', subject: 'Hi', text: 'second' }, false);
    }
    if (now && isGiven(now, 'email') && order === null) {
      order = shop.pay(draftTagOf(b), isLoose);
      if (order && byWebhook) hear(order);
    }
  }

  /** Never a duplicate, and never a state the screen cannot show. */
  function look(): void {
    for (const id of [a, b]) {
      const tag = draftTagOf(id);
      expect(shop.drafts.filter((one) => one.tag === tag && !one.isDeleted).length).toBeLessThanOrEqual(1);
      const shown = view(id);
      if (!shown || isOver(shown) || isPayable(shown) || shown.state === 'failed') continue;
      expect(app.selling.work(id), `${shown.state} has a pending step`).not.toBeNull();
    }
    expect(shop.live().length, 'links that can be paid').toBeLessThanOrEqual(1);
    expect(shop.orders.length).toBeLessThanOrEqual(1);
    expect(shop.messages.length, 'messages').toBeLessThanOrEqual(1);
    expect(shop.mails.length, 'mails').toBeLessThanOrEqual(1);
    expect([...ledger.orders.each()].length).toBeLessThanOrEqual(1);
  }

  const isAllOver = (): boolean =>
    [view(a), view(b)].every((one) => one === null || isOver(one) || one.state === 'failed') &&
    ledger.drafts.waiting().length === 0 &&
    shop.live().length === 0 &&
    [a, b].every((id) => app.selling.work(id) === null);

  for (let round = 0; round < 60; round += 1) {
    await act();
    look();
    await clock.advance(round < 40 ? 5_000 : 40_000);
    if (app.isDead()) {
      app = start();
      void app.selling.resume().catch(() => {});
    }
    if (order && round % 4 === 3) hear(order); // reconciliation of the orders, which repeats
    if (round % 4 === 3) await press((selling) => selling.pollDrafts());
    look();
    if (order && isAllOver()) break;
  }
  await app.selling.stop();
  return {
    ledger,
    shop,
    order: order as ShopOrder | null,
    hit: plan.left <= 0,
    old: view(a),
    now: view(b),
    app,
  };
}

function assertEnded(ledger: Ledger, sold: Awaited<ReturnType<typeof sell>>): void {
  const { shop, order, old, now, app } = sold;
  expect(order, 'the customer has paid').not.toBeNull();
  const paid = order?.tag === draftTagOf(a) ? old : now;
  const other = paid === old ? now : old;
  expect(paid).toMatchObject({ state: 'paid', orderId: `shopify:${order?.id}` });
  // every other link is unpayable now
  expect(other === null || isOver(other) || other.state === 'failed').toBe(true);
  expect(shop.live()).toEqual([]);
  const tied = paid?.orderId ? ledger.orders.get(paid.orderId) : null;
  expect(tied).toMatchObject({ draftId: paid?.id, subscriberId: '7001', soldBy: paid?.madeBy });
  if (paid === now) expect(old).toMatchObject({ state: 'replaced', replacedBy: b });
  expect([app.selling.work(a), app.selling.work(b)]).toEqual([null, null]);
  expect([old, now].flatMap((one) => one?.sendings ?? []).map(({ state }) => state)).not.toContain('sending');
  expect(ledger.verify()).toEqual([]);
}

it.each(everyNth(4, steps).map((step) => [`${step.number}: ${step.moment} ${step.what}`, step] as const))(
  'makes no duplicate draft, order or message when step %s breaks',
  async (_name, step) => {
    const possible = faultsAt(step);
    let hits = 0;
    for (let run = 0; run < runs; run += 1) {
      const fault = possible[run % possible.length] ?? 'crash';
      const seed = step.number * 1_000 + run * 7 + 1;
      try {
        const sold = await sell(step, fault, seed);
        assertEnded(sold.ledger, sold);
        if (sold.hit) hits += 1;
        sold.ledger.close();
      } catch (error) {
        throw new Error(`fault ${fault}, seed ${seed}`, { cause: error });
      }
    }
    expect(hits, 'runs in which the fault happened').toBeGreaterThan(0);
  },
  60_000,
);
