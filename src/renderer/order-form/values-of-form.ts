import type { DraftOrderForm, ManualOrderForm } from '../../shared/forms.ts';
import type { FormDiscount } from '../../shared/totals.ts';
import type { FormValues } from './values.ts';
import { emptyForm } from './values.ts';

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

/** A form that was submitted, as it stands in the fields again. @param key names what is to be made of it now */
export function valuesOfForm(form: DraftOrderForm, key: string): FormValues {
  const { items, discount, customer, reserveHours, deposit, shippingRate } = form;
  return {
    ...emptyForm(key),
    items: items.map((item, index) => ({
      id: `kept-${index}`,
      title: item.title,
      quantity: String(item.quantity),
      unitPrice: item.unitPrice,
      variantId: item.variantId ?? '',
      sku: item.sku ?? '',
      listPrice: '',
      discountKind: item.discount?.kind ?? 'percent',
      discount: discountText(item.discount),
    })),
    discountKind: discount?.kind ?? 'amount',
    discount: discountText(discount),
    deliveryFee: form.deliveryFee ?? '',
    rate: shippingRate ?? null,
    customer: {
      name: customer.name ?? '',
      phone: customer.phone ?? '',
      email: customer.email ?? '',
    },
    address: form.address ?? '',
    note: form.note ?? '',
    tags: [...(form.tags ?? [])],
    reserveHours: reserveHours === undefined ? '' : String(reserveHours),
    deposit: deposit === undefined ? '' : String(deposit),
    subscriberId: form.subscriberId ?? '',
  };
}

function discountText(discount: FormDiscount | undefined): string {
  if (discount === undefined) return '';
  return discount.kind === 'percent' ? String(discount.percent) : discount.amount;
}
