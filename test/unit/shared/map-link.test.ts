import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isMapHref, mapHref } from '../../../src/shared/map-link.ts';

it('asks a map for the whole address, in one line', () => {
  const href = new URL(mapHref('вул. Хрещатик, 22\nкв. 5\n\nКиїв & Ко'));
  expect(href.origin + href.pathname).toBe('https://www.google.com/maps/search/');
  expect(href.searchParams.get('query')).toBe('вул. Хрещатик, 22, кв. 5, Київ & Ко');
});

it('is a map and nothing else, for any address', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (address) => {
      const href = mapHref(address);
      expect(isMapHref(href)).toBe(true);
      expect([...new URL(href).searchParams.keys()]).toEqual(['api', 'query']);
      expect(new URL(href).host).toBe('www.google.com');
    }),
  );
  for (const other of [
    'https://www.google.com/maps/search/?q=1',
    'https://www.google.com.example/maps/search/?api=1&query=',
  ]) {
    expect(isMapHref(other), other).toBe(false);
  }
});
