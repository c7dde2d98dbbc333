import { given } from '../../../shared/given.ts';
import { timesMoney } from '../../../shared/money.ts';
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
      options: optionsOf(line, body),
      ...given({
        unitPrice,
        lineTotal: unitPrice && timesMoney(unitPrice, quantity),
        sku: words(line.sku),
        variantId: line.variant_id ?? undefined,
        productId: line.product_id ?? undefined,
      }),
    };
  });

function optionsOf(line: BodyLineItem, body: OrderBody): readonly string[] {
  const variant = words(line.variant_title);
  const properties = pairsOf(line.properties)
    .filter(({ name }) => !name.startsWith('_')) // by Shopify's convention these are an app's own business
    .map(({ name, value }) => `${name}: ${value}`);
  const now = Number(line.current_quantity ?? line.quantity);
  // taken off by an edit or a return: a manager must not pack it, and the ordered quantity still makes up the total
  const removed = !body.cancelled_at && now < Number(line.quantity);
  return [
    ...(variant === undefined || variant === 'Default Title' ? [] : [variant]),
    ...properties,
    ...(removed ? [`now ${now} of ${line.quantity}`] : []),
  ];
}

/** Named values that say something. */
export const pairsOf = (
  attributes: BodyAttributes,
): readonly { readonly name: string; readonly value: string }[] =>
  (attributes ?? [])
    .map(({ name, value }) => ({ name: name.trim(), value: asText(value) }))
    .filter(({ name, value }) => name !== '' && value !== '');
