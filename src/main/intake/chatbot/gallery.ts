import type { Money } from '../../../shared/money.ts';
import { moneyToDecimal } from '../../../shared/money.ts';
import type { VariantView } from '../../../shared/views.ts';
import type { BlockCard, Callback, DynamicBlock } from '../../manychat/dynamic-block.ts';
import { block, oneLine, textBlock } from './dynamic-block.ts';
import type { ChatbotWords } from './words.ts';

export type Product = VariantView & { readonly fromPrice: Money };

export type Gallery = {
  readonly products: readonly Product[];
  readonly total: number;
  readonly offset: number;
  readonly search: string | undefined;
  readonly words: ChatbotWords;
  readonly shopDomain: string | null;
  /** Where "more" asks; null where no public address leads here. */
  readonly callback: {
    readonly url: string;
    readonly headers: { readonly [name: string]: string };
    readonly locale: string | undefined;
  } | null;
};

/** One page of the catalogue as the bot shows it. Pure. */
export function galleryBlock(gallery: Gallery): DynamicBlock {
  const { products, offset, search, words } = gallery;
  if (products.length === 0) {
    if (offset > 0) return textBlock(words.noMore);
    return textBlock(search === undefined ? words.catalogueEmpty : words.nothingFound(search));
  }
  const elements = products.map((product) => cardOf(product, gallery));
  return block([{ type: 'cards', image_aspect_ratio: 'square', elements }], moreOf(gallery));
}

function cardOf(product: Product, { words, shopDomain }: Gallery): BlockCard {
  const url = tagged(product.productUrl ?? (shopDomain === null ? null : `https://${shopDomain}/`));
  const { fromPrice } = product;
  const price = `${moneyToDecimal(fromPrice)} ${fromPrice.currency}`;
  const subtitle = [price, ...(product.available ? [] : [words.soldOut])];
  return {
    title: oneLine(product.title) || '—', // Messenger refuses the whole gallery for one empty title
    subtitle: oneLine(subtitle.join(' · ')),
    ...(product.imageUrl?.startsWith('https://') && { image_url: product.imageUrl }),
    ...(url !== null && { action_url: url }),
    buttons: url === null ? [] : [{ type: 'url', caption: words.openInShop, url }],
  };
}

function moreOf({ products, total, offset, search, words, callback }: Gallery): readonly Callback[] {
  const next = offset + products.length;
  if (callback === null || next >= total) return [];
  return [
    {
      type: 'dynamic_block_callback',
      caption: words.more,
      url: callback.url,
      method: 'post',
      headers: callback.headers,
      payload: {
        offset: next,
        ...(search !== undefined && { search }),
        ...(callback.locale !== undefined && { locale: callback.locale }),
      },
    },
  ];
}

/** So that an order which comes of it is counted for the bot. */
function tagged(address: string | null): string | null {
  if (address === null || !URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== 'https:') return null;
  url.searchParams.set('utm_source', 'messenger');
  url.searchParams.set('utm_medium', 'chat-bot');
  url.searchParams.set('utm_campaign', 'catalogue');
  return url.href;
}
