import type { Money } from './money.ts';
import type { LineItem, OrderContent } from './order.ts';

/** What an edit has changed of an order, for its timeline. */
export type OrderChange =
  | { readonly what: 'item'; readonly before: LineItem; readonly after: LineItem }
  | { readonly what: 'itemAdded'; readonly after: LineItem }
  | { readonly what: 'itemRemoved'; readonly before: LineItem }
  | { readonly what: 'total'; readonly before: Money; readonly after: Money }
  | {
      readonly what:
        | 'delivery'
        | 'discount'
        | 'customer'
        | 'phone'
        | 'address'
        | 'recipient'
        | 'wanted'
        | 'note'
        | 'method'
        | 'details';
    }
  | { readonly what: 'payment' };

/** Items are held together by variant, else by title, each once: a line that moved has not changed. */
export function changesOf(before: OrderContent, after: OrderContent): readonly OrderChange[] {
  const changes: OrderChange[] = [...itemChanges(before.items, after.items)];
  const differs = (pick: (content: OrderContent) => unknown): boolean =>
    JSON.stringify(pick(before) ?? null) !== JSON.stringify(pick(after) ?? null);
  if (differs(({ deliveryFee }) => deliveryFee)) changes.push({ what: 'delivery' });
  if (differs(({ discount }) => discount)) changes.push({ what: 'discount' });
  if (differs(({ customer }) => [customer.name, customer.email])) changes.push({ what: 'customer' });
  if (differs(({ customer }) => customer.phone)) changes.push({ what: 'phone' });
  if (differs(({ address }) => address)) changes.push({ what: 'address' });
  if (differs(({ recipient }) => recipient)) changes.push({ what: 'recipient' });
  if (differs(({ wanted }) => wanted)) changes.push({ what: 'wanted' });
  if (differs(({ note }) => note)) changes.push({ what: 'note' });
  if (differs(({ paymentStatus }) => paymentStatus)) changes.push({ what: 'payment' });
  if (differs(({ gateways }) => gateways)) changes.push({ what: 'method' });
  if (differs(({ total }) => total) && before.total && after.total) {
    changes.push({ what: 'total', before: before.total, after: after.total });
  }
  // the lines in another order, a tag: nothing that has a word of its own
  return changes.length === 0 && differs((content) => content) ? [{ what: 'details' }] : changes;
}

function itemChanges(before: readonly LineItem[], after: readonly LineItem[]): readonly OrderChange[] {
  const left = [...before];
  const changes: OrderChange[] = [];
  for (const item of after) {
    const at = left.findIndex((one) => keyOf(one) === keyOf(item));
    const [known] = at < 0 ? [] : left.splice(at, 1);
    if (!known) changes.push({ what: 'itemAdded', after: item });
    else if (saidOf(known) !== saidOf(item)) changes.push({ what: 'item', before: known, after: item });
  }
  return [...changes, ...left.map((gone): OrderChange => ({ what: 'itemRemoved', before: gone }))];
}

const keyOf = ({ variantId, title }: LineItem): string => variantId ?? title;
const saidOf = ({ title, quantity, unitPrice, lineTotal }: LineItem): string =>
  JSON.stringify([title, quantity, unitPrice?.minor, lineTotal?.minor]);
