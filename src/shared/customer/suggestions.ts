import type { CardVerdict, Person } from './persons.ts';
import { pairOf } from './persons.ts';

/** Two possible duplicates of a customer that no manager has decided on. */
export type Suggestion = {
  readonly one: Person;
  readonly other: Person;
  /** The shared keys, sorted. */
  readonly because: readonly string[];
};

/** An account or a chat shared by more customers than this is no evidence. */
const mostAlike = 6;

/** A key shared by more cards than this is no evidence, so that they need not be compared. */
export const mostSharing = 50;

/**
 * Suggests duplicates for a manager to decide: customers with an equal verified phone or e-mail but contradicting names or
 * accounts, and customers with one Shopify account or Messenger chat in common.
 * @param isCrowded whether more than `mostSharing` of all cards have a hint
 */
export function suggestionsOf(
  persons: readonly Person[],
  verdicts: readonly CardVerdict[],
  isCrowded: (hint: string) => boolean = () => false,
): readonly Suggestion[] {
  const personOf = new Map(
    persons.flatMap((person) => person.cards.map(({ key }) => [key, person] as const)),
  );
  const decided = new Set(
    verdicts.flatMap(({ one, other, verdict }) => {
      const [a, b] = [personOf.get(one), personOf.get(other)];
      return verdict === 'parted' && a && b ? [pairOf(nameOf(a), nameOf(b))] : [];
    }),
  );
  const found = new Map<string, { one: Person; other: Person; because: Set<string> }>();
  for (const [key, those] of personsByKey(persons, isCrowded)) {
    if (those.length > mostAlike) continue;
    for (const [at, one] of those.entries()) {
      for (const other of those.slice(at + 1)) {
        const pair = pairOf(nameOf(one), nameOf(other));
        if (decided.has(pair)) continue;
        const known = found.get(pair) ?? { one, other, because: new Set() };
        known.because.add(key);
        found.set(pair, known);
      }
    }
  }
  return [...found.values()].map(({ one, other, because }) => ({
    one,
    other,
    because: [...because].toSorted(),
  }));
}

const nameOf = ({ cards }: Person): string => cards[0]?.key ?? '';

function personsByKey(
  persons: readonly Person[],
  isCrowded: (hint: string) => boolean,
): ReadonlyMap<string, readonly Person[]> {
  const byKey = new Map<string, Person[]>();
  for (const person of persons) {
    const keys = new Set(
      person.cards.flatMap(({ own, hints }) => [...own, ...hints.filter((hint) => !isCrowded(hint))]),
    );
    for (const key of keys) byKey.set(key, [...(byKey.get(key) ?? []), person]);
  }
  return byKey;
}
