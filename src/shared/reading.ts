import type { OrderContent } from './order.ts';

/** A mail as the readers see it: decoded, with the forwarded original unwrapped. Pure data, safe to send to a worker. */
export type Mail = {
  readonly messageId: string | undefined;
  readonly from: string | undefined;
  readonly fromName: string | undefined;
  readonly subject: string;
  readonly date: string | undefined;
  readonly html: string | undefined;
  readonly text: string | undefined;
};

export type FieldName =
  | 'number'
  | 'placedAt'
  | 'customerName'
  | 'phone'
  | 'email'
  | 'recipientName'
  | 'recipientPhone'
  | 'address'
  | 'items'
  | 'subtotal'
  | 'deliveryFee'
  | 'discount'
  | 'tax'
  | 'tip'
  | 'total'
  | 'currency'
  | 'note';

/** What one reader makes of one mail. `confidence` is 0 to 1 per field that was read. */
export type Reading = {
  readonly kind: 'order' | 'needs-review' | 'not-an-order';
  /** Several when one mail holds several orders. Empty for `not-an-order`. */
  readonly orders: readonly OrderContent[];
  readonly confidence: { readonly [F in FieldName]?: number };
  /** The recipe's family and version, when one matched. */
  readonly recipe: string | null;
};
