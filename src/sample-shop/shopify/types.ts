import type { Variant } from '../catalogue.ts';

export type Pair = { readonly name: string; readonly value: string };
export type Address = {
  readonly first: string;
  readonly last: string;
  readonly address1: string;
  readonly address2: string | null;
  readonly city: string;
  readonly zip: string;
  readonly phone: string | null;
};
export type Buyer = {
  readonly customerId: bigint;
  readonly first: string;
  readonly last: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: Address | null;
  /** Set if it differs from the address. */
  readonly billing?: Address | null;
  readonly locale: 'uk' | 'en';
  /** How many orders this buyer had made when this one was placed, including it. */
  readonly orderIndex: number;
};

export type Line = {
  readonly id: bigint;
  /** Null for a custom line of a draft order. */
  readonly variant: Variant | null;
  readonly title: string;
  readonly variantTitle: string | null;
  readonly sku: string | null;
  readonly quantity: number;
  /** Kopiykas, as every amount here. */
  readonly unitPrice: number;
  /** The manual discount on the whole line. */
  readonly discount: number;
  readonly properties: readonly Pair[];
  readonly requiresShipping: boolean;
};
export type Discount = {
  readonly code: string | null;
  readonly title: string;
  readonly amount: number;
  readonly value: number;
  readonly valueType: 'fixed_amount' | 'percentage';
};
/** The common data of an order and a draft order. */
export type Basket = {
  readonly lines: readonly Line[];
  readonly discount: Discount | null;
  readonly shipping: { readonly id: bigint; readonly title: string; readonly amount: number } | null;
};

export type Visit = {
  readonly id: bigint;
  readonly at: number;
  readonly source: string;
  readonly sourceType: 'AD' | 'MESSAGE' | 'SEO' | 'LINK' | null;
  readonly landingPage: string;
  readonly referrer: string | null;
  readonly utm: {
    readonly source: string;
    readonly medium: string;
    readonly campaign: string | null;
    readonly term: string | null;
    readonly content: string | null;
  } | null;
};

export type ShopOrder = Basket & {
  readonly id: bigint;
  readonly number: number;
  readonly token: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly cancelledAt: number | null;
  readonly buyer: Buyer;
  readonly note: string | null;
  readonly attributes: readonly Pair[];
  readonly tags: readonly string[];
  readonly sourceName: 'web' | 'shopify_draft_order';
  readonly financial: 'paid' | 'partially_paid' | 'pending' | 'refunded' | 'voided';
  /** The amount a buyer has paid of a partially paid order. */
  readonly deposit?: number;
  readonly gateway: string;
  /** The visits that led here, oldest first; null for an order without a storefront session. */
  readonly visits: readonly Visit[] | null;
};

/** The tax on goods and delivery, and whether the prices include it. */
export type Tax = { readonly title: string; readonly percent: number; readonly included: boolean };
/** The shop's currency and tax. */
export type Pricing = { readonly currency: string; readonly tax: Tax | null };

/** The data of a draft order, and the input of a calculation. Amounts are minor units of its currency. */
export type DraftContent = Basket & {
  readonly pricing: Pricing;
  /** How much is due at once, in per cent; 0 if payment terms defer everything, null without payment terms. */
  readonly dueNow: number | null;
  readonly deposit: number | null;
  /** Until when the pieces are reserved for the buyer. */
  readonly reservedUntil: number | null;
  readonly customerId: bigint | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: Address | null;
  readonly billing?: Address | null;
  readonly note: string | null;
  readonly attributes: readonly Pair[];
  readonly tags: readonly string[];
};

export type Draft = DraftContent & {
  readonly id: bigint;
  readonly number: number;
  readonly token: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly invoiceSentAt: number | null;
  readonly completedAt: number | null;
  readonly status: 'OPEN' | 'INVOICE_SENT' | 'COMPLETED';
  readonly orderId: bigint | null;
  /** Counts the updates: a checkout of an earlier revision is detached. */
  readonly revision: number;
};

export type Subscription = {
  readonly id: bigint;
  /** The schema's spelling: `ORDERS_CREATE`. */
  readonly topic: string;
  readonly uri: string;
  readonly format: string;
  readonly name: string | null;
  readonly filter: string | null;
  readonly includeFields: readonly string[];
  readonly createdAt: number;
  readonly updatedAt: number;
};
