import { expect } from 'vitest';
import { createChatbotIntake } from '../../../../src/main/intake/chatbot/chatbot-intake.ts';
import type { Ledger } from '../../../../src/main/ports.ts';
import type { ManychatConfig } from '../../../../src/main/settings/config.ts';
import { subscriberIdSchema } from '../../../../src/shared/ids.ts';
import { fakeClock } from '../../../support/clock.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { quietLog } from '../../../support/log.ts';
import { productOf } from '../../../support/products.ts';
import { dynamicBlockSchema } from './dynamic-block-format.ts';

export const shop = 'clay-and-kiln.myshopify.com';
export const key = 'a-long-random-key';
export const manychat: ManychatConfig = {
  token: null,
  apiBase: 'https://api.manychat.com',
  callbackKey: key,
};

type Wishes = {
  readonly config?: ManychatConfig | null;
  readonly publicUrl?: string | null;
  readonly shopDomain?: string | null;
  readonly products?: number;
  readonly ahead?: () => number;
  readonly ledger?: (ledger: Ledger) => Ledger;
};
export type Content = ReturnType<typeof dynamicBlockSchema.parse>['content'];
type Message = Content['messages'][number];
export type Card = Extract<Message, { readonly type: 'cards' }>['elements'][number];

/** The bot's side of this desk, over a real ledger. */
export function bot({
  config = manychat,
  publicUrl = 'https://desk.example',
  shopDomain = shop,
  products = 0,
  ...wishes
}: Wishes = {}) {
  const clock = fakeClock('2026-05-02T12:00:30Z');
  const ledger = memoryLedger({ clock });
  const log = quietLog();
  ledger.catalogue.upsert(
    shop,
    Array.from({ length: products }, (_, index) => mug(index + 1)),
  );
  const intake = createChatbotIntake({
    ledger: wishes.ledger?.(ledger) ?? ledger,
    clock,
    log,
    config: () => config,
    publicUrl: () => publicUrl,
    shopDomain: () => shopDomain,
    ...(wishes.ahead && { ahead: wishes.ahead }),
  });
  const request = (body: unknown, query = '') => ({
    key,
    body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
    query: new URLSearchParams(query),
  });
  const content = (answer: { readonly status: number; readonly json: unknown }): Content => {
    expect(answer.status).toBe(200);
    return dynamicBlockSchema.parse(answer.json).content;
  };
  const touch = async (body: unknown, query?: string) => content(await intake.touch(request(body, query)));
  const catalogue = async (body: unknown, query?: string) =>
    content(await intake.catalogue(request(body, query)));
  return {
    clock,
    ledger,
    log,
    intake,
    touch,
    catalogue,
    cards: async (body: unknown, query?: string) => cardsOf(await catalogue(body, query)),
    person: (id = olena) => ledger.people.get(id),
  };
}

export const cardsOf = ({ messages }: Content): readonly Card[] =>
  messages.flatMap((message) => (message.type === 'cards' ? message.elements : []));

export const mug = (number: number, changes: object = {}) =>
  productOf(
    {
      productId: `p${number}`,
      title: `Mug ${String(number).padStart(3, '0')}`,
      imageUrl: `https://cdn.example/mug-${number}.jpg`,
      productUrl: `https://clay-and-kiln.example/products/mug-${number}?variant=1`,
      ...changes,
    },
    [
      {
        variantId: `v${number}`,
        title: `Mug ${number}`,
        sku: `MUG-${number}`,
        price: { minor: 50_000 + number, currency: 'UAH' },
        ...changes,
      },
    ],
  );

/** Full Contact Data as ManyChat writes it, with an id no double can hold. */
export const contact = (more = ''): string =>
  `{"id":24680135790246802469,"key":"user:24680135790246802469","first_name":"Olena","last_name":"Marchuk",
    "name":"Olena Marchuk","profile_pic":"https://pics.example/o.jpg","locale":"en_US",
    "live_chat_url":"https://manychat.com/fb1/chat/2","last_input_text":"Show me mugs",
    "last_interaction":"2026-05-02T11:59:58+00:00","custom_fields":{"size":0.75,"vip":true}${more}}`;
export const olena = subscriberIdSchema.parse('24680135790246802469');
