import type { ContentEntry } from '../../../shared/content-entry.ts';
import { isContent } from '../../../shared/content-entry.ts';
import type { Entry } from '../../../shared/entry.ts';
import type { FormStep } from '../../../shared/form-merge.ts';
import type { ManualOrderForm } from '../../../shared/forms.ts';
import { manualOrderFormSchema } from '../../../shared/forms.ts';
import { moneyToDecimal } from '../../../shared/money.ts';
import type { Order } from '../../../shared/order.ts';
import { wasPaid } from '../../../shared/payment.ts';

/**
 * The current form of a manual order: the last one submitted, with the current payment status. Orders without a readable form are
 * converted from their content.
 */
export function formOfOrder(order: Order, entries: readonly Entry[]): ManualOrderForm {
  const sent = entries.filter(isContent).findLast(({ data }) => data.order.version === order.version);
  const form = sent?.data.form;
  const payment = { paymentStatus: wasPaid(order.paymentStatus) ? 'paid' : 'pending' };
  const kept = manualOrderFormSchema.safeParse({ ...form, ...payment, key: order.sourceId });
  return kept.success ? kept.data : manualOrderFormSchema.parse({ ...formOfContent(order), ...payment });
}

/** The form an order was saved with; empty if there was none or its format is no longer supported. */
function formSent(order: Order, { data }: ContentEntry): readonly ManualOrderForm[] {
  const form = manualOrderFormSchema.safeParse({ ...data.form, key: order.sourceId });
  return form.success ? [form.data] : [];
}

/** Each form the order was ever saved with, and the current one. */
export function formsSent(order: Order, entries: readonly Entry[]): readonly ManualOrderForm[] {
  const sent = entries.filter(isContent).flatMap((entry) => formSent(order, entry));
  return [...sent, formOfOrder(order, entries)];
}

/** The forms saved after a version, oldest first. A later payment decision counts as one of them. */
export function stepsSince(order: Order, entries: readonly Entry[], version: number): readonly FormStep[] {
  const now = formOfOrder(order, entries);
  const steps = entries
    .filter((entry) => entry.kind === 'order-updated')
    .filter(({ data }) => data.order.version > version)
    .toSorted((a, b) => a.data.order.version - b.data.order.version)
    .flatMap((entry) =>
      formSent(order, entry).map((form): FormStep => ({ by: entry.by, at: entry.at, form })),
    );
  const kept = steps.at(-1)?.form.paymentStatus;
  const decided = entries.findLast(({ kind }) => kind === 'payment-set');
  if (decided === undefined || kept === now.paymentStatus) return steps;
  return [...steps, { by: decided.by, at: decided.at, form: now }];
}

function formOfContent({ sourceId, content }: Order) {
  const { currency, items, discount, deliveryFee, customer, address, note, gateways, total } = content;
  const { recipient, wanted } = content;
  return {
    key: sourceId,
    currency: currency ?? total?.currency,
    items: items.map(({ title, quantity, unitPrice, variantId, sku }) => ({
      title,
      quantity,
      unitPrice: unitPrice ? moneyToDecimal(unitPrice) : '0',
      ...(variantId && { variantId: `gid://shopify/ProductVariant/${variantId}` }),
      ...(sku && { sku }),
    })),
    ...(discount && { discount: { kind: 'amount', amount: moneyToDecimal(discount) } }),
    ...(deliveryFee && { deliveryFee: moneyToDecimal(deliveryFee) }),
    customer,
    ...(recipient && { recipient }),
    ...(wanted && { wanted }),
    address,
    note,
    paymentMethod: gateways?.[0],
  };
}
