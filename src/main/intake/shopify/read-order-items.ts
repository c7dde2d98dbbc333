import { timesMoney } from '../../../shared/money.ts';
import { omitUndefined } from '../../../shared/omit-undefined.ts';
import type { LineItem } from '../../../shared/order.ts';
import { Problem } from '../../../shared/problem.ts';
import { inShopMoney } from './read-order-amounts.ts';
import type { BodyAttributes, BodyLineItem, OrderBody } from './read-order-body.ts';
import { asText, words } from './read-order-given.ts';

/** Line totals are before discounts; the order's `discount` contains them once. */
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
 * The remaining quantity of a line; undefined if nothing was removed. Shopify's current quantity decreases for edits and refunds
 * before delivery and for returns after it, without telling which: items that were not restocked may be either, and the money
 * does not tell them apart. An unpaid part is `takenOff`, also for a parcel that came back unpaid; a repaid part is `refunded`.
 * Neither is revenue, so neither is packed or counted here: pieces and products match the revenue.
 *
 * A cancelled order has no remaining pieces in Shopify and, as in its amounts, stays as ordered. An invalid number or one above
 * the ordered quantity is ignored.
 */
function leftOf(line: BodyLineItem, body: OrderBody): number | undefined {
  const now = Number(line.current_quantity ?? line.quantity);
  return !body.cancelled_at && now < Number(line.quantity) ? now : undefined;
}

function optionsOf(line: BodyLineItem): readonly string[] {
  const variant = words(line.variant_title);
  const properties = pairsOf(line.properties)
    .filter(({ name }) => !name.startsWith('_')) // by Shopify's convention these are private to an app
    .map(({ name, value }) => `${name}: ${value}`);
  return [...(variant === undefined || variant === 'Default Title' ? [] : [variant]), ...properties];
}

/** The name and value pairs without empty ones. */
export const pairsOf = (
  attributes: BodyAttributes,
): readonly { readonly name: string; readonly value: string }[] =>
  (attributes ?? [])
    .map(({ name, value }) => ({ name: name.trim(), value: asText(value) }))
    .filter(({ name, value }) => name !== '' && value !== '');
