import { expect, it } from 'vitest';
import { groupsOf } from '../../src/renderer/features/drafts/groups.ts';
import type { DraftState } from '../../src/shared/entry.ts';
import { draftStateSchema } from '../../src/shared/entry.ts';
import { draftIdSchema } from '../../src/shared/ids.ts';

const draft = (state: DraftState, changedAt: number) => ({
  id: draftIdSchema.parse(`${state}-${changedAt}`),
  state,
  name: '#D1',
  title: 'Peony',
  customerName: '',
  total: null,
  invoiceUrl: null,
  reason: null,
  createdAt: 0,
  changedAt,
  orderId: null,
});

it('puts what needs a person first, and the latest change first in each group', () => {
  const drafts = draftStateSchema.options.map((state, index) => draft(state, index));
  expect(groupsOf(drafts).map(({ group, drafts: list }) => [group, list.map(({ state }) => state)])).toEqual([
    ['attention', ['failed']],
    ['waiting', ['sent', 'ready', 'calculating', 'creating']],
    ['paid', ['paid']],
    ['gone', ['deleted']],
  ]);
});

it('has no group without drafts', () => {
  expect(groupsOf([])).toEqual([]);
});
