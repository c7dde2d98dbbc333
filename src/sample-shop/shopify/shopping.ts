import { randomBytes } from 'node:crypto';
import type { Clock } from '../../main/ports.ts';
import type { Variant } from '../catalogue.ts';
import { catalogue, variants, variantTitle } from '../catalogue.ts';
import type { Dice } from '../dice.ts';
import type { Ids } from '../ids.ts';
import type { Person } from '../people.ts';
import { noteOf, people } from '../people.ts';
import { productUrl } from './product-node.ts';
import type { Store } from './store.ts';
import { taken, totalsOf } from './totals.ts';
import type { Buyer, Discount, Line, ShopOrder, Visit } from './types.ts';
import { visitsBefore } from './visits.ts';

export type ShoppingParts = {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly dice: Dice;
};

/** Customers who choose, fill in and pay. */
export function createShopping({ store, clock, ids, dice }: ShoppingParts) {
  function buyerOf(person: Person): Buyer {
    const [first, last] = person[person.types];
    const customerId = 7_300_000_000_000n + BigInt(people.indexOf(person) * 4_099);
    return {
      customerId,
      first,
      last,
      email: person.email,
      phone: person.phone,
      locale: person.types,
      orderIndex: store.ordersOf(customerId) + 1,
      address: {
        first,
        last,
        address1: person.street.uk,
        address2: null,
        city: 'Київ',
        zip: person.zip,
        phone: person.phone,
      },
    };
  }

  function lineOf(variant: Variant, quantity: number): Line {
    return {
      id: ids.line(),
      variant,
      title: variant.product.title,
      variantTitle: variantTitle(variant),
      sku: variant.sku,
      quantity,
      unitPrice: variant.price,
      discount: 0,
      properties:
        variant.product.type === 'Flowers' && dice.chance(0.3)
          ? [{ name: 'Card', value: dice.pick(['Щиро дякуємо!', 'З днем народження!', 'З любов’ю, Н.']) }]
          : [],
      requiresShipping: true,
    };
  }

  /** The content of a basket: the wanted variant first, then random others. */
  function basket(wanted?: Variant): readonly Line[] {
    const free = variants.filter((variant) => store.isAvailable(variant));
    const goods = new Set<Variant>(wanted ? [wanted] : []);
    const size = dice.between(1, 3);
    while (goods.size < size) goods.add(dice.pick(free.length > 3 ? free : variants));
    return [...goods].map((variant) =>
      lineOf(variant, variant.price < 70_000 && dice.chance(0.3) ? dice.between(2, 3) : 1),
    );
  }

  function discountOn(lines: readonly Line[]): Discount | null {
    if (!dice.chance(0.2)) return null;
    const { subtotal } = totalsOf({ lines, discount: null, shipping: null });
    return {
      code: 'PETAL10',
      title: 'PETAL10',
      amount: taken(subtotal, { value: 10, valueType: 'percentage' }),
      value: 10,
      valueType: 'percentage',
    };
  }

  function place(
    who: Person,
    lines: readonly Line[],
    visits: readonly Visit[] | null,
    source: string,
  ): ShopOrder {
    const now = clock.now();
    const discount = visits === null ? null : discountOn(lines);
    const onDelivery = dice.chance(0.25);
    return store.addOrder({
      id: ids.next(),
      number: ids.orderNumber(),
      token: randomBytes(16).toString('hex'),
      createdAt: now,
      updatedAt: now,
      cancelledAt: null,
      buyer: buyerOf(who),
      note: noteOf(dice),
      attributes: [
        { name: 'Delivery time', value: dice.pick(['today, 16–18', 'today, 18–20', 'tomorrow, 10–12']) },
      ],
      tags: source === 'web' ? [] : [source],
      sourceName: visits === null ? 'shopify_draft_order' : 'web',
      financial: onDelivery ? 'pending' : 'paid',
      gateway: onDelivery ? 'Cash on Delivery (COD)' : 'shopify_payments',
      visits,
      lines,
      discount,
      shipping: dice.chance(0.8)
        ? { id: ids.next(), title: 'Courier in Kyiv', amount: 12_000 }
        : { id: ids.next(), title: 'Pick-up at the shop', amount: 0 },
    });
  }

  return {
    buyerOf,
    /** A visitor of the storefront buys. */
    buyOnline(who: Person = dice.pick(people)): ShopOrder {
      const lines = basket();
      const product = lines[0]?.variant?.product ?? dice.pick(catalogue);
      return place(
        who,
        lines,
        visitsBefore({ dice, ids, now: clock.now(), page: productUrl(product) }),
        'web',
      );
    },
    /** A person who came from the chat by `link` buys the product of the link. */
    buyFromChat(who: Person, link: string): ShopOrder {
      const handle = new URL(link).pathname.split('/').at(-1);
      const product = catalogue.find((one) => one.handle === handle) ?? dice.pick(catalogue);
      const wanted = product.variants.find((variant) => store.isAvailable(variant)) ?? product.variants[0];
      const utm = new URL(link).searchParams;
      const visit: Visit = {
        id: ids.next(),
        at: clock.now() - 90_000,
        source: 'Facebook Messenger',
        sourceType: 'MESSAGE',
        landingPage: link,
        referrer: 'https://l.messenger.com/',
        utm: {
          source: utm.get('utm_source') ?? 'manychat',
          medium: utm.get('utm_medium') ?? 'chatbot',
          campaign: utm.get('utm_campaign'),
          term: utm.get('utm_term'),
          content: utm.get('utm_content'),
        },
      };
      return place(who, basket(wanted), [visit], 'web');
    },
    /** A chat sale that a manager made in Shopify itself. */
    buyByLink: (who: Person = dice.pick(people)): ShopOrder => place(who, basket(), null, 'chat-sale'),
    linkTo: (): string => {
      const url = new URL(productUrl(dice.pick(catalogue)));
      url.search = 'utm_source=manychat&utm_medium=chatbot&utm_campaign=catalogue';
      return url.href;
    },
  };
}
