import { draftOrderFormSchema, manualOrderFormSchema } from './forms.ts';
import { minorDigits, moneyToDecimal, parseMoney } from './money.ts';
import type { FormDiscount, PricedForm } from './totals.ts';

/*
 * Stored forms of any version. An earlier version accepted `1.500` UAH as 1.50 and stored the typed text, which is invalid now.
 * It is parsed as 1.50, so that it can be corrected.
 */
export const keptManualFormSchema = manualOrderFormSchema.transform(asTaken);
export const keptDraftFormSchema = draftOrderFormSchema.transform(asTaken);

function asTaken<F extends PricedForm>(form: F): F {
  const { currency, items, discount, deliveryFee, shippingRate } = form;
  const amount = (text: string): string =>
    /^0+$/.test(text.split('.')[1]?.slice(minorDigits(currency)) ?? '')
      ? moneyToDecimal(parseMoney(text, currency))
      : text;
  const off = (one: FormDiscount): FormDiscount =>
    one.kind === 'amount' ? { ...one, amount: amount(one.amount) } : one;
  return {
    ...form,
    items: items.map((item) => ({
      ...item,
      unitPrice: amount(item.unitPrice),
      ...(item.discount && { discount: off(item.discount) }),
    })),
    ...(discount && { discount: off(discount) }),
    ...(deliveryFee !== undefined && { deliveryFee: amount(deliveryFee) }),
    ...(shippingRate && { shippingRate: { ...shippingRate, price: amount(shippingRate.price) } }),
  };
}
