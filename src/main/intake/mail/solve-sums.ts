import type { SumKind } from './total-words.ts';

/** One amount printed with an order, in minor units without its sign, and its position. */
export type Part = {
  readonly kind: SumKind | null;
  readonly minor: number;
  readonly negative: boolean;
  /** Its label states that the other amounts include it. */
  readonly included: boolean;
  /** `among`: between items; `early`: between the items and a subtotal; `within`: up to the total; `after`: below it. */
  readonly place: 'among' | 'early' | 'within' | 'after';
};

/** How a part counts: added, subtracted, or not at all; a less usual way has a higher cost. */
export type Way = { readonly sign: 1 | 0 | -1; readonly cost: number };

export type Solution = { readonly signs: readonly (1 | 0 | -1)[]; readonly cost: number };

const never: Way = { sign: 0, cost: 0 };
const mostLoose = 14;

/** The ways a part may count, the usual one first. `linesAreNet`: a printed subtotal shows the items without the discount. */
function waysOf(part: Part, linesAreNet: boolean, lines?: number): readonly Way[] {
  const own = part.negative || part.kind === 'discount' ? -1 : 1;
  if (part.minor === 0) return [{ sign: own, cost: 0 }];
  if (part.kind === 'total' || part.included) return [never];
  if (part.place === 'after') {
    return part.kind === null || part.kind === 'other' ? [never] : [never, { sign: own, cost: 2 }];
  }
  switch (part.kind) {
    case 'discount':
      return linesAreNet
        ? [
            { sign: -1, cost: 0 },
            { sign: 0, cost: 0.5 },
          ]
        : [{ sign: -1, cost: 0 }];
    case 'tax':
      return [
        { sign: own, cost: 0 },
        { sign: 0, cost: 0.5 },
      ];
    case 'fee':
      // A negative fee is more likely the marketplace's commission than the buyer's discount.
      if (part.negative)
        return [
          { sign: -1, cost: 1 },
          { sign: 0, cost: 1.2 },
        ];
      return [{ sign: 1, cost: 0 }];
    case 'delivery':
    case 'tip':
      return [{ sign: own, cost: 0 }];
    // A second one below the first may be a fee whose name contains the word: `Small basket`.
    case 'subtotal':
      return part.place === 'within' ? [never, { sign: own, cost: 2 }] : [never];
    case 'other':
      return part.negative ? [never, { sign: -1, cost: 1 }] : [never];
    case null:
      // The sum of the items under an unknown label.
      return part.minor === lines ? [never, { sign: own, cost: 3 }] : unnamed(part, own);
  }
}

/** An unknown label: a fee, or a discount when negative; above a subtotal it is more likely no part of the sum. */
function unnamed({ negative, place }: Part, own: 1 | -1): readonly Way[] {
  if (place === 'early' || place === 'among') return [never, { sign: own, cost: negative ? 0.5 : 2 }];
  return negative
    ? [
        { sign: -1, cost: 0 },
        { sign: 0, cost: 1 },
      ]
    : [
        { sign: 1, cost: 0 },
        { sign: 0, cost: 1 },
        { sign: -1, cost: 2 },
      ];
}

/**
 * The cheapest way in which lines and parts make the total, differing from the usual one in two parts at most: with more,
 * any numbers would make any total. Null when there is none.
 */
export function solve(
  lines: number,
  total: number,
  parts: readonly Part[],
  linesAreNet: boolean,
): Solution | null {
  const ways = parts.map((part) => waysOf(part, linesAreNet, lines));
  const usual = ways.map((each) => each[0] ?? never);
  const off = total - lines - usual.reduce((sum, way, at) => sum + way.sign * (parts[at]?.minor ?? 0), 0);
  const signs = usual.map((way) => way.sign);
  const usualCost = usual.reduce((sum, way) => sum + way.cost, 0);
  if (off === 0) return { signs, cost: usualCost };
  const turns = ways.flatMap((each, at) =>
    each.slice(1).map((way) => ({
      at,
      sign: way.sign,
      cost: way.cost - (each[0]?.cost ?? 0),
      shift: (way.sign - (signs[at] ?? 0)) * (parts[at]?.minor ?? 0),
    })),
  );
  if (turns.length > 2 * mostLoose) return null;
  let best: Solution | null = null;
  const offer = (cost: number, ...turned: typeof turns) => {
    const whole = usualCost + cost;
    if (best && best.cost <= whole) return;
    best = {
      cost: whole,
      signs: signs.map((sign, at) => turned.find((turn) => turn.at === at)?.sign ?? sign),
    };
  };
  for (const [index, one] of turns.entries()) {
    if (one.shift === off) offer(one.cost, one);
    for (const other of turns.slice(index + 1)) {
      if (other.at !== one.at && one.shift + other.shift === off)
        offer(one.cost + other.cost + 1, one, other);
    }
  }
  return best;
}
