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
  /** Where it differs from the address. */
  readonly billing?: Address | null;
  readonly locale: 'uk' | 'en';
  /** How many orders this buyer had made when this one was placed, it included. */
  readonly orderIndex: number;
};

export type Line = {
  readonly id: bigint;
  /** Null for a line made up in a draft order. */
  readonly variant: Variant | null;
  readonly title: string;
  readonly variantTitle: string | null;
  readonly sku: string | null;
  readonly quantity: number;
  /** Kopiykas, as every amount here. */
  readonly unitPrice: number;
  /** Taken off the whole line by hand. */
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
/** What an order and a draft order have in common. */
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
  /** What a buyer who paid in part has paid. */
  readonly deposit?: number;
  readonly gateway: string;
  /** The visits that led here, oldest first; null for an order without a storefront session. */
  readonly visits: readonly Visit[] | null;
};

/** What the shop charges on goods and delivery, and whether its prices have it in them. */
export type Tax = { readonly title: string; readonly percent: number; readonly included: boolean };
/** How the shop prices what it sells. */
export type Pricing = { readonly currency: string; readonly tax: Tax | null };

/** What a draft order is made of, and what a calculation is asked of. Amounts are minor units of its currency. */
export type DraftContent = Basket & {
  readonly pricing: Pricing;
  /** How much is due at once, in per cent; 0 where terms let all of it wait, null where nothing may wait. */
  readonly dueNow: number | null;
  readonly deposit: number | null;
  /** Until when the pieces are kept for the buyer. */
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
  /** Counts its updates: a checkout of an earlier one is no longer its own. */
  readonly revision: number;
};

export type Subscription = {
  readonly id: bigint;
  /** As the schema spells it: `ORDERS_CREATE`. */
  readonly topic: string;
  readonly uri: string;
  readonly format: string;
  readonly name: string | null;
  readonly filter: string | null;
  readonly includeFields: readonly string[];
  readonly createdAt: number;
  readonly updatedAt: number;
};
