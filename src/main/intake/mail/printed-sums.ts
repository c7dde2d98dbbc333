import type { Money } from '../../../shared/money.ts';
import { isCarrier } from './carriers.ts';
import type { Choice } from './choose-items.ts';

/** The sums of an order as the chosen solution explains them. */
export type ToldSums = {
  readonly total: Money | null;
  readonly subtotal: Money | null;
  readonly delivery: Money | null;
  readonly discount: Money | null;
  readonly tax: Money | null;
  readonly tip: Money | null;
  readonly taxIncluded: boolean;
  readonly fees: readonly { readonly label: string; readonly amount: Money }[];
};

type Told = {
  readonly as: 'delivery' | 'discount' | 'tax' | 'tip' | 'fee';
  readonly minor: number;
  readonly label: string;
};

/** The meaning of each row of the sheet. A tax that is only informational is not one of the parts that make the total. */
export function printedSums(choice: Choice, currency: string): ToldSums {
  const { sheet, solution } = choice;
  const addsToSubtotal = taxAddsToSubtotal(choice);
  /** The same discount among the items and among the sums counts once. */
  const isTwice = (part: Part): boolean =>
    sheet.parts.some(
      (each, at) => each !== part && (solution?.signs[at] ?? 0) < 0 && each.minor === part.minor,
    );
  const told = sheet.parts.flatMap((part, at): readonly Told[] => {
    const label = sheet.rows[at]?.label ?? '';
    const isBroughtBy = part.kind === null && part.place === 'within' && !part.negative && isCarrier(label);
    const sign = solution?.signs[at] ?? (isBroughtBy ? 1 : usualSign(part));
    const minor = part.minor;
    if (part.kind === 'tax') {
      const counts = part.place !== 'after' && (part.included ? false : sign !== 0 || addsToSubtotal);
      return counts ? [{ as: 'tax', minor, label }] : [];
    }
    if (sign === 0 && (part.kind !== 'discount' || part.place === 'after' || isTwice(part))) return [];
    if (sign < 0 || part.kind === 'discount') return [{ as: 'discount', minor, label }];
    if (part.kind === 'delivery' || part.kind === 'tip' || part.kind === 'fee') {
      return [{ as: part.kind, minor, label }];
    }
    if (part.kind !== null && part.kind !== 'subtotal') return [];
    return [{ as: part.kind === null && isCarrier(label) ? 'delivery' : 'fee', minor, label }];
  });
  const sum = (as: Told['as']): Money | null => {
    const rows = told.filter((each) => each.as === as);
    return rows.length === 0 ? null : { minor: rows.reduce((all, each) => all + each.minor, 0), currency };
  };
  const subtotal =
    calledSubtotal(sheet) ??
    sheet.subtotals.find((minor) => minor === choice.lines) ??
    sheet.subtotals[0] ??
    (solution
      ? sheet.earlier.find(
          (minor) =>
            minor > 0 &&
            (minor === choice.lines ||
              minor === choice.lines - (sum('discount')?.minor ?? 0) ||
              (addsToSubtotal && minor + taxOf(choice) === sheet.total?.minor)),
        )
      : sheet.earlier.find((minor) => minor > 0 && minor === choice.lines));
  const added = sum('tax');
  const tax = added ?? includedTax(choice, currency) ?? toldTax(choice, currency);
  const hasTax = sheet.parts.some((part) => part.kind === 'tax' && part.minor > 0);
  const isOnTop = sheet.parts.some(
    (part, at) => part.kind === 'tax' && solution?.signs[at] === 1 && part.minor > 0,
  );
  return {
    total: sheet.total,
    subtotal: subtotal === undefined ? null : { minor: subtotal, currency },
    delivery: sum('delivery'),
    discount: sum('discount'),
    tax,
    tip: sum('tip'),
    taxIncluded: hasTax && (solution ? !isOnTop : sheet.parts.some((part) => part.included)),
    fees: told.flatMap(({ as, minor, label }) =>
      as === 'fee' ? [{ label, amount: { minor, currency } }] : [],
    ),
  };
}

/** `Item total 68.50`, `Shop discount −6.85`, `Subtotal 61.65`: of several sums of the items, the one named subtotal. */
function calledSubtotal({ rows, parts }: Choice['sheet']): number | undefined {
  const named = parts.filter(
    (part, at) =>
      part.kind === 'subtotal' && part.place !== 'after' && subtotalWord.test(rows[at]?.label.trim() ?? ''),
  );
  return named.length === 1 ? named[0]?.minor : undefined;
}
const subtotalWord =
  /^(?:sub[- ]?totale?|zwischensumme|sous[- ]total|suma częściowa|проміжний підсумок|промежуточный итог|подытог)(?!\p{L})/iu;

/** A tax among the sums that is part of the other rows. A tax labelled as included, or below the total, is only a remark. */
function includedTax({ sheet, solution }: Choice, currency: string): Money | null {
  if (!solution || !sheet.total) return null;
  const rows = new Map<string, number>();
  for (const [at, part] of sheet.parts.entries()) {
    const isAbove = part.kind === 'tax' && part.place !== 'after' && !part.included;
    if (isAbove && part.minor > 0 && !part.negative && solution.signs[at] === 0)
      rows.set(`${sheet.rows[at]?.label ?? ''} ${part.minor}`, part.minor);
  }
  const minor = [...rows.values()].reduce((all, each) => all + each, 0);
  return minor > 0 && minor < sheet.total.minor ? { minor, currency } : null;
}

/**
 * `incl. 19 % VAT 3.19` below the total: part of the rows above, and still the stated tax. If there are several rates, their
 * sum is not printed.
 */
function toldTax({ sheet }: Choice, currency: string): Money | null {
  const told = sheet.parts.filter(
    (part) =>
      part.kind === 'tax' &&
      !part.negative &&
      part.minor > 0 &&
      (part.included || part.place === 'after') &&
      part.place !== 'among' &&
      part.place !== 'early',
  );
  const [minor, ...more] = new Set(told.map((part) => part.minor));
  return minor === undefined || more.length > 0 || minor >= (sheet.total?.minor ?? 0)
    ? null
    : { minor, currency };
}

type Part = Choice['sheet']['parts'][number];

/** If nothing adds up, only the words decide what a row is. */
function usualSign(part: Part): 1 | 0 | -1 {
  if (part.place === 'after' || part.included || part.kind === null || part.kind === 'other') return 0;
  if (part.kind === 'subtotal' || part.kind === 'total') return 0;
  return part.kind === 'discount' || part.negative ? -1 : 1;
}

const taxOf = ({ sheet }: Pick<Choice, 'sheet'>): number =>
  sheet.parts.reduce(
    (sum, part) => sum + (part.kind === 'tax' && part.place !== 'after' && !part.included ? part.minor : 0),
    0,
  );

/** Items with tax, but a subtotal without it: the tax is then a separate sum although the item prices include it. */
function taxAddsToSubtotal({ sheet, lines, solution }: Choice): boolean {
  const total = sheet.total?.minor;
  const rest = sheet.parts.reduce(
    (sum, part, at) =>
      part.kind === 'tax' ? sum : sum + (solution?.signs[at] ?? usualSign(part)) * part.minor,
    0,
  );
  const tax = taxOf({ sheet });
  return (
    tax > 0 &&
    [...sheet.subtotals, ...sheet.earlier].some((base) => base !== lines && base + rest + tax === total)
  );
}
