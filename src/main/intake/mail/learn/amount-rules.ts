import type { FieldRule, LabelRule } from '../../../../shared/mail-template.ts';
import { findAmounts } from '../amounts.ts';
import type { RuleSource } from '../by-template/source.ts';
import type { AmountField } from '../by-template/values.ts';
import { amountOf } from '../by-template/values.ts';
import { sumRows } from '../sum-rows.ts';
import type { SumKind } from '../total-words.ts';
import { sumKind } from '../total-words.ts';
import { leadsTo, linesOf } from './places.ts';

const kinds: { readonly [F in AmountField | 'fee']: SumKind } = {
  subtotal: 'subtotal',
  deliveryFee: 'delivery',
  discount: 'discount',
  tax: 'tax',
  tip: 'tip',
  total: 'total',
  fee: 'fee',
};

/** A sum is in the row of its label; a value under a label may belong to the item column. */
const takesFromOwnRow = ({ take }: LabelRule): boolean => ['beside', 'end', 'right', 'left'].includes(take);

export type AmountLearner = {
  /** The rule, or the rules of several rows that make one value; null if no words identify it. */
  readonly ruleFor: (field: AmountField | 'fee', wanted: number) => FieldRule | readonly FieldRule[] | null;
};

/** Finds rules for the amounts of one mail. Words of the field come first; a rule that yields another amount never counts. */
export function createAmountLearner(
  source: RuleSource,
  decimal: ',' | '.',
  secrets: readonly string[],
): AmountLearner {
  const lines = linesOf(source.layout).filter(({ line }) => line.length <= 200 && /\d/.test(line));
  const printed = lines.map((place) => ({ place, amounts: findAmounts(place.line, decimal) }));

  const rulesAt = (wanted: number): readonly (LabelRule & { readonly known: boolean })[] =>
    printed
      .filter(({ amounts }) => amounts.some((amount) => Number(amount.decimal) === wanted))
      .flatMap(({ place }) =>
        leadsTo(place, source.layout, (part) => findAmounts(part, decimal)[0]?.start ?? -1, secrets),
      );

  function single(field: AmountField | 'fee', wanted: number): FieldRule | null {
    const isRight = (rule: FieldRule): boolean => {
      const found = amountOf(field, rule, source, decimal);
      return found !== null && Number(found.decimal) === wanted;
    };
    const rank = (rule: LabelRule): number =>
      (sumKind(rule.label) === kinds[field] ? 0 : 10) +
      (takesFromOwnRow(rule) ? 0 : rule.take === 'above' ? 5 : 3);
    const rules = rulesAt(wanted)
      .toSorted((one, other) => rank(one) - rank(other))
      .flatMap(({ label, take }): readonly LabelRule[] => [
        { label, take },
        { label, take, from: 'last' },
      ]);
    const [named, unnamed] = [
      rules.filter((rule) => sumKind(rule.label) === kinds[field]),
      rules.filter((rule) => sumKind(rule.label) !== kinds[field]),
    ];
    const general: FieldRule = { reader: 'general' };
    return named.find(isRight) ?? [general, ...unnamed].find(isRight) ?? null;
  }

  /** Two discounts that a user entered as their sum. */
  function several(field: AmountField | 'fee', wanted: number): readonly FieldRule[] | null {
    const rows = sumRows(source.layout).filter(
      (row) => row.kind === kinds[field] && Number(row.amount.decimal) > 0,
    );
    if (rows.length < 2 || rows.length > 6) return null;
    const sum = rows.reduce((all, row) => all + Math.round(Number(row.amount.decimal) * 100), 0);
    if (sum !== Math.round(wanted * 100)) return null;
    const rules = rows.map((row) => single(field, Number(row.amount.decimal)));
    return rules.every((rule) => rule !== null) ? rules : null;
  }

  return { ruleFor: (field, wanted) => single(field, wanted) ?? several(field, wanted) };
}
