import { describe, expect, it } from 'vitest';
import { createChatbotIntake } from '../../../src/main/intake/chatbot/chatbot-intake.ts';
import type { Catalogue, Ledger } from '../../../src/main/ports.ts';
import type { ManychatConfig } from '../../../src/main/settings/config.ts';
import { subscriberIdSchema } from '../../../src/shared/ids.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { dynamicBlockSchema } from './dynamic-block-format.ts';

const shop = 'clay-and-kiln.myshopify.com';
const key = 'a-long-random-key';
const manychat: ManychatConfig = { token: null, apiBase: 'https://api.manychat.com', callbackKey: key };

type Wishes = {
  readonly config?: ManychatConfig | null;
  readonly publicUrl?: string | null;
  readonly products?: number;
  readonly ledger?: (ledger: Ledger) => Ledger;
};

function bot({
  config = manychat,
  publicUrl = 'https://desk.example',
  products = 0,
  ...wishes
}: Wishes = {}) {
  const clock = fakeClock('2026-05-02T12:00:30Z');
  const ledger = memoryLedger({ clock });
  const log = quietLog();
  ledger.catalogue.upsert(
    shop,
    Array.from({ length: products }, (_, index) => variant(index + 1)),
  );
  const intake = createChatbotIntake({
    ledger: wishes.ledger?.(ledger) ?? ledger,
    clock,
    log,
    config: () => config,
    publicUrl: () => publicUrl,
    shopDomain: () => shop,
  });
  const request = (body: unknown, query = '') => ({
    key,
    body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
    query: new URLSearchParams(query),
  });
  const content = (answer: { status: number; json: unknown }) => {
    expect(answer.status).toBe(200);
    return dynamicBlockSchema.parse(answer.json).content;
  };
  return {
    clock,
    ledger,
    log,
    intake,
    touch: (body: unknown, query?: string) => content(intake.touch(request(body, query))),
    catalogue: (body: unknown, query?: string) => content(intake.catalogue(request(body, query))),
  };
}

const variant = (number: number, changes: object = {}): Parameters<Catalogue['upsert']>[1][number] => ({
  variantId: `v${number}`,
  productId: `p${number}`,
  title: `Mug ${String(number).padStart(3, '0')}`,
  sku: `MUG-${number}`,
  price: { minor: 50_000 + number, currency: 'UAH' },
  stock: 3,
  available: true,
  imageUrl: `https://cdn.example/mug-${number}.jpg`,
  productUrl: `https://clay-and-kiln.example/products/mug-${number}?variant=1`,
  updatedAt: 1,
  ...changes,
});

/** Full Contact Data as ManyChat writes it, with an id no double can hold. */
const contact = (more = ''): string =>
  `{"id":24680135790246802469,"key":"user:24680135790246802469","first_name":"Olena","last_name":"Marchuk",
    "name":"Olena Marchuk","profile_pic":"https://pics.example/o.jpg","locale":"en_US",
    "live_chat_url":"https://manychat.com/fb1/chat/2","last_input_text":"Show me mugs",
    "last_interaction":"2026-05-02T11:59:58+00:00","custom_fields":{"size":0.75,"vip":true}${more}}`;
const olena = subscriberIdSchema.parse('24680135790246802469');

describe('a touch', () => {
  it('is written down with the id exact to the last digit, and answered', () => {
    const { touch, ledger } = bot();
    expect(touch(contact()).messages).toMatchObject([{ type: 'text', text: /Thank you/ }]);
    expect(ledger.people.get(olena)).toMatchObject({
      name: 'Olena Marchuk',
      picture: 'https://pics.example/o.jpg',
      chatUrl: 'https://manychat.com/fb1/chat/2',
      lastWords: 'Show me mugs',
      wantsManager: false,
      touchedAt: Date.parse('2026-05-02T11:59:58Z'),
    });
  });

  it('is one fact, however often the flow calls during one visit', () => {
    const { touch, catalogue, ledger } = bot({ products: 2 });
    touch(contact());
    touch(contact());
    catalogue(contact());
    expect(ledger.entries.list()).toHaveLength(1);
  });

  it('of someone whose last visit is not told counts once a minute', async () => {
    const { touch, ledger, clock } = bot();
    const bare = { id: '77', first_name: 'Ivan' };
    touch(bare);
    await clock.advance(20_000);
    touch(bare);
    expect(ledger.entries.list()).toHaveLength(1);
    await clock.advance(60_000);
    touch(bare);
    expect(ledger.people.get(subscriberIdSchema.parse('77'))?.touches).toBe(2);
  });

  it('asks for a manager only when the flow says so in a field of its own', () => {
    const { touch, ledger } = bot();
    touch(contact(',"last_growth_tool":"I want a manager"'));
    expect(ledger.people.get(olena)?.wantsManager).toBe(false);
    expect(touch(contact(), 'intent=manager').messages).toMatchObject([{ text: /manager will answer/ }]);
    expect(ledger.people.get(olena)?.wantsManager).toBe(true);
  });

  it('keeps what is known of a person when a flow sends less', () => {
    const { touch, ledger } = bot();
    touch(contact());
    touch({ id: String(olena), intent: 'manager' });
    expect(ledger.people.get(olena)).toMatchObject({ name: 'Olena Marchuk', wantsManager: true });
  });

  it('may stand under `contact` beside what the flow adds', () => {
    const { touch, ledger } = bot();
    touch(`{"intent":"manager","contact":${contact()}}`);
    expect(ledger.people.get(olena)).toMatchObject({ name: 'Olena Marchuk', wantsManager: true });
  });

  it('does not believe a visit in the future', () => {
    const { touch, ledger, clock } = bot();
    touch({ id: '78', name: 'Ivan', last_interaction: '2099-01-01T00:00:00Z' });
    expect(ledger.people.get(subscriberIdSchema.parse('78'))?.touchedAt).toBe(clock.now());
  });

  it.each([
    '',
    'not json',
    '[]',
    'null',
    '{"id":"{{user_id}}"}',
    '{"id":{"a":1}}',
    '['.repeat(20_000),
    '{"__proto__":{"id":"5"}}',
  ])('without a contact is answered all the same: %j', (body) => {
    const { touch, log } = bot();
    expect(touch(body).messages).toHaveLength(1);
    expect(log.lines.map(({ level }) => level)).not.toContain('error');
  });

  it('is answered in Ukrainian to those who read it', () => {
    expect(bot().touch({ id: '5', locale: 'uk_UA' }).messages).toMatchObject([{ text: /Дякуємо/ }]);
  });
});

describe('the catalogue', () => {
  it('shows ten products with a link that is counted for the bot', () => {
    const { messages } = bot({ products: 25 }).catalogue(contact());
    const [gallery] = messages;
    expect(messages).toHaveLength(1);
    if (gallery?.type !== 'cards') throw new Error('no gallery');
    expect(gallery.elements).toHaveLength(10);
    const [card] = gallery.elements;
    expect(card?.image_url).toMatch(/^https:\/\/cdn\.example/);
    expect(card?.subtitle).toMatch(/^500\.\d\d UAH$/);
    const [button] = card?.buttons ?? [];
    if (button?.type !== 'url') throw new Error('no link');
    expect(button.caption).toBe('Open in shop');
    expect(Object.fromEntries(new URL(button.url).searchParams)).toEqual({
      variant: '1',
      utm_source: 'messenger',
      utm_medium: 'chat-bot',
      utm_campaign: 'catalogue',
    });
  });

  it('is paged through to the end, each product once', () => {
    const { catalogue } = bot({ products: 25 });
    const titles: string[] = [];
    let body: unknown = { locale: 'en_US' };
    let pages = 0;
    while (body !== undefined) {
      const { messages, quick_replies: replies = [] } = catalogue(body);
      titles.push(
        ...messages.flatMap((m) => (m.type === 'cards' ? m.elements.map(({ title }) => title) : [])),
      );
      const [more] = replies;
      if (more && more.type !== 'dynamic_block_callback') throw new Error('no callback');
      expect(more?.url ?? 'https://desk.example/manychat/catalogue').toBe(
        'https://desk.example/manychat/catalogue',
      );
      expect(more?.headers ?? { 'X-Orderbell-Key': key }).toEqual({ 'X-Orderbell-Key': key });
      body = more?.payload;
      pages += 1;
    }
    expect(pages).toBe(3);
    expect(new Set(titles).size).toBe(25);
  });

  it('finds by word, in the body or in the address, and keeps it while paging', () => {
    const { catalogue, ledger } = bot({ products: 12 });
    ledger.catalogue.upsert(shop, [variant(99, { title: 'Blue vase' })]);
    for (const { messages } of [catalogue({ search: 'vase' }), catalogue(contact(), 'collection=vase')]) {
      expect(messages).toMatchObject([{ elements: [{ title: 'Blue vase' }] }]);
    }
    expect(catalogue({ search: 'mug' }).quick_replies).toMatchObject([
      { payload: { offset: 10, search: 'mug' } },
    ]);
  });

  it('offers no next page where no public address leads here', () => {
    expect(bot({ products: 25, publicUrl: null }).catalogue({}).quick_replies).toEqual([]);
  });

  it.each([
    ['there is no catalogue yet', 0, {}, /not here yet/],
    ['nothing is found', 3, { search: 'xylophone' }, /Nothing found for “xylophone”/],
    ['the pages are over', 3, { offset: 40 }, /That was everything/],
  ])('says in words that %s', (_what, products, body, text) => {
    expect(bot({ products }).catalogue(body).messages).toMatchObject([{ type: 'text', text }]);
  });

  it('keeps to what Messenger can show, whatever the shop calls its goods', () => {
    const { catalogue, ledger } = bot();
    ledger.catalogue.upsert(shop, [
      variant(1, { title: '👩‍👩‍👧‍👦'.repeat(40), available: false, productUrl: null, imageUrl: null }),
      variant(2, {
        title: `Line\nbreaks ${'x'.repeat(300)}`,
        productUrl: 'javascript:alert(1)',
        imageUrl: 'http://x/y',
      }),
      variant(3, { title: '  ', price: { minor: 5, currency: 'KWD' } }),
    ]);
    const { messages } = catalogue({});
    if (messages[0]?.type !== 'cards') throw new Error('no gallery');
    const texts = JSON.stringify(messages);
    expect(texts).not.toMatch(/javascript:|http:\/\//);
    expect(texts).toContain('sold out');
    expect(texts).toContain('0.005 KWD');
    expect(texts).not.toMatch(/\\ud[89a-f]/i); // no emoji cut in half
  });

  it('costs the person an apology, not the conversation, when something breaks here', () => {
    const broken = (): never => {
      throw new Error('database is locked');
    };
    const { catalogue, log } = bot({
      ledger: (ledger) => ({ ...ledger, catalogue: { ...ledger.catalogue, products: broken } }),
    });
    expect(catalogue(contact()).messages).toMatchObject([{ type: 'text', text: /Sorry/ }]);
    expect(log.lines.map(({ level }) => level)).toContain('error');
  });
});

describe('a request of the bot is refused', () => {
  const body = Buffer.from(contact());
  it.each([
    ['without the key', undefined],
    ['with another key', 'a-long-random-keX'],
    ['with a longer key', `${key}x`],
    ['with an empty key', ''],
  ])('%s, and nothing is written down', (_what, given) => {
    const { intake, ledger, log } = bot({ products: 1 });
    for (const answer of [intake.touch({ key: given, body }), intake.catalogue({ key: given, body })]) {
      expect(answer).toEqual({
        status: 401,
        json: { ok: false, reason: 'X-Orderbell-Key is missing or wrong' },
      });
    }
    expect(ledger.entries.list()).toEqual([]);
    expect(JSON.stringify(log.lines)).not.toContain(key);
  });

  it.each([null, { ...manychat, callbackKey: null }, { ...manychat, callbackKey: '' }])(
    'where no key is set: %j',
    (config) => {
      for (const given of ['', 'null', 'undefined']) {
        expect(bot({ config }).intake.touch({ key: given, body }).status).toBe(401);
      }
    },
  );
});
