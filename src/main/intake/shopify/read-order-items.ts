import { timesMoney } from '../../../shared/money.ts';
import { omitUndefined } from '../../../shared/omit-undefined.ts';
import type { LineItem } from '../../../shared/order.ts';
import { Problem } from '../../../shared/problem.ts';
import { inShopMoney } from './read-order-amounts.ts';
import type { BodyAttributes, BodyLineItem, OrderBody } from './read-order-body.ts';
import { asText, words } from './read-order-given.ts';

/** Line totals are before discounts, which stand once in the order's `discount`. */
export const itemsOf = (body: OrderBody, currency: string | undefined): readonly LineItem[] =>
  (body.line_items ?? []).map((line) => {
    const quantity = Number(line.quantity);
    if (!Number.isSafeInteger(quantity)) {
      throw new Problem('bad-input', `a quantity of ${line.quantity} is too large`);
    }
    const unitPrice = currency === undefined ? undefined : inShopMoney(line.price_set, line.price, currency);
    return {
      title: words(line.title) ?? words(line.name) ?? '',
      quantity,
      options: optionsOf(line),
      ...omitUndefined({
        left: leftOf(line, body),
        unitPrice,
        lineTotal: unitPrice && timesMoney(unitPrice, quantity),
        sku: words(line.sku),
        variantId: line.variant_id ?? undefined,
        productId: line.product_id ?? undefined,
      }),
    };
  });

/**
 * How many of a line are left; undefined where that is all of it. Shopify's current quantity falls by what an edit or a refund
 * took off before it was sent, and by what came back after: which of them it was it does not tell, since goods that were not
 * put back into stock may be either. The money does not tell them apart either. What nobody paid is `takenOff`, also of a
 * parcel that came back unpaid; what was paid is given back and is `refunded`: neither is revenue any more. So neither is
 * packed nor counted here, and pieces and products are those that the revenue is for.
 *
 * A cancelled order has no pieces left by Shopify's count and, as in its amounts, stays what it was. What is more than was
 * ordered, or no number, says nothing: all is left.
 */
function leftOf(line: BodyLineItem, body: OrderBody): number | undefined {
  const now = Number(line.current_quantity ?? line.quantity);
  return !body.cancelled_at && now < Number(line.quantity) ? now : undefined;
}

function optionsOf(line: BodyLineItem): readonly string[] {
  const variant = words(line.variant_title);
  const properties = pairsOf(line.properties)
    .filter(({ name }) => !name.startsWith('_')) // by Shopify's convention these are an app's own business
    .map(({ name, value }) => `${name}: ${value}`);
  return [...(variant === undefined || variant === 'Default Title' ? [] : [variant]), ...properties];
}

/** Named values that say something. */
export const pairsOf = (
  attributes: BodyAttributes,
): readonly { readonly name: string; readonly value: string }[] =>
  (attributes ?? [])
    .map(({ name, value }) => ({ name: name.trim(), value: asText(value) }))
    .filter(({ name, value }) => name !== '' && value !== '');
