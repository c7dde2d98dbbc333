import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../src/shared/entry.ts';
import { draftFactStates, linkStates, linkWays } from '../../../src/shared/entry.ts';
import { foldDraft } from '../../../src/shared/fold-draft.ts';
import { draftIdSchema } from '../../../src/shared/ids.ts';
import { noSending, unknownSending } from '../../../src/shared/link-rules.ts';
import { entryOf } from '../../support/orders.ts';

const id = draftIdSchema.parse('d1');
let made = 0;
const change = (at: number, data: object, more: object = {}): Entry => {
  made += 1;
  return entryOf({
    id: `change:${made}`,
    kind: 'draft-changed',
    orderId: null,
    at,
    data: { draftId: id, tag: 'ob-d1', ...data },
    ...more,
  });
};
const link = (at: number, sending: string, state: string, data: object = {}, by = 'Anna'): Entry =>
  entryOf({
    id: `link:${sending}:${state}`,
    kind: 'link-sent',
    orderId: null,
    at,
    by,
    data: { draftId: id, sending, via: 'messenger', to: '7', state, reminder: false, ...data },
  });
const opened = (at: number, checkout = 'c1'): Entry =>
  entryOf({
    id: `opened:${checkout}`,
    kind: 'draft-opened',
    orderId: null,
    at,
    data: { draftId: id, checkout },
  });
const closing = (at: number, attempt: number, state: string, data: object = {}): Entry =>
  entryOf({
    id: `closing:${attempt}:${state}`,
    kind: 'draft-closing',
    orderId: null,
    at,
    data: { draftId: id, end: 'cancelled', attempt, state, ...data },
  });
const tied = (at: number, orderId: string): Entry =>
  entryOf({ id: `tied:${orderId}`, kind: 'draft-linked', orderId, at, data: { draftId: id, tag: 'ob-d1' } });

const view = (...entries: readonly Entry[]) => foldDraft(id, entries)?.view;
const ready = [
  change(1, { state: 'creating', round: 1 }),
  change(2, { state: 'ready', round: 1, name: '#D5' }),
];

describe('how far a draft order has come', () => {
  it('follows its events: made, sent, opened, paid', () => {
    expect(view(ready[0] as Entry)?.state).toBe('creating');
    expect(view(...ready)?.state).toBe('ready');
    expect(view(...ready, link(3, 'a', 'sending'))?.state).toBe('ready');
    expect(view(...ready, link(3, 'a', 'sending'), link(4, 'a', 'sent'))?.state).toBe('sent');
    expect(view(...ready, link(4, 'a', 'sent'), opened(5))?.state).toBe('opened');
    expect(view(...ready, opened(5), change(6, { state: 'paid' }))?.state).toBe('paid');
    expect(view()).toBeUndefined();
    expect(view(link(1, 'a', 'sent'))).toBeUndefined(); // a link of nothing is no draft order yet
  });

  it('never goes back: neither by late events nor slow clocks', () => {
    expect(view(...ready, change(9, { state: 'calculating', round: 1 }))?.state).toBe('ready');
    expect(view(...ready, change(0, { state: 'paid' }))?.state).toBe('paid');
    expect(view(...ready, change(3, { state: 'paid' }), change(9, { state: 'cancelled' }))?.state).toBe(
      'paid',
    );
    expect(view(...ready, change(3, { state: 'cancelled' }), change(9, { state: 'deleted' }))?.state).toBe(
      'cancelled',
    );
    expect(view(...ready, change(3, { state: 'expired' }), link(9, 'a', 'sent'), opened(10))?.state).toBe(
      'expired',
    );
  });

  it('begins again with each round of its form, whatever the clock says', () => {
    const failed = change(9, { state: 'failed', round: 1, reason: 'no such variant' });
    expect(view(...ready.slice(0, 1), failed)).toMatchObject({ state: 'failed', reason: 'no such variant' });
    const again = change(5, { state: 'creating', round: 2 });
    expect(view(...ready.slice(0, 1), failed, again)).toMatchObject({
      state: 'creating',
      reason: null,
      round: 2,
    });
  });

  it('has the latest price in Shopify, with any clock of its maker', () => {
    const uah = (minor: number) => ({ total: { minor, currency: 'UAH' } });
    const [first, again] = [
      change(9, { state: 'ready', round: 1, ...uah(100) }),
      change(10, { state: 'ready', round: 2, ...uah(90) }),
    ];
    const there = change(2, { state: 'ready', round: 1, changeThere: 1, ...uah(120) });
    const back = change(1, { state: 'ready', round: 1, changeThere: 2, ...uah(100) });
    expect(view(first, there)?.total?.minor).toBe(120);
    expect(view(first, there, change(3, { state: 'deleted' }))?.total?.minor).toBe(120);
    expect(view(first, there, back)).toMatchObject({ total: { minor: 100 }, changesThere: 2 });
    expect(view(first, there, back, again)?.total?.minor).toBe(90);
    expect(view(change(11, { state: 'failed', round: 1, ...uah(70) }), again)?.total?.minor).toBe(90);
  });

  it('reserves no stock after a resubmission without it', () => {
    const kept = change(2, { state: 'calculating', round: 1, reservedUntil: 99 });
    const failed = change(3, { state: 'failed', round: 1, reason: 'deleted in Shopify' });
    const again = [change(4, { state: 'creating', round: 2 }), change(5, { state: 'ready', round: 2 })];
    expect(view(...ready, kept)?.reservedUntil).toBe(99);
    expect(view(kept, failed, ...again)).toMatchObject({ state: 'ready', round: 2 });
    expect(view(kept, failed, ...again)).not.toHaveProperty('reservedUntil');
  });
});

describe('whom a draft order is for', () => {
  const anna = { customerName: 'Anna', subscriberId: '42' };
  const begun = change(1, { state: 'creating', round: 1, title: 'Peony', ...anna });
  const failed = change(2, { state: 'failed', round: 1, reason: 'no such customer' });

  it('is empty after the person was removed from the resubmitted form', () => {
    const again = change(3, { state: 'creating', round: 2, customerName: 'Petro' });
    const made = change(4, { state: 'ready', round: 2 });
    const petros = { customerName: 'Petro', subscriberId: null, title: 'Peony' };
    expect(view(begun, failed, again, made)).toMatchObject(petros);
    // also with a slow clock at the second
    expect(view({ ...again, at: 0 }, begun, failed, made)).toMatchObject(petros);
    expect(view(begun, failed, change(3, { state: 'creating', round: 2 }))?.customerName).toBe('');
  });

  it('is the person of the form, whatever arrives later', () => {
    expect(view(begun, change(5, { state: 'ready', round: 1 }), change(6, { state: 'paid' }))).toMatchObject(
      anna,
    );
    expect(
      view(change(5, { state: 'ready', round: 1, ...anna }), change(6, { state: 'paid' })),
    ).toMatchObject(anna);
  });
});

describe('a sending of its link', () => {
  it('ends with its strongest result, and keeps its sender', () => {
    const sending = link(3, 'a', 'sending', {}, 'Anna');
    const unknown = link(4, 'a', 'unknown', { reason: 'no answer' }, 'orderbell');
    expect(view(...ready, sending, unknown)?.sendings).toEqual([
      {
        sending: 'a',
        via: 'messenger',
        to: '7',
        state: 'unknown',
        reminder: false,
        reason: 'no answer',
        at: 4,
        by: 'Anna',
      },
    ]);
    const marked = link(9, 'a', 'sent', {}, 'Taras');
    expect(view(...ready, marked, unknown, sending)).toMatchObject({
      state: 'sent',
      sendings: [{ state: 'sent', at: 9, reason: null }],
    });
  });

  it('is listed before a later one, however late its outcome arrives', () => {
    const [minute, hour] = [60_000, 3_600_000];
    const draft = view(
      ...ready,
      link(10, 'first', 'sending', {}, 'Anna'),
      link(12 * minute, 'second', 'sending', {}, 'Taras'),
      link(12 * minute + 1, 'second', 'sent', {}, 'Taras'),
      link(16 * hour, 'first', 'unknown', { reason: 'the app stopped' }, 'Anna'),
    );
    if (!draft) throw new Error('its state arrived');
    expect(draft.sendings).toMatchObject([{ sending: 'first', at: 16 * hour }, { sending: 'second' }]);
    expect(unknownSending(draft, 'messenger', '7')).toBeNull();
    const again = (now: number) => noSending(draft, { via: 'messenger', to: '7' }, now);
    expect(again(2 * hour)).toBe('too-soon');
    expect(again(12 * minute + 4 * hour)).toBeNull();
  });

  it('leaves the draft order where it was when it was refused', () => {
    expect(
      view(...ready, link(3, 'a', 'sending'), link(4, 'a', 'refused', { reason: 'window' })),
    ).toMatchObject({ state: 'ready', sendings: [{ state: 'refused', reason: 'window' }] });
  });
});

describe('its end', () => {
  it('is pending until it came, and refused until requested again', () => {
    expect(view(...ready, closing(3, 1, 'asked'))?.closing).toMatchObject({ end: 'cancelled', reason: null });
    const refused = closing(4, 1, 'refused', { reason: 'no' });
    expect(view(...ready, closing(3, 1, 'asked'), refused)?.closing).toMatchObject({ reason: 'no' });
    expect(view(...ready, refused, closing(5, 2, 'asked'))?.closing).toMatchObject({
      reason: null,
      attempt: 2,
    });
    expect(view(...ready, closing(3, 1, 'asked'), change(4, { state: 'cancelled' }))?.closing).toBeNull();
  });

  it('reports that the payment was faster', () => {
    const paid = change(4, { state: 'paid' });
    const refused = closing(5, 1, 'refused', { reason: 'was paid meanwhile' });
    expect(view(...ready, closing(3, 1, 'asked'), paid, refused)).toMatchObject({
      state: 'paid',
      closing: { reason: 'was paid meanwhile' },
    });
  });

  it('may be two orders when checkout and link were paid', () => {
    const state = change(4, { state: 'paid' });
    expect(view(...ready, state, tied(5, 'shopify:2'), tied(6, 'shopify:3'))).toMatchObject({
      orderId: 'shopify:2',
      orderIds: ['shopify:2', 'shopify:3'],
    });
  });
});

const at = fc.integer({ min: 0, max: 6 });
const anyEntry: fc.Arbitrary<Entry> = fc
  .tuple(
    at,
    fc.constantFrom('desk-1', 'desk-2'),
    fc.oneof(
      fc.record({
        kind: fc.constant('draft-changed' as const),
        data: fc.record({
          state: fc.constantFrom(...draftFactStates),
          round: fc.constantFrom(1, 2, 3, undefined),
          name: fc.constantFrom('#D5', '#D6', undefined),
          changeThere: fc.constantFrom(1, 2, undefined),
          reason: fc.constantFrom('why', undefined),
        }),
      }),
      fc.record({
        kind: fc.constant('link-sent' as const),
        data: fc.record({
          sending: fc.constantFrom('a', 'b'),
          via: fc.constantFrom(...linkWays),
          to: fc.constant('7'),
          state: fc.constantFrom(...linkStates),
          reminder: fc.boolean(),
        }),
      }),
      fc.record({
        kind: fc.constant('draft-opened' as const),
        data: fc.record({ checkout: fc.constantFrom('c1', 'c2') }),
      }),
      fc.record({
        kind: fc.constant('draft-closing' as const),
        data: fc.record({
          end: fc.constantFrom('cancelled', 'expired', 'leftover'),
          attempt: fc.constantFrom(1, 2),
          state: fc.constantFrom('asked', 'done', 'refused'),
        }),
      }),
      fc.record({ kind: fc.constant('draft-linked' as const), data: fc.constant({}) }),
    ),
  )
  .map(([when, desk, { kind, data }]) => ({ when, desk, kind, data }))
  .map(({ when, desk, kind, data }) =>
    entryOf({
      id: `${kind}:${when}:${desk}:${JSON.stringify(data)}`,
      kind,
      desk,
      at: when,
      orderId: kind === 'draft-linked' ? `shopify:${when}` : null,
      data: JSON.parse(JSON.stringify({ draftId: id, tag: 'ob-d1', ...data })),
    }),
  );

it('is the same in any order of events, with duplicates', () => {
  fc.assert(
    fc.property(
      fc.array(anyEntry, { maxLength: 14 }).chain((entries) =>
        fc.tuple(
          fc.constant(entries),
          fc.shuffledSubarray([...entries, ...entries.slice(0, 3)], {
            minLength: entries.length + Math.min(3, entries.length),
          }),
        ),
      ),
      ([entries, shuffled]) => {
        expect(foldDraft(id, shuffled)).toEqual(foldDraft(id, entries));
      },
    ),
    { numRuns: 500 },
  );
});

it('is not moved back by any entry that comes later', () => {
  const rank = (state: string | undefined) =>
    ['deleted', 'expired', 'cancelled', 'replaced', 'paid'].indexOf(state ?? '');
  fc.assert(
    fc.property(fc.array(anyEntry, { maxLength: 10 }), anyEntry, (entries, late) => {
      const before = rank(view(...entries)?.state);
      expect(rank(view(...entries, late)?.state)).toBeGreaterThanOrEqual(before);
    }),
    { numRuns: 500 },
  );
});
