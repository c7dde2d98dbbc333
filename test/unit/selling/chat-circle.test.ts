import { describe, expect, it } from 'vitest';
import { createChatbotIntake } from '../../../src/main/intake/chatbot/chatbot-intake.ts';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import { createReconciliation } from '../../../src/main/intake/shopify/reconcile.ts';
import { shownOf } from '../../../src/sample-shop/manychat/block.ts';
import { people } from '../../../src/sample-shop/people.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { openShopify } from '../sample-shop/open.ts';
import { schemaMissing, schemaNote } from '../sample-shop/schema-file.ts';

async function setUp() {
  const { clock, log, shopify, client } = await openShopify();
  const ledger = memoryLedger({ clock });
  const recorder = createRecorder({ ledger, clock, enqueueNotices: () => {} });
  const { config } = shopify;
  const reconciliation = createReconciliation({
    client,
    ledger,
    recorder,
    clock,
    log,
    config,
    publicUrl: () => null,
  });
  await reconciliation.now();
  const chatbot = createChatbotIntake({
    ledger,
    clock,
    log,
    config: () => ({ token: null, apiBase: 'https://api.manychat.com', callbackKey: 'key' }),
    publicUrl: () => 'https://desk.example',
    shopDomain: () => config.shop,
  });
  const cards = async (body: object) =>
    shownOf((await chatbot.catalogue({ key: 'key', body: Buffer.from(JSON.stringify(body)) })).json).cards;
  return { clock, ledger, shopify, reconciliation, cards };
}

describe.skipIf(schemaMissing)(`the bot’s catalogue of the sample shop${schemaNote}`, () => {
  it('counts an order from a card’s link for the bot', async () => {
    const { clock, ledger, shopify, reconciliation, cards } = await setUp();
    const [card] = await cards({ collection: 'coffee' });
    const link = card?.buttons.find(({ kind }) => kind === 'link')?.url ?? '';
    const [who] = people;
    if (!who) throw new Error('nobody lives here');
    shopify.shopping.buyFromChat(who, link);
    await clock.advance(10_000);
    await reconciliation.now();
    const [found] = [...ledger.orders.each()];
    expect(found?.order.attribution).toMatchObject({
      kind: 'chat-bot',
      last: { source: 'messenger', medium: 'chat-bot', campaign: 'catalogue', landingPage: link },
    });
    await reconciliation.stop();
  });

  it('shows the remaining stock once Shopify reports the change', async () => {
    const { clock, ledger, shopify, reconciliation, cards } = await setUp();
    const before = await cards({ search: 'Pour-over' });
    expect(before).toMatchObject([{ title: 'Pour-over Kit', subtitle: '1690.00 UAH · 4 left' }]);
    const [who] = people;
    const link = before[0]?.buttons.find(({ kind }) => kind === 'link')?.url ?? '';
    if (!who) throw new Error('nobody lives here');
    await clock.advance(1000);
    shopify.shopping.buyFromChat(who, link);
    const [kit] = ledger.catalogue.search(shopify.config.shop, 'pour-over', 1);
    reconciliation.catalogueChanged({ kind: 'product', id: kit?.productId ?? '' });
    await clock.advance(400);
    await expect
      .poll(async () => (await cards({ search: 'Pour-over' }))[0]?.subtitle)
      .toMatch(/ [0-3] left|sold out/);
    await reconciliation.stop();
  });

  it('filters by the collections of the shop, and finds by barcode', async () => {
    const { ledger, shopify, reconciliation, cards } = await setUp();
    const titles = async (body: object) => (await cards(body)).map(({ title }) => title);
    expect(await titles({ collection: 'for-a-birthday' })).toEqual([
      'Drip Bags',
      'Greeting Card',
      'Handmade Chocolates',
      'Peony Cloud',
      'Scented Candle',
      'Sunflower Hatbox',
    ]);
    expect(ledger.catalogue.search(shopify.config.shop, '0200000000011', 9)).toMatchObject([
      { title: 'Peony Cloud · Small' },
    ]);
    await reconciliation.stop();
  });
});
