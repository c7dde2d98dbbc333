import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPhoneLike, marked } from '../../../src/renderer/features/inbox/state/highlight.ts';

/** A text with what is marked in brackets. */
const shown = (text: string, searched: string): string =>
  marked(text, searched)
    .map(({ text: part, isMatch }) => (isMatch ? `[${part}]` : part))
    .join('');

describe('what was searched for', () => {
  it.each([
    ['Olena Kovalenko', 'kov', 'Olena [Kov]alenko'],
    ['Олена Коваленко', 'оле ков', '[Оле]на [Ков]аленко'],
    // main's form for matching: no accents, no apostrophes, ґ as г
    ['Zoé Müller', 'zoe mull', '[Zoé] [Müll]er'],
    ["Мар'яна Ґудзь", 'маряна гуд', "[Мар'яна] [Ґуд]зь"],
    ['Мар’яна', "мар'я", '[Мар’я]на'],
    ['Łukasz Straße', 'lukasz strass', '[Łukasz] [Straß]e'],
    ['Дем′янчук', "дем'я", '[Дем′я]нчук'],
    ['Ганна Мар´яна', 'маря', 'Ганна [Мар´я]на'],
    ['DS-1042', '1042', 'DS-[1042]'],
    ['DS-1042', 'ds10', '[DS-10]42'],
    ['#1042', '104', '#[104]2'],
    ['№1042', '104', '№[104]2'],
    ['Podil', 'dil', 'Podil'],
    ['Podil', '', 'Podil'],
  ])('is marked in %s by %s', (text, searched, result) => {
    expect(shown(text, searched)).toBe(result);
  });

  it('is marked in any text without changing it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, searched) => {
        expect(
          marked(text, searched)
            .map((part) => part.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });

  it.each(['067 123', '+38 (067) 123-45-67', '067 123–45−67', '0671234567', '380671'])(
    'is a phone: %s',
    (searched) => {
      expect(isPhoneLike(searched)).toBe(true);
    },
  );

  it.each(['1042', 'DS-10420', 'Olena 06712', ''])('is no phone: %s', (searched) => {
    expect(isPhoneLike(searched)).toBe(false);
  });
});
