import { z } from 'zod';
import { Problem } from '../../shared/problem.ts';
import { depositTermsQuery } from '../shopify/documents.ts';
import type { CallOptions, ShopifyClient } from '../shopify/shopify-client.ts';

const termsSchema = z.object({ paymentTermsTemplates: z.array(z.object({ id: z.string() })) });

/**
 * @returns a function that finds Shopify's id of the payment terms "due on fulfillment"; sends no request for a form without a
 * deposit
 */
export function createDepositTerms() {
  let known: string | null = null;
  return async function depositTerms(
    client: ShopifyClient,
    { deposit }: { readonly deposit?: number | undefined },
    options: CallOptions,
  ): Promise<string> {
    if (deposit === undefined) return '';
    if (known !== null) return known;
    const { paymentTermsTemplates } = await client.query(depositTermsQuery, {}, termsSchema, options);
    const [first] = paymentTermsTemplates;
    if (!first) {
      throw new Problem('bad-input', 'Shopify has no payment terms for the rest of a deposit', {
        field: 'deposit',
        fix: 'Ask for the whole amount',
      });
    }
    known = first.id;
    return known;
  };
}
export type DepositTerms = ReturnType<typeof createDepositTerms>;
