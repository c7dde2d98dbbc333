import type { Areas } from './areas.ts';

/** Facts of the mail that help to identify the customer. */
export type ContactContext = {
  readonly subject: string;
  /** The address it came from: its domain is the service's or the shop's, never the customer's. */
  readonly from: string | undefined;
  readonly fromName: string | undefined;
  readonly number: string | undefined;
  /** A mail to the shop greets the shop, a receipt the customer. */
  readonly isToShop: boolean;
  readonly areas: Areas;
  /** Addresses that the mail's HTML links to (`Email buyer`) without showing them. */
  readonly linked: readonly string[];
};
