import { describe, expect, it } from 'vitest';
import {
  narrowedBy,
  narrowingsOf,
  toggled,
  without,
  withSort,
} from '../../../src/renderer/features/inbox/state/narrowing.ts';
import {
  isModified,
  placeOfSaved,
  placeOfShipped,
  savedAs,
} from '../../../src/renderer/state/inbox/saved-place.ts';
import { hrefToInbox, inboxPlaceOf, parseRoute } from '../../../src/renderer/state/routes/route.ts';
import type { SavedView } from '../../../src/shared/saved-views.ts';

const gifts: SavedView = {
  id: '7a5f4c1e-8f1f-4a57-9d5c-2f5e1d0b8a11',
  name: 'Gifts',
  choice: { view: 'open', text: 'rose', only: { tags: ['gift'] }, sort: 'due' },
  density: 'compact',
  facts: ['tags', 'payment'],
};
const there = placeOfSaved(gifts);
const reloaded = () => inboxPlaceOf(parseRoute(hrefToInbox(there)));

describe('a saved view', () => {
  it('is as it was saved where it leads, after a reload too', () => {
    expect(isModified(there, gifts)).toBe(false);
    expect(isModified(reloaded(), gifts)).toBe(false);
  });

  it('is modified by any different filter, and by none that is equal', () => {
    expect(isModified(narrowedBy(there, { statuses: ['new'] }), gifts)).toBe(true);
    expect(isModified({ ...there, text: '' }, gifts)).toBe(true);
    expect(isModified(withSort(there, 'newest'), gifts)).toBe(true);
    expect(isModified({ ...there, density: 'comfortable' }, gifts)).toBe(true);
    expect(isModified({ ...there, facts: ['tags'] }, gifts)).toBe(true);
    expect(isModified({ ...there, density: 'compact', facts: ['payment', 'tags'] }, gifts)).toBe(false);
    expect(isModified({ ...there, order: 'shopify:1' }, gifts)).toBe(false);
  });

  it('is saved as it is shown', () => {
    const changed = without(there, 'tags');
    expect(savedAs(changed, gifts, { density: 'comfortable', facts: [] })).toEqual({
      id: gifts.id,
      name: 'Gifts',
      choice: { view: 'open', text: 'rose', sort: 'due' },
      density: 'comfortable',
      facts: [],
    });
  });

  it('keeps its filters to itself when a shipped view opens', () => {
    expect(placeOfShipped('all', there)).toMatchObject({ view: 'all', text: '' });
    expect(placeOfShipped('all', there).only).toBeUndefined();
    const free = narrowedBy({ view: 'new', text: 'x', order: null }, { tags: ['gift'] });
    expect(placeOfShipped('all', free)).toMatchObject({ view: 'all', text: 'x', only: { tags: ['gift'] } });
  });

  it('saves its row display in the address, even when empty', () => {
    const place = { ...there, density: 'comfortable', facts: [] } as const;
    expect(inboxPlaceOf(parseRoute(hrefToInbox(place)))).toMatchObject({ density: 'comfortable', facts: [] });
    expect(reloaded().facts).toBeUndefined();
  });
});

describe('conditions', () => {
  it('combine, and each goes by itself', () => {
    let place = narrowedBy({ view: 'all', text: '', order: null }, { statuses: ['new'] });
    place = withSort(narrowedBy(place, { tags: toggled(place.only?.tags, 'gift') }), 'total');
    expect(narrowingsOf(place)).toEqual(['statuses', 'tags', 'sort']);
    expect(narrowingsOf(without(place, 'statuses'))).toEqual(['tags', 'sort']);
    expect(narrowingsOf(without(place, 'sort'))).toEqual(['statuses', 'tags']);
    expect(narrowingsOf(narrowedBy(place, { tags: toggled(place.only?.tags, 'gift') }))).toEqual([
      'statuses',
      'sort',
    ]);
  });
});
