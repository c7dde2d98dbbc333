import { expect, it } from 'vitest';
import { createSelling } from '../../../src/main/selling/drafts.ts';
import { Problem } from '../../../src/shared/problem.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { form, id, inTime } from './draft-shop.ts';
import { atOnce, createFakeShop, throwsOnce } from './faults/fake-shop.ts';

/** A link made in one shop; another is connected since, or the same one by another name. */
async function afterTheShopWasChanged(isRenamed: boolean, around = atOnce) {
  const clock = fakeClock();
  const ledger = memoryLedger({ clock });
  const log = quietLog();
  const [first, second] = [createFakeShop(clock, 0), createFakeShop(clock, 0)];
  const before = createSelling({ client: first.client(atOnce), ledger, clock, log });
  await before.createDraft(form, 'Anna');
  await inTime(clock, 1_000, () => expect(ledger.drafts.get(id)?.state).toBe('ready'));
  await before.stop();
  const client = { ...(isRenamed ? first : second).client(around), shop: 'moss.myshopify.com' };
  const selling = createSelling({ client, ledger, clock, log });
  const state = () => ledger.drafts.get(id)?.state;
  return { clock, selling, state, isDeleted: () => first.drafts.map((draft) => draft.isDeleted) };
}

it('a link of an earlier shop stays alive, and is not closed', async () => {
  const { selling, state, isDeleted } = await afterTheShopWasChanged(false);
  await expect(selling.close(id, 'cancelled', 'Anna')).rejects.toMatchObject({
    kind: 'refused',
    message: expect.stringMatching(/belongs to .+, but moss\.myshopify\.com is connected now/),
  });
  expect([state(), isDeleted()]).toEqual(['ready', [false]]);
});

it('a link of an earlier shop cannot be sent here either', async () => {
  const { selling, state } = await afterTheShopWasChanged(false);
  const message = {
    via: 'email',
    to: 'olena@example.com',
    subject: 'Your order',
    text: 'Here it is',
  } as const;
  await expect(selling.sendLink(id, { sending: 'one', message }, 'Anna')).rejects.toThrow('belongs to');
  expect(state()).toBe('ready');
});

it('a link of a renamed shop is closed as before', async () => {
  const { selling, state, isDeleted } = await afterTheShopWasChanged(true);
  await selling.close(id, 'cancelled', 'Anna');
  expect([state(), isDeleted()]).toEqual(['cancelled', [true]]);
});

it('so is one whose deletion lost its answer', async () => {
  const lost = throwsOnce('delete', new Problem('unknown-outcome', 'the answer was lost'), true);
  const { clock, selling, state, isDeleted } = await afterTheShopWasChanged(true, lost.around);
  await selling.close(id, 'cancelled', 'Anna');
  await inTime(clock, 1_000, () => expect(state()).toBe('cancelled'));
  expect([lost.isThrown(), isDeleted()]).toEqual([true, [true]]);
});
