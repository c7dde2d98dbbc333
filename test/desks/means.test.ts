import { describe, expect, it } from 'vitest';
import { absent, meansAt, present, saysMeans } from '../../src/main/desks/board.ts';
import { isFuller, meansOf, readMeans, writtenMeans } from '../../src/main/desks/means.ts';
import { readConfig } from '../../src/main/settings/read-config.ts';
import type { DeskMeans } from '../../src/shared/desk-source.ts';
import { deskMeans } from '../../src/shared/desk-source.ts';
import { deskIdSchema } from '../../src/shared/ids.ts';

const anna = deskIdSchema.parse('desk-anna');
const both = ['shopify', 'gmail'] as const;
const sign = { at: 1_000, yielded: 0 };

describe('what a desk has', () => {
  it.each<[readonly DeskMeans[], string]>([
    [both, 'shopify-gmail'],
    [deskMeans, 'shopify-gmail-tunnel-messenger-email'],
    [['gmail', 'shopify'], 'shopify-gmail'],
    [['shopify'], 'shopify'],
    [['gmail'], 'gmail'],
    [[], 'none'],
  ])('%j stands in a label as %s, as BigQuery allows it, and is read back', (sources, written) => {
    expect(writtenMeans(sources)).toBe(written);
    expect(written).toMatch(/^[a-z0-9_-]{1,63}$/);
    expect(readMeans(written)?.toSorted()).toEqual([...sources].toSorted());
  });

  it.each([undefined, '', 'shopify-', 'mailbox', 'shopify-gmail-telegram', 'gmail-gmail', 'NONE'])(
    'is not known where %j stands',
    (written) => {
      expect(readMeans(written)).toBeNull();
    },
  );

  it('is what is connected there', () => {
    const accounts = {
      shopify: null,
      gmail: null,
      tunnel: { kind: 'none' },
      manychat: null,
      managers: [],
    } as const;
    const told = { MANYCHAT_TOKEN: '1:secret', MANAGERS: 'Anna:7000000000000000101' };
    const { manychat, managers } = readConfig(told, () => '');
    expect(manychat).not.toBeNull();
    expect(meansOf(accounts)).toEqual([]);
    expect(meansOf({ ...accounts, tunnel: { kind: 'url', publicUrl: 'https://fern.example' } })).toEqual([
      'tunnel',
    ]);
    expect(meansOf({ ...accounts, manychat })).toEqual([]); // and nobody who could be told
    expect(meansOf({ ...accounts, manychat, managers })).toEqual(['messenger']);
    // the key of the bot alone sends nothing
    expect(meansOf({ ...accounts, manychat: manychat && { ...manychat, token: null }, managers })).toEqual(
      [],
    );
  });

  it('is said with its sign, differs from what it has not, and goes from the board with it', () => {
    const labels = present(anna, sign, both);
    expect(meansAt(labels, anna)).toEqual(both);
    expect([saysMeans(labels, anna, both), saysMeans(labels, anna, ['shopify'])]).toEqual([true, false]);
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

  // the one would hear more, the other be told in time and tell the managers: a person is to choose
  it('and not when it hears more, but lacks the public address or the way to the managers that the other has', () => {
    expect(isFuller(['shopify', 'gmail'], ['shopify', 'tunnel', 'messenger'])).toBe(false);
    expect(isFuller(deskMeans, ['shopify', 'gmail'])).toBe(true);
  });

  it('when it has a source and the other has none, whatever else that has', () => {
    expect(isFuller(['gmail'], ['tunnel', 'messenger'])).toBe(true);
    expect(isFuller(['tunnel', 'messenger'], ['tunnel'])).toBe(false);
    expect(isFuller(['tunnel', 'messenger'], [])).toBe(false);
  });
});
