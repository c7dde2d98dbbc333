import { describe, expect, it } from 'vitest';
import { entryKinds, parseEntry } from '../../../src/shared/entry.ts';
import { entryOf, incomingOrder } from '../../support/orders.ts';

const entry = entryOf({ id: 'e1', kind: 'status-set', data: { status: 'ready', decision: 1 } });

describe('an entry', () => {
  it('is read back as it was written', () => {
    const came = entryOf({ id: 'e2', kind: 'order-received', data: { order: incomingOrder() } });
    for (const one of [entry, came]) expect(parseEntry(JSON.parse(JSON.stringify(one)))).toEqual(one);
  });

  it.each([
    ['an unknown kind', { kind: 'exploded' }],
    ['data of another kind', { kind: 'taken' }],
    ['a running number of none', { seq: 0 }],
    ['no id', { id: '' }],
    ['a time that is no number', { at: '2025-03-04' }],
    ['an unknown status', { data: { status: 'lost', decision: 1 } }],
    ['no data', { data: null }],
  ])('is refused with %s', (_, wrong) => {
    expect(() => parseEntry({ ...entry, ...wrong })).toThrow();
  });

  it('is refused with an amount that is not exact', () => {
    const order = {
      ...incomingOrder(),
      content: { ...incomingOrder().content, total: { minor: 1.5, currency: 'UAH' } },
    };
    expect(() => parseEntry({ ...entry, kind: 'order-received', data: { order } })).toThrow();
  });

  it('forgets what no kind asks for, so that nothing rides along', () => {
    expect(parseEntry({ ...entry, secret: 'token', data: { ...entry.data, secret: 'token' } })).toEqual(
      entry,
    );
  });

  it('of an earlier version is parsed without later fields', () => {
    const taken = { ...entry, kind: 'taken', data: { manager: 'Anna', decision: 1 } };
    expect(parseEntry(taken)).toMatchObject(taken);
    const notified = {
      ...entry,
      kind: 'notified',
      data: { manager: 'Anna', channel: 'messenger', state: 'sent' },
    };
    expect(parseEntry(notified)).toMatchObject(notified);
  });

  it('has one kind a fact', () => {
    expect(entryKinds).toEqual([
      'order-received',
      'order-updated',
      'status-set',
      'taken',
      'assigned',
      'tag-set',
      'snoozed',
      'payment-set',
      'released',
      'note-added',
      'attribution-found',
      'draft-changed',
      'link-sent',
      'draft-opened',
      'draft-closing',
      'draft-linked',
      'copy-asked',
      'copy-linked',
      'copy-of',
      'copy-told',
      'same-guessed',
      'same-decided',
      'refund-noted',
      'refund-withdrawn',
      'drill-marked',
      'desk-named',
      'desk-forgotten',
      'leader-set',
      'bell-set',
      'duty-set',
      'commission-set',
      'zone-set',
      'sender-found',
      'sender-decided',
      'recipe-taught',
      'recipe-withdrawn',
      'passed-on',
      'notified',
      'ticket-printed',
      'alert-raised',
      'alert-ended',
      'touched',
      'chat-answered',
      'customer-decided',
      'customer-noted',
      'customer-note-withdrawn',
      'customer-marked',
      'customer-erased',
    ]);
  });
});
