import type { Money } from '../../shared/money.ts';
import { addMoney, subtractMoney, sumMoney, timesMoney, zero } from '../../shared/money.ts';

/** The order data in a mail of the sample shop's delivery services. */
export type SampleMailOrder = {
  readonly number: string;
  /** The shop's local time as the mail prints it: `2026-11-24T15:42`. */
  readonly placedAt: string;
  readonly customerName: string;
  readonly phone: string;
  readonly address: string;
  readonly items: readonly {
    readonly title: string;
    readonly quantity: number;
    readonly unitPrice: Money;
    readonly options?: readonly string[];
  }[];
  readonly deliveryFee: Money;
  readonly discount?: Money;
  readonly note?: string;
  /** With its angle brackets. */
  readonly messageId: string;
  /** The time the service sent the mail: an ISO 8601 instant. */
  readonly date: string;
};

export type SampleTotals = { readonly subtotal: Money; readonly total: Money };

export function totalsOf(order: SampleMailOrder): SampleTotals {
  const { currency } = order.deliveryFee;
  const subtotal = sumMoney(
    order.items.map((item) => timesMoney(item.unitPrice, item.quantity)),
    currency,
  );
  return {
    subtotal,
    total: subtractMoney(addMoney(subtotal, order.deliveryFee), order.discount ?? zero(currency)),
  };
}

/** Date and time of a local `2026-11-24T15:42`, as numbers. */
export function partsOf(local: string): {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
} {
  const [year = 1970, month = 1, day = 1, hour = 0, minute = 0] = local.split(/\D/).map(Number);
  return { year, month, day, hour, minute };
}
