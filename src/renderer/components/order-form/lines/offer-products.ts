import type { PastedItem } from '../../../../shared/pasted/pasted.ts';
import { plainWords } from '../../../../shared/plain-words.ts';
import type { VariantView } from '../../../../shared/views.ts';
import type { Client } from '../../../lib/client/client.ts';

export type Offer = { readonly quantity: number; readonly said: string; readonly variant: VariantView };

const mostItems = 6;

/** The catalogue's products for the items of a message. Unknown items stay in the note only. */
export async function offerProducts(
  client: Pick<Client, 'call'>,
  items: readonly PastedItem[],
): Promise<readonly Offer[]> {
  const offers = await Promise.all(
    items.slice(0, mostItems).map(async ({ quantity, title }): Promise<Offer | null> => {
      const stems = stemsOf(title);
      if (stems.length === 0) return null;
      const lists = await Promise.all(
        stems.map((stem) => client.call('catalogue.search', { text: stem }).catch(() => [])),
      );
      const variant = bestOf(lists.flat(), stems);
      return variant && { quantity, said: title, variant };
    }),
  );
  const found = offers.filter((offer) => offer !== null);
  return found.filter(
    ({ variant }, index) =>
      found.findIndex((other) => other.variant.variantId === variant.variantId) === index,
  );
}

/** Words without endings: `троянд` of `троянди`, `peon` of `peonies`. */
export const stemsOf = (title: string): readonly string[] =>
  plainWords(title)
    .filter((word) => word.length >= 3 && !/^\d+$/.test(word))
    .map((word) => word.slice(0, word.length > 5 ? -2 : word.length > 3 ? -1 : undefined))
    .slice(0, 4);

/** The product that matches most words; available ones come first. */
export function bestOf(variants: readonly VariantView[], stems: readonly string[]): VariantView | null {
  let best: { readonly variant: VariantView; readonly score: number } | null = null;
  for (const variant of variants) {
    const words = plainWords(variant.title);
    const hits = stems.filter((stem) => words.some((word) => word.startsWith(stem))).length;
    const score = hits + (variant.available ? 0.5 : 0) - words.length / 100;
    if (hits * 2 >= stems.length && hits > 0 && (best === null || score > best.score))
      best = { variant, score };
  }
  return best?.variant ?? null;
}
