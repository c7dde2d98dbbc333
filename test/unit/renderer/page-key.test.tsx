import { afterEach, expect, it } from 'vitest';
import { dataAddress, pageKey, takePageKey } from '../../../src/renderer/lib/client/page-key.ts';

afterEach(() => window.localStorage.clear());

it('keeps the first address’s key, and removes it there', () => {
  window.history.replaceState(null, '', '#key=abc_DEF-1');
  takePageKey(window);
  expect(window.location.hash).toBe('');
  expect(pageKey(window)).toBe('abc_DEF-1');
  window.history.replaceState(null, '', '#/inbox/all');
  takePageKey(window);
  expect([window.location.hash, pageKey(window)]).toEqual(['#/inbox/all', 'abc_DEF-1']);
});

it('is part of the addresses of mails and pictures', () => {
  expect(dataAddress('/mail/1')).toBe('/mail/1');
  window.localStorage.setItem('orderbell.page-key', 'abc');
  expect([dataAddress('/mail/1'), dataAddress('/face/1?x')]).toEqual([
    '/mail/1?key=abc',
    '/face/1?x&key=abc',
  ]);
});
