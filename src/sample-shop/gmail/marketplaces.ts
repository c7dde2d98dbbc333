import type { Clock } from '../../main/ports.ts';
import type { Variant } from '../catalogue.ts';
import { currency, variants, variantTitle } from '../catalogue.ts';
import type { Dice } from '../dice.ts';
import type { Ids } from '../ids.ts';
import { bloomdashMail } from '../mails/bloomdash.ts';
import { bloomdashNewLook } from '../mails/bloomdash-new-look.ts';
import { dostavoMail } from '../mails/dostavo.ts';
import type { SampleMailOrder } from '../mails/sample-mail-order.ts';
import type { Person } from '../people.ts';
import { noteOf, people } from '../people.ts';
import { kyivTime } from '../times.ts';
import type { Mailbox } from './mailbox.ts';

export type MarketplacesParts = {
  readonly mailbox: Mailbox;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly dice: Dice;
};

/** An order at a delivery service. */
type Wanted = { readonly who: Person; readonly goods: readonly Goods[] };
type Goods = { readonly variant: Variant; readonly quantity: number };

/** Two delivery services without an API: they only send mails to the shop. */
export function createMarketplaces({ mailbox, clock, ids, dice }: MarketplacesParts) {
  const money = (minor: number) => ({ minor, currency });

  function basket(): readonly Goods[] {
    const goods = new Set([dice.pick(variants)]);
    while (goods.size < dice.between(1, 3)) goods.add(dice.pick(variants));
    return [...goods].map((variant) => ({ variant, quantity: dice.chance(0.25) ? 2 : 1 }));
  }

  function order(
    language: 'uk' | 'en',
    number: string,
    domain: string,
    { who: person, goods }: Wanted = { who: dice.pick(people), goods: basket() },
  ): SampleMailOrder {
    const now = clock.now();
    const note = noteOf(dice);
    const items = goods.map(({ variant, quantity }) => {
      const kind = variantTitle(variant);
      return {
        title: variant.product.title,
        quantity,
        // the services take a share, so the shop asks a little more there
        unitPrice: money(Math.round((variant.price * 1.1) / 500) * 500),
        ...(kind !== null && { options: [kind] }),
      };
    });
    const subtotal = items.reduce((sum, item) => sum + item.unitPrice.minor * item.quantity, 0);
    return {
      number,
      placedAt: kyivTime(now).slice(0, 16),
      customerName: person[language].join(' '),
      phone: person.phone.replace(/^(\+380)(\d\d)(\d{3})(\d\d)(\d\d)$/, '$1 $2 $3 $4 $5'),
      address: `${language === 'uk' ? 'Київ' : 'Kyiv'}, ${person.street[language]}`,
      items,
      deliveryFee: money(dice.pick([4_900, 6_900, 8_900])),
      ...(dice.chance(0.3) && { discount: money(Math.round(subtotal / 2_000) * 100) }),
      ...(note !== null && { note }),
      messageId: `<${number}.${now.toString(36)}@${domain}>`,
      date: new Date(now).toISOString(),
    };
  }

  return {
    bloomdash: () =>
      mailbox.deliver(bloomdashMail(order('en', `BD-${ids.marketplaceNumber()}`, 'bloomdash.example'))),
    dostavo: (wanted?: Wanted) =>
      mailbox.deliver(dostavoMail(order('uk', `DS-${ids.marketplaceNumber()}`, 'dostavo.example', wanted))),
    /** With a template that the app has not been taught yet. */
    bloomdashNewLook: () =>
      mailbox.deliver(bloomdashNewLook(order('en', `BD-${ids.marketplaceNumber()}`, 'bloomdash.example'))),
  };
}
