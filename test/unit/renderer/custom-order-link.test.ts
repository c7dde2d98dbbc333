import { expect, it } from 'vitest';
import { stepsOf } from '../../../src/renderer/features/payment-links/form/link-steps.ts';
import type { DraftState } from '../../../src/shared/draft.ts';
import { draftStates, isPayable } from '../../../src/shared/draft.ts';

it('gives the link away only while Shopify honours it', () => {
  expect(draftStates.filter((state) => isPayable({ state }))).toEqual(['ready', 'sent', 'opened']);
});

it('shows one step at a time as the present one', () => {
  const now = (state: DraftState) =>
    stepsOf({ state, sendings: [], openedAt: null })
      .filter((item) => item.state === 'now')
      .map(({ step }) => step);
  expect(now('creating')).toEqual(['made']);
  expect(now('calculating')).toEqual(['addedUp']);
  expect(now('ready')).toEqual(['sent']);
  expect(now('sent')).toEqual(['opened']);
  expect(now('opened')).toEqual(['paid']);
  expect(now('paid')).toEqual([]);
});

it('leaves out steps without a recorded time', () => {
  const named = (openedAt: number | null) =>
    stepsOf({ state: 'paid', sendings: [], openedAt }).map(({ step }) => step);
  expect(named(null)).toEqual(['made', 'addedUp', 'ready', 'paid']);
  expect(named(5)).toEqual(['made', 'addedUp', 'ready', 'opened', 'paid']);
});
