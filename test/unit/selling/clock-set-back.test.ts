import { expect, it } from 'vitest';
import { createSelling } from '../../../src/main/selling/drafts.ts';
import { Problem } from '../../../src/shared/problem.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { form, id } from './draft-shop.ts';
import { createFakeShop, throwsOnce } from './faults/fake-shop.ts';

const day = 24 * 60 * 60_000;
/** The search lag of a shop that finds new drafts at once. */
const atOnce = Number.NEGATIVE_INFINITY;

it('checks a link with lost answer after half a minute, any clock', async () => {
  const clock = fakeClock();
  const ledger = memoryLedger({ clock });
  const shop = createFakeShop(clock, atOnce);
  const { around } = throwsOnce('create', new Problem('unknown-outcome', 'the answer was lost'), true);
  const selling = createSelling({ client: shop.client(around), ledger, clock, log: quietLog() });
  await selling.createDraft(form, 'Daria');
  clock.set(-day);
  await clock.advance(30_000);
  const made = shop.live().map((draft) => draft.id);
  expect(made).toHaveLength(1);
  expect(ledger.drafts.get(id)?.shopifyId).toBe(made[0]);
});

it('deletes a link with lost answer within half a minute, any clock', async () => {
  const clock = fakeClock();
  const ledger = memoryLedger({ clock });
  const shop = createFakeShop(clock, atOnce);
  const { around } = throwsOnce('create', new Problem('unknown-outcome', 'the answer was lost'), true);
  const selling = createSelling({ client: shop.client(around), ledger, clock, log: quietLog() });
  await selling.createDraft(form, 'Daria');
  await selling.close(id, 'cancelled', 'Daria');
  clock.set(-day);
  await clock.advance(30_000);
  expect(shop.live()).toEqual([]);
  expect(ledger.drafts.get(id)?.state).toBe('cancelled');
});
