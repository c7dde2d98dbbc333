import type { Card } from './card.ts';
import { accountOf } from './card.ts';
import { namesAgree, sameName } from './names-agree.ts';

/** A manager's decision on two cards. */
export type CardVerdict = {
  readonly one: string;
  readonly other: string;
  readonly verdict: 'joined' | 'parted';
  /** For joined cards, the one whose name and address the customer has. */
  readonly lead?: string | undefined;
  /** For parted cards, the one that is separate from now on, whatever it shares with others. */
  readonly alone?: string | undefined;
  /** The order that was set apart is now a part of an order of card `alone`; no manager set that card apart itself. */
  readonly merged?: true;
  /** How many of the two were named through an order that is now a part; absent if none. */
  readonly byParts?: number;
};

export type Person = {
  readonly cards: readonly Card[];
  /** The cards whose name the customer has: all of them, unless a manager chose. */
  readonly leads: readonly Card[];
};

/**
 * Groups cards into customers. Cards with an equal verified phone or e-mail are linked, unless a manager parted them, or their
 * names or Shopify accounts contradict: the latter is a suggestion, see `suggestionsOf`.
 * Contradicting cards are never linked automatically, not even through other cards. The result does not depend on the order of
 * the cards.
 */
export function personsOf(cards: readonly Card[], verdicts: readonly CardVerdict[]): readonly Person[] {
  const sorted = [...cards].toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const parted = verdicts.filter(({ verdict }) => verdict === 'parted');
  const said = parted.filter(({ merged }) => !merged);
  if (said.length === parted.length) return joined(apart(sorted, said), verdicts);
  // of the `merged` decisions, only those that still separate two linked cards keep their card alone
  const groupOf = byCard(apart(sorted, said));
  const needed = parted.filter(
    ({ one, other, merged }) => !merged || groupOf.get(one) === groupOf.get(other),
  );
  return joined(apart(sorted, parted, needed), verdicts);
}

/** Groups the cards that are linked automatically, except parted ones. @param standing the decisions whose `alone` cards apply */
function apart(
  cards: readonly Card[],
  parted: readonly CardVerdict[],
  standing: readonly CardVerdict[] = parted,
): readonly (readonly Card[])[] {
  const pairs = new Set(parted.flatMap(bothWays));
  const alone = new Set(standing.flatMap((verdict) => verdict.alone ?? []));
  const clash = (a: Card, b: Card): boolean => contradicts(a, b) || pairs.has(pairOf(a.key, b.key));
  const found = split(
    cards.filter(({ key }) => !alone.has(key)),
    { clash, level: 0 },
  );
  return [...found, ...cards.filter(({ key }) => alone.has(key)).map((card) => [card])];
}

/** Whether the names do not agree or the Shopify accounts differ. */
export const contradicts = (a: Card, b: Card): boolean =>
  !namesAgree(a.name, b.name) || hasOtherAccount(a, b);

function hasOtherAccount(a: Card, b: Card): boolean {
  const [one, other] = [accountOf(a), accountOf(b)];
  return one !== undefined && other !== undefined && one !== other;
}

type Splitting = {
  readonly clash: (a: Card, b: Card) => boolean;
  /** How much two cards must have in common, in ascending levels. */
  readonly level: number;
};

type Tie = (a: Card, b: Card) => boolean;

/** Splits a group with contradictions at the next level, which requires more in common. */
function split(cards: readonly Card[], parts: Splitting): readonly (readonly Card[])[] {
  const { clash, level } = parts;
  const neighbours = neighboursOf(cards, parts);
  const isTorn = (card: Card): boolean => {
    const near = neighbours.get(card) ?? [];
    return near.some((a, at) => near.slice(at + 1).some((b) => clash(a, b)));
  };
  const torn = level === 1 ? new Set(cards.filter(isTorn)) : new Set<Card>();
  const levels: readonly Tie[] = [
    () => true,
    // a card that agrees with two contradicting ones is left to a manager
    (a, b) => sameName(a.name, b.name) || (!torn.has(a) && !torn.has(b)),
    (a, b) => sameName(a.name, b.name),
    (a, b) => sameName(a.name, b.name) && accountOf(a) === accountOf(b),
    () => false,
  ];
  const holds = levels[level] ?? (() => false);
  return connected(cards, (card) =>
    (neighbours.get(card) ?? []).filter((other) => holds(card, other)),
  ).flatMap((group) => {
    const isAtOdds = group.some((a, at) => group.slice(at + 1).some((b) => clash(a, b)));
    return isAtOdds && level < levels.length - 1 ? split(group, { ...parts, level: level + 1 }) : [group];
  });
}

/** The cards that share a verified key with each card and do not contradict it. */
function neighboursOf(
  cards: readonly Card[],
  { clash }: Pick<Splitting, 'clash'>,
): ReadonlyMap<Card, readonly Card[]> {
  const near = new Map<Card, Set<Card>>(cards.map((card) => [card, new Set<Card>()]));
  for (const [, those] of cardsByKey(cards)) {
    for (const [at, a] of those.entries()) {
      for (const b of those.slice(at + 1)) {
        if (clash(a, b)) continue;
        near.get(a)?.add(b);
        near.get(b)?.add(a);
      }
    }
  }
  return new Map([...near].map(([card, others]) => [card, [...others]]));
}

function cardsByKey(cards: readonly Card[]): ReadonlyMap<string, readonly Card[]> {
  const byKey = new Map<string, Card[]>();
  for (const card of cards) {
    for (const key of card.own) {
      const those = byKey.get(key);
      if (those) those.push(card);
      else byKey.set(key, [card]);
    }
  }
  return byKey;
}

function connected(
  cards: readonly Card[],
  near: (card: Card) => readonly Card[],
): readonly (readonly Card[])[] {
  const seen = new Set<Card>();
  return cards.flatMap((first) => {
    if (seen.has(first)) return [];
    const group = new Set([first]);
    for (const card of group) for (const other of near(card)) group.add(other);
    for (const card of group) seen.add(card);
    return [[...group].toSorted((a, b) => (a.key < b.key ? -1 : 1))];
  });
}

/**
 * Merges the groups that managers joined. The groups that no join made the lesser one lead. A join named through a part does not
 * override a `parted` decision on the orders themselves.
 */
function joined(groups: readonly (readonly Card[])[], verdicts: readonly CardVerdict[]): readonly Person[] {
  const groupOf = byCard(groups);
  const next = new Map<readonly Card[], Set<readonly Card[]>>(groups.map((group) => [group, new Set()]));
  const lesser = new Set<readonly Card[]>();
  const nameOf = (key: string): string => groupOf.get(key)?.[0]?.key ?? '';
  const between = ({ one, other }: CardVerdict): string => pairOf(nameOf(one), nameOf(other));
  const parted = Map.groupBy(
    verdicts.filter(({ verdict }) => verdict === 'parted'),
    between,
  );
  const isOverruled = (join: CardVerdict): boolean =>
    (parted.get(between(join)) ?? []).some(({ byParts = 0 }) => byParts < (join.byParts ?? 0));
  for (const join of verdicts) {
    const { one, other, verdict, lead } = join;
    const [a, b] = [groupOf.get(one), groupOf.get(other)];
    if (verdict !== 'joined' || !a || !b || a === b || isOverruled(join)) continue;
    next.get(a)?.add(b);
    next.get(b)?.add(a);
    if (lead === one) lesser.add(b);
    if (lead === other) lesser.add(a);
  }
  const seen = new Set<readonly Card[]>();
  return groups.flatMap((first) => {
    if (seen.has(first)) return [];
    const all = new Set([first]);
    for (const group of all) for (const other of next.get(group) ?? []) all.add(other);
    for (const group of all) seen.add(group);
    const leading = [...all].filter((group) => !lesser.has(group));
    const leads = leading.length > 0 ? leading : [...all];
    return [{ cards: byKey([...all].flat()), leads: byKey(leads.flat()) }];
  });
}

const byCard = (groups: readonly (readonly Card[])[]): ReadonlyMap<string, readonly Card[]> =>
  new Map(groups.flatMap((group) => group.map(({ key }) => [key, group] as const)));

const byKey = (cards: readonly Card[]): readonly Card[] =>
  [...cards].toSorted((a, b) => (a.key < b.key ? -1 : 1));

export const pairOf = (one: string, other: string): string => JSON.stringify([one, other].toSorted());
const bothWays = ({ one, other }: CardVerdict): readonly string[] => [pairOf(one, other)];
