import type { Language } from './languages.ts';
import type { Money } from './money.ts';
import { moneyText } from './money-text.ts';
import { oneLine } from './one-line.ts';
import type { OrderContent } from './order.ts';
import { isDiscountIncluded } from './sum-up.ts';
import { textsOf } from './texts.ts';

/** One amount between the items of an order and its total. */
export type Charge = {
  readonly label: string;
  readonly text: string;
  /** Whether item prices already include it, so that it is not added or subtracted. */
  readonly isIncluded: boolean;
};

export const lessText = (amount: Money, language: Language): string =>
  `− ${moneyText(absolute(amount), language)}`;

const absolute = (amount: Money): Money => ({ ...amount, minor: Math.abs(amount.minor) });

/** Delivery, fees, discount, tax and tip in the sequence of a bill; zero amounts are omitted. */
export function chargesOf(content: OrderContent, language: Language): readonly Charge[] {
  const say = textsOf(language, 'ticket');
  const { deliveryFee, discount, tax, taxIncluded = false, tip, fees = [] } = content;
  const isOffAlready = isDiscountIncluded(content);
  const codes = (content.discountCodes ?? []).map((code) => oneLine(code, 40));
  const charge = (
    amount: Money | undefined,
    label: string,
    {
      isIncluded = false,
      text = moneyText,
    }: Partial<Pick<Charge, 'isIncluded'>> & { text?: typeof moneyText } = {},
  ): readonly Charge[] =>
    amount === undefined || amount.minor === 0 ? [] : [{ label, text: text(amount, language), isIncluded }];
  return [
    ...charge(deliveryFee, say('delivery')),
    ...fees.flatMap(({ label, amount }) => charge(amount, oneLine(label, 80))),
    ...charge(
      discount && absolute(discount),
      [isOffAlready ? say('discountIncluded') : say('discount'), ...codes].join(' · '),
      { isIncluded: isOffAlready, text: isOffAlready ? moneyText : lessText },
    ),
    ...charge(tax, taxIncluded ? say('taxIncluded') : say('tax'), { isIncluded: taxIncluded }),
    ...charge(tip, say('tip')),
  ];
}
