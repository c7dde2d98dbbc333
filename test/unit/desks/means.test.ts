import { describe, expect, it } from 'vitest';
import { absent, hadAt, present, says } from '../../../src/main/desks/board.ts';
import { outdoes } from '../../../src/main/desks/crew.ts';
import { isFuller, mailboxMark, meansOf, readMeans, writtenMeans } from '../../../src/main/desks/means.ts';
import { readConfig } from '../../../src/main/settings/read-config.ts';
import type { Labels } from '../../../src/main/warehouse/desks-table.ts';
import type { DeskMeans } from '../../../src/shared/desk-source.ts';
import { deskMeans } from '../../../src/shared/desk-source.ts';
import { deskIdSchema } from '../../../src/shared/ids.ts';
import { noAccounts } from '../../support/no-accounts.ts';
import { changedLabels } from './simulated-hub.ts';

const anna = deskIdSchema.parse('desk-anna');
const both = ['shopify', 'gmail'] as const;
/** It has these, and has said which mailbox where one is given. */
const has = (means: readonly DeskMeans[], mailbox: string | null = null) => ({ means, mailbox });
const fuller = (one: readonly DeskMeans[] | null, other: readonly DeskMeans[] | null) =>
  isFuller(one && has(one), other && has(other));
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
    const told = { MANYCHAT_TOKEN: '1:secret', MANAGERS: 'Anna:7000000000000000101' };
    const { manychat, managers } = readConfig(told, () => '');
    expect(manychat).not.toBeNull();
    expect(meansOf(noAccounts)).toEqual([]);
    expect(meansOf({ ...noAccounts, tunnel: { kind: 'url', publicUrl: 'https://fern.example' } })).toEqual([
      'tunnel',
    ]);
    expect(meansOf({ ...noAccounts, manychat })).toEqual([]); // and nobody who could be told
    expect(meansOf({ ...noAccounts, manychat, managers })).toEqual(['messenger']);
    // the key of the bot alone sends nothing
    expect(meansOf({ ...noAccounts, manychat: manychat && { ...manychat, token: null }, managers })).toEqual(
      [],
    );
  });

  it('is said with its sign, differs from what it has not, and goes from the board with it', () => {
    const labels = changedLabels({}, present({}, anna, sign, has(both, 'a1')));
    expect(hadAt(labels, anna)).toEqual(has(both, 'a1'));
    const others = [has(['shopify']), has(both, 'b2'), has(['gmail'], 'a1'), has(['shopify'], 'a1')];
    expect(others.filter((one) => says(labels, anna, one))).toEqual([]);
    expect(says(labels, anna, has(both, 'a1'))).toBe(true);
    expect(Object.keys(absent(anna)).toSorted()).toEqual(Object.keys(labels).toSorted());
  });
});

describe('which mailbox a desk has', () => {
  const written = (before: Labels, own: Parameters<typeof says>[2]): Labels =>
    changedLabels(before, present(before, anna, sign, own));
  const mail = `mail-${anna}`;

  it('stands in a label as BigQuery allows it, the same for one address and another for another, and tells no address', () => {
    const mark = mailboxMark('Orders@fern.example');
    expect(mark).toMatch(/^[a-z0-9_-]{1,63}$/);
    expect([mailboxMark('orders@fern.example'), mailboxMark('hello@fern.example') === mark]).toEqual([
      mark,
      false,
    ]);
  });

  it('is written once it is known, anew with another account, and goes with Gmail', () => {
    const unknown = written({}, has(both));
    expect([hadAt(unknown, anna), mail in unknown]).toEqual([has(both), false]);
    const known = written(unknown, has(both, 'a1'));
    expect(known[mail]).toBe('a1');
    // an app that has just started does not know it yet
    expect([written(known, has(both))[mail], says(known, anna, has(both))]).toEqual(['a1', true]);
    expect(says(known, anna, has(both, 'b2'))).toBe(false);
    const other = written(known, has(both, 'b2'));
    expect(other[mail]).toBe('b2');
    expect(says(other, anna, has(['shopify']))).toBe(false);
    const without = written(other, has(['shopify']));
    expect([mail in without, says(without, anna, has(['shopify']))]).toEqual([false, true]);
  });
});

describe('a desk is fuller than another', () => {
  it('and not when it has another mailbox, however much more is connected there', () => {
    const [one, other] = [has(deskMeans, 'a1'), has(both, 'b2')];
    expect([isFuller(one, other), isFuller(other, one)]).toEqual([false, false]);
    expect(isFuller(one, has(both, 'a1'))).toBe(true);
    // an earlier version does not say which it has
    expect([isFuller(one, has(both)), isFuller(has(deskMeans), other)]).toEqual([true, true]);
    expect(isFuller(one, has(['shopify'], 'b2'))).toBe(true);
  });

  it('and takes nothing from one that has said which mailbox it reads before it knows its own', () => {
    const board = (mailbox: string | null): Labels => ({
      receiver: anna,
      ...changedLabels({}, present({}, anna, sign, has(both, mailbox))),
    });
    const mine = (mailbox: string | null) => has(deskMeans, mailbox);
    expect([null, 'b2', 'a1'].map((mailbox) => outdoes(board('a1'), mine(mailbox)))).toEqual([
      false,
      false,
      true,
    ]);
    expect([null, 'b2'].map((mailbox) => outdoes(board(null), mine(mailbox)))).toEqual([true, true]);
    expect(outdoes({ ...board('a1'), receiver: 'nobody' }, mine('a1'))).toBe(false);
  });

  it('when it has all that the other has, and more', () => {
    expect([fuller(both, ['shopify']), fuller(both, ['gmail']), fuller(['gmail'], [])]).toEqual([
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
    expect(pairs.filter(([one, other]) => fuller(one, other))).toEqual([]);
  });

  // the one would hear more, the other be told in time and tell the managers: a person is to choose
  it('and not when it hears more, but lacks the public address or the way to the managers that the other has', () => {
    expect(fuller(['shopify', 'gmail'], ['shopify', 'tunnel', 'messenger'])).toBe(false);
    expect(fuller(deskMeans, ['shopify', 'gmail'])).toBe(true);
  });

  it('when it has a source and the other has none, whatever else that has', () => {
    expect(fuller(['gmail'], ['tunnel', 'messenger'])).toBe(true);
    expect(fuller(['tunnel', 'messenger'], ['tunnel'])).toBe(false);
    expect(fuller(['tunnel', 'messenger'], [])).toBe(false);
  });
});
