import { describe, expect, it } from 'vitest';
import { attributionOf, visitOfOrder } from '../../../../src/main/intake/shopify/attribution-rules.ts';
import type { OrderContent } from '../../../../src/shared/order.ts';
import { bot, cardsOf, contact, key, mug, olena, shop } from './bot.ts';

const press = (card: { readonly buttons?: readonly { readonly type: string }[] | undefined } | undefined) => {
  const button = card?.buttons?.find(({ type }) => type === 'dynamic_block_callback');
  if (button === undefined || !('payload' in button)) throw new Error('no button');
  return button as unknown as {
    readonly url: string;
    readonly caption: string;
    readonly headers: object;
    readonly payload: object;
  };
};

describe('a card', () => {
  it('has picture, price, what is left, a way into the shop and one to a manager', async () => {
    const [card] = await bot({ products: 25 }).cards(contact());
    expect(card).toMatchObject({
      title: 'Mug 001',
      subtitle: '500.01 UAH · 3 left',
      image_url: 'https://cdn.example/mug-1.jpg',
      buttons: [{ type: 'url', caption: 'Open in shop' }, { caption: 'Order via a manager' }],
    });
  });

  it.each([
    ['3 left', { stock: 3 }],
    ['in stock', { stock: 40 }],
    ['sold out', { stock: 0, available: false }],
    ['sold out', { stock: 12, available: false }],
    [undefined, { stock: null }],
    [undefined, { stock: -2 }],
  ])('says %s of a stock like %j', async (said, stock) => {
    const { cards, ledger } = bot();
    ledger.catalogue.upsert(shop, [mug(1, stock)]);
    const [card] = await cards({});
    expect(card?.subtitle?.split(' · ')[1]).toBe(said);
  });

  it('opens the shop by a link that our own attribution counts for the bot', async () => {
    const [card] = await bot({ products: 1 }).cards(contact());
    const [button] = card?.buttons ?? [];
    if (button?.type !== 'url') throw new Error('no link');
    expect(button.url).toBe(card?.action_url);
    expect(Object.fromEntries(new URL(button.url).searchParams)).toEqual({
      variant: '1',
      utm_source: 'messenger',
      utm_medium: 'chat-bot',
      utm_campaign: 'catalogue',
    });
    const order = { landingPage: button.url, referrer: 'https://l.messenger.com/' } as OrderContent;
    const visit = visitOfOrder(order);
    expect(attributionOf(undefined, visit).kind).toBe('chat-bot');
    // a later search of the same buyer takes the credit, typing the address in does not
    expect(attributionOf(visit, { source: 'direct' }).kind).toBe('chat-bot');
  });

  it('asks for a manager by a button that brings who pressed and for what', async () => {
    const { cards, touch, person } = bot({ products: 3 });
    const [, card] = await cards(contact());
    const { url, headers, payload } = press(card);
    expect(url).toBe('https://desk.example/manychat/touch');
    expect(headers).toEqual({ 'X-Orderbell-Key': key });
    await touch(payload);
    expect(person(olena)).toMatchObject({
      name: 'Olena Marchuk',
      picture: 'https://pics.example/o.jpg',
      chatUrl: 'https://manychat.com/fb1/chat/2',
      lastWords: 'Show me mugs',
      wantsManager: true,
      wants: [{ productId: 'p2', title: 'Mug 002' }],
    });
  });

  it('lets ManyChat fill in who pressed where it was not told who looks', async () => {
    const [card] = await bot({ products: 1 }).cards({});
    expect(press(card).payload).toMatchObject({ contact: { id: '{{user_id}}' } });
  });

  it('has no button that would lead nowhere', async () => {
    const [card] = await bot({ products: 1, publicUrl: null }).cards({});
    expect(card?.buttons).toHaveLength(1);
  });

  it('keeps to what Messenger can show, whatever the shop calls its goods', async () => {
    const { catalogue, ledger } = bot();
    ledger.catalogue.upsert(shop, [
      mug(1, { title: '👩‍👩‍👧‍👦'.repeat(40), available: false, imageUrl: null }),
      mug(2, {
        title: `Line\nbreaks ${'x'.repeat(300)}`,
        productUrl: 'javascript:alert(1)',
        imageUrl: 'http://x/y',
      }),
      mug(3, { title: '  ', price: { minor: 5, currency: 'KWD' } }),
      mug(4, { title: '\ud83d half', price: { minor: 999_999_999_999, currency: 'UAH' } }),
    ]);
    const content = await catalogue(contact());
    expect(cardsOf(content)).toHaveLength(4);
    const texts = JSON.stringify(content.messages);
    expect(texts).not.toMatch(/javascript:|http:\/\//);
    expect(texts).toContain('sold out');
    expect(texts).toContain('0.005 KWD');
    expect(texts).not.toMatch(/\\ud[89a-f]/i); // no emoji cut in half
  });
});

describe('the catalogue', () => {
  it('is paged through to the end, each product once, still knowing who looks for what', async () => {
    const { catalogue, ledger } = bot({ products: 25 });
    const blue = { collectionId: 'c1', handle: 'blue', title: 'Blue' };
    ledger.catalogue.upsert(
      shop,
      Array.from({ length: 25 }, (_, index) => mug(index + 1, { collections: index < 23 ? [blue] : [] })),
    );
    const titles: string[] = [];
    let body: unknown = JSON.parse(`{"search":"mug","collection":"blue","contact":${contact()}}`);
    let pages = 0;
    while (body !== undefined) {
      const { messages, quick_replies: replies = [] } = await catalogue(body);
      titles.push(...cardsOf({ messages }).map(({ title }) => title));
      const [more] = replies;
      if (more && more.type !== 'dynamic_block_callback') throw new Error('no callback');
      if (more) {
        expect(more.url).toBe('https://desk.example/manychat/catalogue');
        expect(more.headers).toEqual({ 'X-Orderbell-Key': key });
        expect(more.payload).toMatchObject({
          search: 'mug',
          collection: 'blue',
          contact: { name: 'Olena Marchuk' },
        });
      }
      body = more?.payload;
      pages += 1;
    }
    expect(pages).toBe(3);
    expect(new Set(titles).size).toBe(23);
    expect(titles).toHaveLength(23);
  });

  it('finds by word, in the body or in the address', async () => {
    const { cards, ledger } = bot({ products: 12 });
    ledger.catalogue.upsert(shop, [mug(99, { title: 'Blue vase' })]);
    for (const found of [await cards({ search: 'vase' }), await cards(contact(), 'search=vase')]) {
      expect(found).toMatchObject([{ title: 'Blue vase' }]);
    }
  });

  it('shows a collection by what is in it, not by what is called so', async () => {
    const { cards, catalogue, ledger } = bot();
    const spring = { collectionId: 'c1', handle: 'spring', title: 'Весна' };
    ledger.catalogue.upsert(shop, [mug(1, { collections: [spring] }), mug(2, { title: 'Spring vase' })]);
    for (const collection of ['spring', 'весна']) {
      expect(await cards({ collection })).toMatchObject([{ title: 'Mug 001' }]);
    }
    expect(await cards({ collection: 'spring', search: 'vase' })).toEqual([]);
    expect((await catalogue({ collection: 'autumn' })).messages).toMatchObject([
      { text: expect.stringContaining('“autumn”') },
    ]);
  });

  it.each([
    ['there is no catalogue yet', 0, {}, /not ready yet/],
    ['there is no catalogue to search yet', 0, { search: 'bouquets' }, /not ready yet/],
    ['there is no catalogue with a collection yet', 0, { collection: 'bouquets' }, /not ready yet/],
    ['no collection is called so', 3, { collection: 'bouquets' }, /Nothing found for “bouquets”/],
    ['nothing is found', 3, { search: 'xylophone' }, /Nothing found for “xylophone”/],
    ['the pages are over', 3, { offset: 40 }, /That was everything/],
  ])('says in words that %s', async (_what, products, body, text) => {
    expect((await bot({ products }).catalogue(body)).messages).toMatchObject([
      { type: 'text', text: expect.stringMatching(text) },
    ]);
  });

  it('is said not to be here yet while no shop is connected, whatever is wanted', async () => {
    const { catalogue } = bot({ products: 3, shopDomain: null });
    for (const wanted of [{}, { search: 'mug' }, { collection: 'bouquets' }]) {
      expect((await catalogue(wanted)).messages).toMatchObject([
        { type: 'text', text: expect.stringContaining('not ready yet') },
      ]);
    }
  });

  it('is shown also when the look at it cannot be written down', async () => {
    const { cards, log } = bot({
      products: 2,
      ledger: (ledger) => ({
        ...ledger,
        entries: {
          ...ledger.entries,
          append: () => {
            throw new Error('disk full');
          },
        },
      }),
    });
    expect(await cards(contact())).toHaveLength(2);
    expect(log.lines.map(({ level }) => level)).toContain('error');
  });

  it('costs the person an apology, not the conversation, when something breaks here', async () => {
    const { catalogue, log } = bot({
      ledger: (ledger) => ({
        ...ledger,
        catalogue: {
          ...ledger.catalogue,
          products: () => {
            throw new Error('database is locked');
          },
        },
      }),
    });
    expect((await catalogue(contact())).messages).toMatchObject([
      { type: 'text', text: expect.stringContaining('Sorry') },
    ]);
    expect(log.lines.map(({ level }) => level)).toContain('error');
  });
});
