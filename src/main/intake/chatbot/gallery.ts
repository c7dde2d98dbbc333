import type { TFunction } from 'i18next';
import { moneyToDecimal } from '../../../shared/money.ts';
import type { ProductView } from '../../../shared/views.ts';
import type { BlockCard, Callback, DynamicBlock } from '../../manychat/dynamic-block.ts';
import { block, cardLine, textBlock } from './dynamic-block.ts';
import type { Contact } from './read-request.ts';

/** The address that the buttons call; null if there is no public address. */
export type CallbackTo = {
  /** The receiver's public address. */
  readonly base: string;
  readonly headers: { readonly [name: string]: string };
};

export type Gallery = {
  readonly products: readonly ProductView[];
  readonly more: boolean;
  /** Whether the catalogue is not synced yet, whatever the search. */
  readonly isEmpty: boolean;
  readonly offset: number;
  readonly search: string | undefined;
  readonly collection: string | undefined;
  readonly locale: string | undefined;
  /** In the buyer's language if available, else in English. */
  readonly t: TFunction<'chatbot'>;
  readonly shopDomain: string | null;
  /** The person who looks at the gallery: a pressed button must name them. */
  readonly contact: Contact | undefined;
  readonly callback: CallbackTo | null;
};

/** From this number on, "in stock" is shown instead of the exact number. */
const manyLeft = 10;

/** Renders one page of the catalogue for the bot. Pure. */
export function galleryBlock(gallery: Gallery): DynamicBlock {
  const { products, isEmpty, offset, search, collection, t } = gallery;
  if (products.length === 0) {
    if (isEmpty) return textBlock(t('catalogueEmpty'));
    if (offset > 0) return textBlock(t('noMore'));
    const wanted = search ?? collection;
    return textBlock(wanted === undefined ? t('catalogueEmpty') : t('nothingFound', { text: wanted }));
  }
  const elements = products.map((product) => cardOf(product, gallery));
  return block([{ type: 'cards', image_aspect_ratio: 'square', elements }], moreOf(gallery));
}

function cardOf(product: ProductView, gallery: Gallery): BlockCard {
  const { t, shopDomain } = gallery;
  const url = tagged(product.productUrl ?? (shopDomain === null ? null : `https://${shopDomain}/`));
  const ask = askOf(product, gallery);
  return {
    title: cardLine(product.title) || '—', // Messenger refuses the whole gallery for one empty title
    subtitle: cardLine([priceOf(product, t), stockOf(product, t)].filter(Boolean).join(' · ')),
    ...(product.imageUrl?.startsWith('https://') && { image_url: product.imageUrl }),
    ...(url !== null && { action_url: url }),
    buttons: [
      ...(url === null ? [] : [{ type: 'url', caption: t('openInShop'), url } as const]),
      ...(ask === null ? [] : [ask]),
    ],
  };
}

function priceOf({ price, varies }: ProductView, t: TFunction<'chatbot'>): string {
  const amount = `${moneyToDecimal(price)} ${price.currency}`;
  return varies ? t('from', { price: amount }) : amount;
}

function stockOf({ available, stock }: ProductView, t: TFunction<'chatbot'>): string {
  if (!available) return t('soldOut');
  // products sold without stock are made or ordered: the number is meaningless
  if (stock === null || stock <= 0) return '';
  return stock < manyLeft ? t('left', { pieces: stock }) : t('inStock');
}

function askOf(product: ProductView, gallery: Gallery): Callback | null {
  const { callback, t } = gallery;
  if (callback === null) return null;
  return callbackTo(gallery, callback, '/manychat/touch', t('orderByManager'), {
    intent: 'manager',
    product: { id: product.productId, title: cardLine(product.title) },
  });
}

function moreOf(gallery: Gallery): readonly Callback[] {
  const { products, more, offset, search, collection, t, callback } = gallery;
  if (callback === null || !more) return [];
  return [
    callbackTo(gallery, callback, '/manychat/catalogue', t('more'), {
      offset: offset + products.length,
      ...(search !== undefined && { search }),
      ...(collection !== undefined && { collection }),
    }),
  ];
}

const callbackTo = (
  { contact, locale }: Gallery,
  { base, headers }: CallbackTo,
  path: string,
  caption: string,
  payload: Callback['payload'],
): Callback => ({
  type: 'dynamic_block_callback',
  caption,
  url: `${base}${path}`,
  method: 'post',
  headers,
  payload: {
    ...payload,
    pressed: true,
    ...(locale !== undefined && { locale }),
    contact: whoOf(contact),
  },
});

/** A pressed button sends only the payload. ManyChat fills in the user id if the contact is unknown. */
const whoOf = (contact: Contact | undefined): Callback['payload'] =>
  contact === undefined
    ? { id: '{{user_id}}' }
    : {
        id: contact.id,
        ...(contact.name !== undefined && { name: contact.name }),
        ...(contact.picture !== undefined && { profile_pic: contact.picture }),
        ...(contact.chatUrl !== undefined && { live_chat_url: contact.chatUrl }),
      };

/** Adds UTM parameters, so that an order from this link is attributed to the bot. */
function tagged(address: string | null): string | null {
  if (address === null || !URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== 'https:') return null;
  url.searchParams.set('utm_source', 'messenger');
  url.searchParams.set('utm_medium', 'chat-bot');
  url.searchParams.set('utm_campaign', 'catalogue');
  return url.href;
}
