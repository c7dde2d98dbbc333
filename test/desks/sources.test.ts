import { describe, expect, it } from 'vitest';
import { absent, present, saysSources, sourcesAt } from '../../src/main/desks/board.ts';
import { isFuller, readSources, sourcesOf, writtenSources } from '../../src/main/desks/sources.ts';
import type { DeskSource } from '../../src/shared/desk-source.ts';
import { deskIdSchema } from '../../src/shared/ids.ts';

const anna = deskIdSchema.parse('desk-anna');
const both = ['shopify', 'gmail'] as const;
const sign = { at: 1_000, yielded: 0 };

describe('what a desk has', () => {
  it.each<[readonly DeskSource[], string]>([
    [both, 'shopify-gmail'],
    [['gmail', 'shopify'], 'shopify-gmail'],
    [['shopify'], 'shopify'],
    [['gmail'], 'gmail'],
    [[], 'none'],
  ])('%j stands in a label as %s, as BigQuery allows it, and is read back', (sources, written) => {
    expect(writtenSources(sources)).toBe(written);
    expect(written).toMatch(/^[a-z0-9_-]{1,63}$/);
    expect(readSources(written)?.toSorted()).toEqual([...sources].toSorted());
  });

  it.each([undefined, '', 'shopify-', 'mailbox', 'shopify-gmail-telegram', 'gmail-gmail', 'NONE'])(
    'is not known where %j stands',
    (written) => {
      expect(readSources(written)).toBeNull();
    },
  );

  it('is what is connected there', () => {
    expect(sourcesOf({ shopify: {}, gmail: null })).toEqual(['shopify']);
    expect(sourcesOf({ shopify: null, gmail: {} })).toEqual(['gmail']);
    expect(sourcesOf({ shopify: null, gmail: null })).toEqual([]);
  });

  it('is said with its sign, differs from what it has not, and goes from the board with it', () => {
    const labels = present(anna, sign, both);
    expect(sourcesAt(labels, anna)).toEqual(both);
    expect([saysSources(labels, anna, both), saysSources(labels, anna, ['shopify'])]).toEqual([true, false]);
    expect(Object.keys(absent(anna)).toSorted()).toEqual(Object.keys(labels).toSorted());
  });
});

describe('a desk is fuller than another', () => {
  it('when it has all that the other has, and more', () => {
    expect([isFuller(both, ['shopify']), isFuller(both, ['gmail']), isFuller(['gmail'], [])]).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('and not when it has the same, something else, less, or when it is not known what one of them has', () => {
    const pairs = [
      [both, both],
      [['shopify'], ['gmail']],
      [['shopify'], both],
      [null, []],
      [both, null],
    ] as const;
    expect(pairs.filter(([one, other]) => isFuller(one, other))).toEqual([]);
  });
});
