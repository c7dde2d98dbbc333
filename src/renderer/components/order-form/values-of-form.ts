import type { DraftOrderForm, ManualOrderForm } from '../../../shared/forms.ts';
import type { FormDiscount } from '../../../shared/totals.ts';
import type { FormValues } from './values.ts';
import { emptyForm } from './values.ts';

/** The form values of a submitted manual order. */
export const valuesOf = (form: ManualOrderForm): FormValues => ({
  ...emptyForm(form.key),
  ...common(form),
  paymentStatus: form.paymentStatus,
  paymentMethod: form.paymentMethod ?? '',
  inShopify: form.inShopify ?? false,
});

/** The field values of a submitted form. @param key names what the form creates now */
export function valuesOfForm(form: DraftOrderForm, key: string): FormValues {
  const { reserveHours, deposit, shippingRate, subscriberId } = form;
  return {
    ...emptyForm(key),
    ...common(form),
    rate: shippingRate ?? null,
    reserveHours: reserveHours === undefined ? '' : String(reserveHours),
    deposit: deposit === undefined ? '' : String(deposit),
    subscriberId: subscriberId ?? '',
  };
}

type Own =
  | 'key'
  | 'picking'
  | 'rate'
  | 'reserveHours'
  | 'deposit'
  | 'paymentStatus'
  | 'paymentMethod'
  | 'inShopify'
  | 'subscriberId';

/** The values that every order form has. */
function common(form: ManualOrderForm | DraftOrderForm): Omit<FormValues, Own> {
  const { items, discount, customer, deliveryFee, address, recipient, wanted, note, tags } = form;
  return {
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
    deliveryFee: deliveryFee ?? '',
    customer: { name: customer.name ?? '', phone: customer.phone ?? '', email: customer.email ?? '' },
    address: address ?? '',
    recipient: { name: recipient?.name ?? '', phone: recipient?.phone ?? '' },
    wanted: { date: wanted?.date ?? '', from: wanted?.from ?? '', to: wanted?.to ?? '' },
    note: note ?? '',
    tags: [...(tags ?? [])],
    chosen: chosenOf(form),
    guesses: [],
  };
}

type ChosenOf = Pick<DraftOrderForm, 'customer' | 'address' | 'subscriberId'>;

/** The form does not store how many orders the customer had. */
function chosenOf({ customer, address, subscriberId }: ChosenOf): FormValues['chosen'] {
  const { name = '', phone = '', email = '', shopifyId } = customer;
  if (shopifyId === undefined) return null;
  // the chat goes with the customer, because a link must not reach another person
  const filled = { name, phone, email, address: address ?? '', subscriberId: subscriberId ?? '' };
  return { name: name || phone || email, orders: null, shopifyId, filled };
}

function discountText(discount: FormDiscount | undefined): string {
  if (discount === undefined) return '';
  return discount.kind === 'percent' ? String(discount.percent) : discount.amount;
}
