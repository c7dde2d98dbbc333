import type { ManualOrderForm } from '../../shared/forms.ts';
import type { FormValues } from './values.ts';

/** A form that was sent, as it stands in the fields when it is opened again. */
export function valuesOf(form: ManualOrderForm): Partial<FormValues> {
  const {
    tags = [],
    key,
    items,
    discount,
    deliveryFee,
    customer,
    address,
    note,
    paymentStatus,
    paymentMethod,
  } = form;
  return {
    key,
    items: items.map(({ title, quantity, unitPrice, variantId, sku, discount: off }, index) => ({
      id: String(index),
      title,
      quantity: String(quantity),
      unitPrice,
      variantId: variantId ?? '',
      sku: sku ?? '',
      listPrice: '',
      discountKind: off?.kind ?? 'percent',
      discount: discountText(off),
    })),
    discountKind: discount?.kind ?? 'amount',
    discount: discountText(discount),
    deliveryFee: deliveryFee ?? '',
    customer: { name: customer.name ?? '', phone: customer.phone ?? '', email: customer.email ?? '' },
    address: address ?? '',
    note: note ?? '',
    tags: [...tags],
    paymentStatus,
    paymentMethod: paymentMethod ?? '',
    inShopify: form.inShopify ?? false,
  };
}

function discountText(discount: ManualOrderForm['discount']): string {
  if (discount === undefined) return '';
  return discount.kind === 'amount' ? discount.amount : String(discount.percent);
}
