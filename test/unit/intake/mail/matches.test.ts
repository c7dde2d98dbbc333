import { describe, expect, it } from 'vitest';
import { matchesIn } from '../../../../src/main/intake/mail/matches.ts';

describe('every match of a pattern', () => {
  it.each([
    ['words', 'Ann Lee, Leeds', /\p{L}+/gu],
    ['places between signs', 'a b 🌹 c', /(?<=\s)/g],
    ['places between signs of two units', '🌹🌹 🌹', /(?=.)/gu],
    ['nothing at the end', 'a\nb\n', /[^\n]*(?:\n|$)/g],
    ['groups', '2 x 3, 4 x 5', /(?<count>\d) x (?<price>\d)/g],
    ['none', 'Ann', /\d/g],
  ])('is what matchAll finds: %s', (_, text, pattern) => {
    expect(matchesIn(text, pattern)).toEqual([...text.matchAll(pattern)]);
    // a second time, too: nothing is left of the first
    expect(matchesIn(text, pattern)).toEqual([...text.matchAll(pattern)]);
  });

  it('is searched from a place on, with what stands before it seen', () => {
    expect(matchesIn('a1 b2 3', /(?<=\p{L})\d/gu, 2).map(({ index }) => index)).toEqual([4]);
  });
});
