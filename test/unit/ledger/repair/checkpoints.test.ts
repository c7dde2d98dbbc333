import { expect, it } from 'vitest';
import { setBack } from '../../../../src/main/ledger/repair/fill-values.ts';

const mails = (historyId: string, at: number, pending: readonly string[]) =>
  JSON.stringify({ historyId, at, pending });

it('a source is asked again from where the copy had come', () => {
  expect(setBack('shopify.orders:shop', '2025-03-04T10:00:00Z', '2025-03-04T09:00:00Z')).toBe(
    '2025-03-04T09:00:00Z',
  );
  expect(setBack('gmail', mails('200', 20, ['b']), mails('100', 10, ['a']))).toBe(
    mails('100', 10, ['a', 'b']),
  );
  expect(setBack('gmail', 'no JSON', mails('100', 10, ['a']))).toBe(mails('100', 10, ['a']));
  // one that is not read just now
  expect(setBack('gmail:sales@shop.example', mails('200', 20, ['b']), mails('100', 10, ['a']))).toBe(
    mails('100', 10, ['a', 'b']),
  );
});

it('without a copy it is asked from a week before, and goods from the beginning', () => {
  const week = 7 * 86_400_000;
  expect(setBack('shopify.orders:shop', '2025-03-08T10:00:00.000Z', null)).toBe('2025-03-01T10:00:00.000Z');
  expect(setBack('gmail', mails('200', 8 * week, ['b']), null)).toBe(mails('1', 7 * week, ['b']));
  expect(setBack('shopify.products:shop', '2025-03-08T10:00:00.000Z', null)).toBeNull();
  expect(setBack('gmail', 'no JSON', null)).toBeNull();
});
