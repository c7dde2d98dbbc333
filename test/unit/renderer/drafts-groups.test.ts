import { expect, it } from 'vitest';
import { groupsOf, sumsOf } from '../../../src/renderer/features/payment-links/list/groups.ts';
import { draftStates } from '../../../src/shared/draft.ts';
import { draftIdSchema, orderIdSchema } from '../../../src/shared/ids.ts';
import type { DraftRow } from '../../../src/shared/views.ts';
import { draftRow } from '../../support/drafts.ts';

const grouped = (drafts: readonly DraftRow[]) =>
  groupsOf(drafts).map(({ group, drafts: list }) => [group, list.map(({ state }) => state)]);

it('lists review first, then by state, latest change first', () => {
  const drafts = draftStates.map((state, changedAt) => draftRow({ state, changedAt }));
  expect(grouped(drafts)).toEqual([
    ['attention', ['failed']],
    ['making', ['calculating', 'creating']],
    ['ready', ['ready']],
    ['sent', ['sent']],
    ['opened', ['opened']],
    ['paid', ['paid']],
    ['gone', ['deleted', 'replaced', 'cancelled', 'expired']],
  ]);
});

it('puts the customer who has waited the longest first', () => {
  const at = (changedAt: number) =>
    draftRow({ id: draftIdSchema.parse(`d${changedAt}`), state: 'sent', changedAt });
  expect(groupsOf([at(5), at(1), at(3)])[0]?.drafts.map(({ id }) => id)).toEqual(['d1', 'd3', 'd5']);
});

it('lists unknown sends, refused requests and double payments for review', () => {
  const sending = {
    sending: 'a',
    via: 'messenger',
    to: '7',
    state: 'unknown',
    reminder: false,
    reason: null,
    at: 1,
    by: 'Anna',
  } as const;
  const orders = [orderIdSchema.parse('shopify:1'), orderIdSchema.parse('shopify:2')];
  const closing = { end: 'cancelled', attempt: 1, reason: 'no', at: 1, by: 'Anna' } as const;
  const signedOut = { doing: 'making', why: 'signed-out', until: 5, reason: 'out', made: 'no' } as const;
  for (const parts of [
    { sendings: [sending] },
    { closing },
    { state: 'paid', orderIds: orders, isPaidTwice: true },
    { state: 'creating', work: signedOut },
  ] as const) {
    expect(grouped([draftRow(parts)])[0]?.[0]).toBe('attention');
  }
  expect(grouped([draftRow({ state: 'paid', orderIds: orders })])[0]?.[0]).toBe('paid');
  expect(grouped([draftRow({ closing: { ...closing, reason: null } })])[0]?.[0]).toBe('ready');
  expect(grouped([draftRow({ sendings: [{ ...sending, state: 'refused' }] })])[0]?.[0]).toBe('ready');
});

it('lists a link checked out without payment as closed, outside every sum', () => {
  const orderId = orderIdSchema.parse('shopify:1');
  for (const state of ['ready', 'sent', 'opened'] as const) {
    expect(grouped([draftRow({ state, orderId, orderIds: [orderId] })])).toEqual([['gone', [state]]]);
  }
});

it('sums what the links come to, each currency by itself', () => {
  const of = (minor: number, currency: string) => draftRow({ total: { minor, currency } });
  expect(sumsOf([of(100, 'UAH'), of(50, 'EUR'), of(25, 'UAH'), draftRow()])).toEqual([
    { minor: 125, currency: 'UAH' },
    { minor: 50, currency: 'EUR' },
  ]);
});

it('has no group without drafts', () => {
  expect(groupsOf([])).toEqual([]);
});
