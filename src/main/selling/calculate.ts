import { z } from 'zod';
import type { CalculateForm } from '../../shared/forms.ts';
import type { Money } from '../../shared/money.ts';
import { parseMoney } from '../../shared/money.ts';
import { isProblem, Problem } from '../../shared/problem.ts';
import type { CalculationView } from '../../shared/views.ts';
import { draftCalculateMutation } from '../shopify/documents.ts';
import type { ShopifyClient } from '../shopify/shopify-client.ts';
import { createDepositTerms } from './deposit-terms.ts';
import { calculateInputOf, formFieldOf } from './draft-input.ts';

const money = z
  .object({ amount: z.string(), currencyCode: z.string() })
  .transform(({ amount, currencyCode }): Money => parseMoney(amount, currencyCode));
const presented = z.object({ presentmentMoney: money }).transform(({ presentmentMoney }) => presentmentMoney);
const lineSchema = z.object({
  quantity: z.int(),
  discountedTotalSet: presented,
  variant: z
    .object({
      id: z.string(),
      availableForSale: z.boolean(),
      inventoryQuantity: z.int().nullish(),
      inventoryPolicy: z.string(),
      product: z.object({ tracksInventory: z.boolean() }),
    })
    .nullish(),
});
const calculatedSchema = z.object({
  draftOrderCalculate: z.object({
    calculatedDraftOrder: z.object({
      taxesIncluded: z.boolean(),
      totalLineItemsPriceSet: presented,
      totalDiscountsSet: presented,
      totalShippingPriceSet: presented,
      totalTaxSet: presented,
      totalPriceSet: presented,
      amountDueNowSet: presented,
      availableShippingRates: z.array(z.object({ handle: z.string(), title: z.string(), price: money })),
      lineItems: z.array(lineSchema),
      warnings: z.array(z.object({ message: z.string() })),
      alerts: z.array(z.object({ title: z.string() })),
    }),
  }),
});
type Calculated = z.infer<typeof calculatedSchema>['draftOrderCalculate']['calculatedDraftOrder'];

export type CalculateParts = {
  /** Null while no shop is connected. */
  readonly client: ShopifyClient | null;
  /** ISO 3166 country of addresses. */
  readonly country: () => string | null;
};
export type Calculate = (form: CalculateForm) => Promise<CalculationView>;

/**
 * @returns a function that has Shopify calculate an unfinished form, without making anything; a new calculation of the same form
 * cancels the previous one. @throws Problem, `bad-input` with the form's field
 */
export function createCalculate({ client, country }: CalculateParts): Calculate {
  const depositTerms = createDepositTerms();
  const asking = new Map<string, AbortController>();

  return async function calculate(form) {
    if (!client) {
      throw new Problem('signed-out', 'No Shopify shop is connected', {
        fix: 'Connect Shopify in Setup',
      });
    }
    asking.get(form.key)?.abort();
    const stop = new AbortController();
    asking.set(form.key, stop);
    const ask = async (asked: CalculateForm): Promise<CalculationView> => {
      const terms = await depositTerms(client, asked, { signal: stop.signal });
      const input = calculateInputOf(asked, { country: country(), terms });
      const answer = await client.mutate(draftCalculateMutation, { input }, calculatedSchema, {
        signal: stop.signal,
      });
      return viewOf(answer.draftOrderCalculate.calculatedDraftOrder);
    };
    try {
      return await ask(form).catch((error: unknown) => {
        // a shipping rate belongs to an address: retry without it to get the available rates
        if (!form.shippingRate || !isAtDelivery(error)) throw error;
        return ask({ ...form, shippingRate: undefined });
      });
    } catch (error) {
      throw understood(error);
    } finally {
      if (asking.get(form.key) === stop) asking.delete(form.key);
    }
  };
}

const isAtDelivery = (error: unknown): boolean =>
  isProblem(error) && error.kind === 'bad-input' && formFieldOf(error.field ?? '') === 'deliveryFee';

/** A calculation changes nothing, so an unknown outcome is an ordinary failure. */
function understood(error: unknown): unknown {
  if (!isProblem(error)) return error;
  if (error.kind === 'unknown-outcome') {
    return new Problem('unreachable', 'Shopify did not respond', { cause: error });
  }
  return error.field === undefined
    ? error
    : new Problem(error.kind, error.message, { cause: error, field: formFieldOf(error.field) });
}

const viewOf = (calculated: Calculated): CalculationView => ({
  subtotal: calculated.totalLineItemsPriceSet,
  discount: calculated.totalDiscountsSet,
  deliveryFee: calculated.totalShippingPriceSet,
  tax: calculated.totalTaxSet,
  taxIncluded: calculated.taxesIncluded,
  total: calculated.totalPriceSet,
  dueNow: calculated.amountDueNowSet,
  rates: calculated.availableShippingRates,
  lines: calculated.lineItems.map(({ discountedTotalSet, variant }) => ({
    total: discountedTotalSet,
    stock: variant ? stockOf(variant) : null,
  })),
  warnings: [
    ...calculated.warnings.map(({ message }) => message),
    ...calculated.alerts.map(({ title }) => title),
  ],
});

/** A variant that may be oversold has no stock limit. */
function stockOf(variant: NonNullable<z.infer<typeof lineSchema>['variant']>) {
  const isLimited = variant.product.tracksInventory && variant.inventoryPolicy === 'DENY';
  return {
    variantId: variant.id,
    stock: isLimited ? (variant.inventoryQuantity ?? null) : null,
    available: variant.availableForSale,
  };
}
