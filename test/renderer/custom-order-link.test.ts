import { expect, it } from 'vitest';
import { isLinkReady, stepsOf } from '../../src/renderer/features/custom-order/link-steps.ts';
import { draftStateSchema } from '../../src/shared/entry.ts';

it('gives the link away only when Shopify has added everything up', () => {
  expect(draftStateSchema.options.filter(isLinkReady)).toEqual(['ready', 'sent']);
});

it('shows one step at a time as the present one', () => {
  const now = (state: Parameters<typeof stepsOf>[0]) =>
    stepsOf(state)
      .filter((item) => item.state === 'now')
      .map(({ step }) => step);
  expect(now('creating')).toEqual(['made']);
  expect(now('calculating')).toEqual(['addedUp']);
  expect(now('ready')).toEqual(['paid']);
  expect(now('paid')).toEqual([]);
});
