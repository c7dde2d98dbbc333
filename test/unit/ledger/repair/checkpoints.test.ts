import { expect, it } from 'vitest';
import { setBack } from '../../../../src/main/ledger/repair/carry-documents.ts';

it('a source position that the copy lacks is set back a week', () => {
  const week = 7 * 86_400_000;
  const mails = (historyId: string, at: number) => JSON.stringify({ historyId, at, pending: ['b'] });
  expect(setBack('shopify.orders:shop', '2025-03-08T10:00:00.000Z')).toBe('2025-03-01T10:00:00.000Z');
  expect(setBack('gmail', mails('200', 8 * week))).toBe(mails('1', 7 * week));
  expect(setBack('gmail:sales@shop.example', mails('200', 8 * week))).toBe(mails('1', 7 * week));
});

it('products and sources with an unreadable position are read from the beginning', () => {
  expect(setBack('shopify.products:shop', '2025-03-08T10:00:00.000Z')).toBeNull();
  expect(setBack('gmail', 'no JSON')).toBeNull();
  expect(setBack('shopify.orders:shop', 'no time')).toBeNull();
});
