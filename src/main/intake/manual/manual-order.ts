import type { ManualOrderForm } from '../../../shared/forms.ts';
import { parseMoney } from '../../../shared/money.ts';
import type { IncomingOrder } from '../../../shared/order.ts';
import { storedPhone } from '../../../shared/phone.ts';
import { formTotals } from '../../../shared/totals.ts';

export type ManualFacts = {
  readonly number: string;
  /** When it was created or changed, epoch milliseconds. */
  readonly at: number;
  /** When a changed order was placed. */
  readonly placedAt?: string;
  /** ISO 3166 country that phones without a prefix belong to. */
  readonly country: string | null;
};

/** Converts a manager's form to an order. Pure. @throws Problem `bad-input` with the field that cannot be stored exactly */
export function manualOrder(
  form: ManualOrderForm,
  { number, at, placedAt, country }: ManualFacts,
): IncomingOrder {
  const { customer, recipient, wanted, currency } = form;
  const totals = formTotals(form);
  return {
    source: 'manual',
    sourceId: form.key,
    version: at,
    content: {
      number,
      placedAt: placedAt ?? new Date(at).toISOString(),
      currency,
      total: totals.total,
      subtotal: totals.subtotal,
      ...(form.deliveryFee !== undefined && { deliveryFee: totals.deliveryFee }),
      ...(totals.discount.minor > 0 && { discount: totals.discount }),
      paymentStatus: form.paymentStatus,
      fulfillment: 'none',
      customer: {
        ...(customer.name && { name: customer.name }),
        // an invalid number is stored as typed: the manager may still call it
        ...(customer.phone && { phone: storedPhone(customer.phone, country) }),
        ...(customer.email && { email: customer.email }),
        // the format of Shopify's own orders
        ...(customer.shopifyId && { id: customer.shopifyId.replace(/^.*\//, '') }),
      },
      items: form.items.map((item, index) => ({
        title: item.title,
        quantity: item.quantity,
        unitPrice: parseMoney(item.unitPrice, currency),
        ...(totals.lines[index] && { lineTotal: totals.lines[index] }),
        options: [],
        ...(item.sku && { sku: item.sku }),
        ...(item.variantId && { variantId: item.variantId.replace(/^.*\//, '') }),
      })),
      ...(form.address && { address: form.address }),
      ...((recipient?.name || recipient?.phone) && {
        recipient: {
          ...(recipient.name && { name: recipient.name }),
          ...(recipient.phone && { phone: storedPhone(recipient.phone, country) }),
        },
      }),
      ...(wanted && Object.keys(wanted).length > 0 && { wanted }),
      ...(form.note && { note: form.note }),
      ...(form.tags && form.tags.length > 0 && { tags: form.tags }),
      ...(form.paymentMethod && { gateways: [form.paymentMethod] }),
      soldThrough: 'manual',
    },
  };
}
