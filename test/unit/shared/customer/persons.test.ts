import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Card } from '../../../../src/shared/customer/card.ts';
import { isSharedBy } from '../../../../src/shared/customer/card.ts';
import { namesAgree } from '../../../../src/shared/customer/names-agree.ts';
import type { CardVerdict } from '../../../../src/shared/customer/persons.ts';
import { contradicts, pairOf, personsOf } from '../../../../src/shared/customer/persons.ts';
import { suggestionsOf } from '../../../../src/shared/customer/suggestions.ts';

function card(name: string, own: readonly string[], hints: readonly string[] = []): Card {
  const words = name === '' ? [] : name.split(' ').toSorted();
  return { key: JSON.stringify([own, words, hints]), own, name: words, hints };
}
const keysOf = (cards: readonly Card[], verdicts: readonly CardVerdict[] = []) =>
  personsOf(cards, verdicts)
    .map((person) => person.cards.map(({ key }) => key).toSorted())
    .toSorted((a, b) => (String(a) < String(b) ? -1 : 1));

const olena = card('olena koval', ['tel:1']);
const olenaShop = card('koval o', ['mail:o', 'tel:1'], ['shopify:7']);
const petro = card('petro koval', ['tel:1']);

const anyCard = fc
  .record({
    name: fc.constantFrom('', 'olena', 'olena koval', 'olena savchuk', 'o koval', 'petro koval', 'petro'),
    own: fc.subarray(['mail:a', 'mail:b', 'tel:1', 'tel:2', 'tel:3'], { minLength: 1, maxLength: 2 }),
    hints: fc.subarray(['shopify:1', 'shopify:2'], { maxLength: 1 }),
  })
  .map(({ name, own, hints }) => card(name, own, hints));
const anyCards = fc.uniqueArray(anyCard, { selector: ({ key }) => key, minLength: 1, maxLength: 10 });
const anyVerdicts = (cards: readonly Card[]): fc.Arbitrary<readonly CardVerdict[]> =>
  fc.array(
    fc
      .record({
        one: fc.constantFrom(...cards),
        other: fc.constantFrom(...cards),
        verdict: fc.constantFrom('joined' as const, 'parted' as const),
        first: fc.boolean(),
        byParts: fc.constantFrom(undefined, undefined, 1, 2),
      })
      .map(({ one, other, verdict, first, byParts }) => ({
        one: one.key,
        other: other.key,
        verdict,
        ...(verdict === 'joined' && { lead: first ? one.key : other.key }),
        ...(verdict === 'parted' && first && { alone: one.key }),
        ...(byParts !== undefined && { byParts }),
      })),
    { maxLength: 4 },
  );
const anyCase = anyCards.chain((cards) => anyVerdicts(cards).map((verdicts) => ({ cards, verdicts })));

describe('who is one person', () => {
  it('requires one verified phone and a matching name', () => {
    expect(personsOf([olena, olenaShop], [])).toHaveLength(1);
  });

  it('is asked when a phone has another name', () => {
    expect(personsOf([olena, petro], [])).toHaveLength(2);
    const asked = suggestionsOf(personsOf([olena, petro], []), []);
    expect(asked.map(({ because }) => because)).toEqual([['tel:1']]);
  });

  it('excludes another account in Shopify', () => {
    const other = card('olena koval', ['tel:1'], ['shopify:8']);
    expect(personsOf([olenaShop, other], [])).toHaveLength(2);
  });

  it('asks a manager when an order without name matches two', () => {
    const nameless = card('', ['tel:1']);
    expect(personsOf([olena, petro, nameless], [])).toHaveLength(3);
    expect(personsOf([olena, nameless], [])).toHaveLength(1);
  });

  it('asks about one account and one chat, and joins neither', () => {
    const one = card('olena koval', ['tel:1'], ['shopify:7']);
    const other = card('olena koval', ['tel:2'], ['shopify:7']);
    const persons = personsOf([one, other], []);
    expect(persons).toHaveLength(2);
    expect(suggestionsOf(persons, []).map(({ because }) => because)).toEqual([['shopify:7']]);
  });

  it('does not ask about two persons a manager separated', () => {
    const verdict = { one: olena.key, other: petro.key, verdict: 'parted' as const };
    expect(suggestionsOf(personsOf([olena, petro], [verdict]), [verdict])).toEqual([]);
  });

  it('takes the name of the one the manager chose', () => {
    for (const lead of [olena, petro]) {
      const verdict = { one: olena.key, other: petro.key, verdict: 'joined' as const, lead: lead.key };
      const [person] = personsOf([olena, petro], [verdict]);
      expect(person?.cards).toHaveLength(2);
      expect(person?.leads).toEqual([lead]);
    }
  });

  it('keeps a split customer separate, whatever else matches', () => {
    const third = card('olena koval', ['mail:o', 'tel:1']);
    const verdict = { one: olena.key, other: third.key, verdict: 'parted' as const, alone: olena.key };
    expect(keysOf([olena, olenaShop, third], [verdict])).toEqual(
      [[olena.key], [olenaShop.key, third.key].toSorted()].toSorted((a, b) =>
        String(a) < String(b) ? -1 : 1,
      ),
    );
  });

  it('is the same whatever order the cards and the verdicts come in', () => {
    fc.assert(
      fc.property(anyCase, fc.infiniteStream(fc.nat()), ({ cards, verdicts }, dice) => {
        const shuffled = <T>(items: readonly T[]): readonly T[] =>
          items
            .map((item) => ({ item, at: dice.next().value ?? 0 }))
            .toSorted((a, b) => a.at - b.at)
            .map(({ item }) => item);
        expect(keysOf(shuffled(cards), shuffled(verdicts))).toEqual(keysOf(cards, verdicts));
      }),
      { numRuns: 500 },
    );
  });

  it('is every card once', () => {
    fc.assert(
      fc.property(anyCase, ({ cards, verdicts }) => {
        expect(keysOf(cards, verdicts).flat().toSorted()).toEqual(cards.map(({ key }) => key).toSorted());
      }),
    );
  });

  it('never joins contradicting or unverified cards without a manager', () => {
    fc.assert(
      fc.property(anyCards, (cards) => {
        for (const { cards: own } of personsOf(cards, [])) {
          for (const [at, a] of own.entries()) {
            for (const b of own.slice(at + 1)) expect(contradicts(a, b)).toBe(false);
            if (own.length > 1) {
              expect(own.some((b) => b !== a && b.own.some((key) => a.own.includes(key)))).toBe(true);
            }
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps a manager’s join without contrary facts', () => {
    fc.assert(
      fc.property(anyCase, ({ cards, verdicts }) => {
        const personOf = new Map(
          personsOf(cards, verdicts).flatMap((person) =>
            person.cards.map(({ key }) => [key, person] as const),
          ),
        );
        for (const { one, other, verdict, byParts } of verdicts) {
          if (verdict === 'joined' && byParts === undefined)
            expect(personOf.get(one)).toBe(personOf.get(other));
        }
      }),
    );
  });

  it('never asks about one person, nor twice about two', () => {
    fc.assert(
      fc.property(anyCase, ({ cards, verdicts }) => {
        const asked = suggestionsOf(personsOf(cards, verdicts), verdicts);
        const pairs = asked.map(({ one, other }) =>
          pairOf(one.cards[0]?.key ?? '', other.cards[0]?.key ?? ''),
        );
        expect(new Set(pairs).size).toBe(pairs.length);
        for (const { one, other } of asked) expect(one).not.toBe(other);
      }),
    );
  });
});

describe('names', () => {
  it.each([
    ['olena koval', 'koval olena', true],
    ['olena koval', 'koval o', true],
    ['olena', 'olena koval', true],
    ['', 'olena', true],
    ['olena koval', 'olena savchuk', false],
    ['olena koval', 'petro koval', false],
    ['olena o', 'olena koval', false],
  ])('%s and %s agree: %s', (one, other, agree) => {
    const words = (name: string) => name.split(' ').filter(Boolean);
    expect(namesAgree(words(one), words(other))).toBe(agree);
    expect(namesAgree(words(other), words(one))).toBe(agree);
  });

  it('make a phone everybody’s when more than three do not agree', () => {
    const family = [['olena', 'koval'], ['petro', 'koval'], ['ivan', 'koval'], ['olena'], []];
    expect(isSharedBy(family)).toBe(false);
    expect(isSharedBy([...family, ['taras', 'bondar']])).toBe(true);
  });
});
