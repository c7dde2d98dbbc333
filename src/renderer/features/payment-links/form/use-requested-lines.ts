import { useEffect, useState } from 'react';
import type { AskedProduct } from '../../../../shared/entry.ts';
import type { VariantView } from '../../../../shared/views.ts';
import type { Typed } from '../../../components/order-form/lines/line-of.ts';
import { lineOf } from '../../../components/order-form/lines/line-of.ts';
import type { LineValues } from '../../../components/order-form/values.ts';
import type { Client } from '../../../lib/client/client.ts';
import { useClient } from '../../../lib/client/context.tsx';

export type Asked = {
  /** One per product with a single variant. */
  readonly lines: readonly LineValues[];
  /** Products of which a variant must be chosen. */
  readonly choices: readonly { readonly product: AskedProduct; readonly variants: readonly VariantView[] }[];
};

/** The form lines of the products that a person requested. Products that are no longer sold are left out. */
export async function askedLines(
  client: Pick<Client, 'call'>,
  wants: readonly AskedProduct[],
  typed: Typed,
): Promise<Asked> {
  const found = await Promise.all(
    wants.map(async (product) => ({
      product,
      variants: await client.call('catalogue.variants', { productId: product.productId }).catch(() => []),
    })),
  );
  return {
    lines: found.flatMap(({ variants }) => {
      const [variant, ...others] = variants;
      return variant && others.length === 0 ? [chatLine(variant, typed)] : [];
    }),
    choices: found.filter(({ variants }) => variants.length > 1),
  };
}

export const chatLine = (variant: VariantView, typed: Typed): LineValues => ({
  ...lineOf({ kind: 'variant', variant }, `chat-${variant.variantId}`, typed),
  fromChat: true,
});

/** @returns null until the catalogue on this computer has answered */
export function useAskedLines(wants: readonly AskedProduct[], typed: Typed): Asked | null {
  const client = useClient();
  // a form begins once: later requests do not change it
  const [question] = useState(() => askedLines(client, wants, typed));
  const [asked, setAsked] = useState<Asked | null>(null);
  useEffect(() => {
    let isGone = false;
    void question.then((found) => isGone || setAsked(found));
    return () => {
      isGone = true;
    };
  }, [question]);
  return asked;
}
