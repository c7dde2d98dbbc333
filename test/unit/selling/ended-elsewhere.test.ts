import { expect, it } from 'vitest';
import type { Ledger } from '../../../src/main/ports.ts';
import { createSelling } from '../../../src/main/selling/drafts.ts';
import { settleMs } from '../../../src/main/selling/selling-parts.ts';
import { draftOrderFormSchema } from '../../../src/shared/forms.ts';
import { draftIdSchema } from '../../../src/shared/ids.ts';
import { Problem } from '../../../src/shared/problem.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { form, id, inTime } from './draft-shop.ts';
import type { Around } from './faults/fake-shop.ts';
import { atOnce, createFakeShop, throwsOnce } from './faults/fake-shop.ts';

const carry = (from: Ledger, to: Ledger): void => {
  to.entries.importRemote(from.entries.ofNumbers(from.deskId, 1, 100));
};

/** Anna makes a draft order; Bohdan imports it, and she his events, when a test calls for it. */
function twoComputers(onAnnas = atOnce, searchLagMs = 12_000, whenThere = atOnce) {
  const clock = fakeClock();
  const shop = createFakeShop(clock, searchLagMs);
  const [annas, bohdans] = [
    memoryLedger({ clock, deskId: 'desk-anna' }),
    memoryLedger({ clock, deskId: 'desk-bohdan' }),
  ];
  const log = quietLog();
  const state = { isAway: false };
  const onBohdans: Around = async (call, work) => {
    if (state.isAway) throw new Problem('unreachable', 'Shopify could not be reached');
    return whenThere(call, work);
  };
  const anna = createSelling({ client: shop.client(onAnnas), ledger: annas, clock, log });
  const bohdan = createSelling({ client: shop.client(onBohdans), ledger: bohdans, clock, log });
  const toBohdan = () => carry(annas, bohdans);
  /** Called after she has begun, and before Shopify has answered. */
  const createdAndShared = async () => {
    for (let turns = 0; turns < 10 && annas.drafts.get(id) === null; turns += 1) await Promise.resolve();
    toBohdan();
  };
  const toAnna = () => carry(bohdans, annas);
  const bohdanSees = () => bohdans.drafts.get(id);
  return { clock, shop, annas, bohdans, anna, bohdan, toBohdan, createdAndShared, toAnna, bohdanSees, state };
}

it('cancelled elsewhere, a draft order with a sent link is deleted', async () => {
  const { clock, shop, anna, bohdan, createdAndShared, bohdanSees } = twoComputers();
  const making = anna.createDraft(form, 'Anna');
  await createdAndShared();
  await making;
  await clock.advance(60_000);
  await bohdan.close(id, 'cancelled', 'Bohdan');
  expect(bohdanSees()).toMatchObject({ state: 'creating', closing: { end: 'cancelled', reason: null } });
  await inTime(clock, 1_000, () => expect(bohdanSees()?.state).toBe('cancelled'));
  expect(shop.drafts.map(({ isDeleted }) => isDeleted)).toEqual([true]);
});

it('cancelled elsewhere after a lost answer is found, not made again', async () => {
  const lost = throwsOnce('create', new Problem('unknown-outcome', 'the answer was lost'), true);
  const { clock, shop, annas, anna, bohdan, toBohdan, toAnna, bohdanSees } = twoComputers(lost.around);
  await anna.createDraft(form, 'Anna');
  toBohdan();
  await bohdan.close(id, 'cancelled', 'Bohdan');
  await anna.stop();
  await inTime(clock, 1_000, () => expect(bohdanSees()?.state).toBe('cancelled'));
  expect(shop.live()).toEqual([]);
  toAnna();
  const log = quietLog();
  const again = createSelling({ client: shop.client(atOnce), ledger: annas, clock, log });
  await again.resume();
  await clock.advance(10 * settleMs);
  expect(shop.drafts).toHaveLength(1);
  expect(annas.drafts.get(id)?.state).toBe('cancelled');
});

it('is not made after another computer ends it, while Shopify is unreachable', async () => {
  const throttled = throwsOnce('create', new Problem('throttled', 'too many questions'), false);
  const { clock, shop, annas, anna, bohdan, toBohdan, toAnna, bohdanSees, state } = twoComputers(
    throttled.around,
  );
  await anna.createDraft(form, 'Anna');
  toBohdan();
  state.isAway = true;
  await bohdan.close(id, 'expired', 'Bohdan');
  await clock.advance(1_000);
  expect(bohdanSees()).toMatchObject({ state: 'creating', closing: { end: 'expired', reason: null } });
  toAnna();
  await inTime(clock, 100, () => expect(annas.drafts.get(id)?.state).toBe('expired'));
  await clock.advance(10 * settleMs);
  expect(shop.drafts).toEqual([]);
  toBohdan();
  expect(bohdanSees()?.state).toBe('expired');
});

it('leaves no link open when another computer searched too early', async () => {
  // Shopify's search takes longer to know of it than anybody waits
  const { clock, shop, annas, anna, bohdan, createdAndShared, toAnna, bohdanSees } = twoComputers(
    undefined,
    10 * 60_000,
  );
  const making = anna.createDraft(form, 'Anna');
  await createdAndShared();
  await making;
  await inTime(clock, 1_000, () => expect(annas.drafts.get(id)?.state).toBe('ready'));
  await bohdan.close(id, 'cancelled', 'Bohdan');
  await inTime(clock, 1_000, () => expect(bohdanSees()?.state).toBe('cancelled'));
  expect(shop.live()).toHaveLength(1);
  toAnna();
  await inTime(clock, 100, () => expect(shop.live()).toEqual([]));
  expect(annas.drafts.get(id)).toMatchObject({ state: 'cancelled', closing: null });
  expect(annas.verify()).toEqual([]);
});

it('is deleted again when it ended during Shopify’s answer', async () => {
  let answer = (): void => {};
  const held: Around = async (call, work) => {
    const made = work();
    if (call === 'create')
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
    return made;
  };
  const { clock, shop, annas, anna, bohdan, createdAndShared, toAnna, bohdanSees } = twoComputers(
    held,
    10 * 60_000,
  );
  const making = anna.createDraft(form, 'Anna');
  await createdAndShared();
  await bohdan.close(id, 'cancelled', 'Bohdan');
  await inTime(clock, 1_000, () => expect(bohdanSees()?.state).toBe('cancelled'));
  toAnna();
  expect(shop.live()).toHaveLength(1);
  answer();
  expect(await making).toMatchObject({ state: 'cancelled' });
  await inTime(clock, 100, () => expect(shop.live()).toEqual([]));
  expect(annas.drafts.get(id)?.state).toBe('cancelled');
});

const formOf = (end: string, title: string) =>
  draftOrderFormSchema.parse({
    ...form,
    key: `${form.key.slice(0, -2)}${end}`,
    items: form.items.map((item) => ({ ...item, title })),
  });
const [annasForm, bohdansForm] = [formOf('a1', 'Roses'), formOf('b1', 'Peonies')];
const bohdansId = draftIdSchema.parse(bohdansForm.key);

/** Both computers have the draft order whose link is out. */
async function linkOut(onAnnas = atOnce, onBohdans = atOnce) {
  const both = twoComputers(onAnnas, undefined, onBohdans);
  await both.anna.createDraft(form, 'Anna');
  await inTime(both.clock, 1_000, () => expect(both.annas.drafts.get(id)?.state).toBe('ready'));
  both.toBohdan();
  return both;
}
const gone =
  /was changed on another computer or deleted in Shopify in the meantime\. Check the draft orders in Shopify for a replacement before you send this again$/;

it('is replaced once when two computers change it at once', async () => {
  const { clock, shop, bohdans, anna, bohdan, toBohdan, toAnna, bohdanSees } = await linkOut();
  await anna.replaceDraft(id, annasForm, 'Anna');
  const late = await bohdan.replaceDraft(id, bohdansForm, 'Bohdan');
  expect(late).toMatchObject({ state: 'failed', reason: expect.stringMatching(gone) });
  expect(bohdanSees()).toMatchObject({ state: 'deleted', closing: null });
  toAnna();
  toBohdan();
  const again = await bohdan.createDraft(bohdansForm, 'Bohdan');
  expect(again).toMatchObject({
    state: 'failed',
    reason: expect.stringMatching(/^Anna has replaced .+ Roses now$/),
  });
  await clock.advance(10 * settleMs);
  expect(shop.live()).toHaveLength(1);
  expect(bohdanSees()).toMatchObject({ state: 'replaced', replacedBy: annasForm.key });
  expect(bohdans.verify()).toEqual([]);
});

it('is replaced once where both ask Shopify in the same moment', async () => {
  const { clock, shop, anna, bohdan } = await linkOut();
  const made = await Promise.all([
    anna.replaceDraft(id, annasForm, 'Anna'),
    bohdan.replaceDraft(id, bohdansForm, 'Bohdan'),
  ]);
  await clock.advance(10 * settleMs);
  expect(made.filter(({ state }) => state === 'failed')).toHaveLength(1);
  expect(shop.live()).toHaveLength(1);
});

it('is not replaced by a waiting request after another replaced it', async () => {
  const { clock, shop, bohdans, anna, bohdan, toBohdan, state } = await linkOut();
  state.isAway = true;
  await bohdan.replaceDraft(id, bohdansForm, 'Bohdan');
  expect(bohdans.drafts.get(bohdansId)?.state).toBe('creating');
  await anna.replaceDraft(id, annasForm, 'Anna');
  toBohdan();
  state.isAway = false;
  await inTime(clock, 1_000, () => expect(bohdans.drafts.get(bohdansId)?.state).toBe('failed'));
  await clock.advance(10 * settleMs);
  expect(shop.live()).toHaveLength(1);
});

it('is replaced though the answer that it was deleted is lost', async () => {
  const lost = throwsOnce('delete', new Problem('unknown-outcome', 'the answer was lost'), true);
  const { clock, shop, annas, anna } = await linkOut(lost.around);
  await anna.replaceDraft(id, annasForm, 'Anna');
  const newer = draftIdSchema.parse(annasForm.key);
  await inTime(clock, 1_000, () => expect(annas.drafts.get(newer)?.state).toBe('ready'));
  expect(shop.live()).toHaveLength(1);
  expect(annas.drafts.get(id)).toMatchObject({ state: 'replaced', replacedBy: newer });
});

it.each([
  ['was throttled', new Problem('throttled', 'too many questions')],
  ['was signed out', new Problem('signed-out', 'the token is refused')],
  ['did not reach Shopify', new Problem('unreachable', 'Shopify could not be reached')],
])('is not replaced when the delete %s and another replaced it', async (_, problem) => {
  const { around, isThrown } = throwsOnce('delete', problem, false);
  const { clock, shop, bohdans, anna, bohdan } = await linkOut(atOnce, around);
  await bohdan.replaceDraft(id, bohdansForm, 'Bohdan');
  expect([isThrown(), shop.live().length]).toEqual([true, 1]);
  await anna.replaceDraft(id, annasForm, 'Anna');
  await inTime(clock, 1_000, () => expect(bohdans.drafts.get(bohdansId)?.state).toBe('failed'));
  await clock.advance(10 * settleMs);
  expect(shop.live()).toHaveLength(1);
});

/** Both replace it, Anna during Bohdan's attempt, when `onBohdans` calls her work; he is refused. */
async function annaIsFaster(onBohdans: Around, annas: { work: () => Promise<unknown> }) {
  const { clock, shop, bohdans, anna, bohdan } = await linkOut(atOnce, onBohdans);
  annas.work = () => anna.replaceDraft(id, annasForm, 'Anna');
  await bohdan.replaceDraft(id, bohdansForm, 'Bohdan');
  await inTime(clock, 1_000, () => expect(bohdans.drafts.get(bohdansId)?.state).toBe('failed'));
  await clock.advance(10 * settleMs);
  return shop;
}

it('is not replaced when Shopify refused the delete without a reason', async () => {
  const anothers = { work: (): Promise<unknown> => Promise.resolve() };
  let state: 'before' | 'refused' | 'after' = 'before';
  const onBohdans: Around = async (call, work) => {
    if (call === 'delete' && state === 'before') {
      state = 'refused';
      await anothers.work();
    } else if (call === 'get' && state === 'refused') {
      state = 'after';
      throw new Problem('unreachable', 'Shopify could not be reached');
    }
    return work();
  };
  const shop = await annaIsFaster(onBohdans, anothers);
  expect([state, shop.live().length]).toEqual(['after', 1]);
});

it('is not replaced when another computer’s delete was faster', async () => {
  const anothers = { work: (): Promise<unknown> => Promise.resolve() };
  let deletes = 0;
  const onBohdans: Around = async (call, work) => {
    if (call === 'delete') deletes += 1;
    if (call === 'delete' && deletes === 1) throw new Problem('unknown-outcome', 'the answer was lost');
    if (call === 'delete') await anothers.work();
    return work();
  };
  const shop = await annaIsFaster(onBohdans, anothers);
  expect([deletes, shop.live().length]).toEqual([2, 1]);
});

it('is not replaced by a computer that finds only an earlier duplicate', async () => {
  const { clock, shop, bohdan } = await linkOut();
  await clock.advance(settleMs);
  const [draft] = shop.drafts;
  if (!draft) throw new Error('the one whose link is out is there');
  shop.drafts.push({ ...draft, id: 'gid://shopify/DraftOrder/0' });
  // as another computer does first, which deletes the duplicate next
  draft.isDeleted = true;
  expect(await bohdan.replaceDraft(id, bohdansForm, 'Bohdan')).toMatchObject({ state: 'failed' });
  expect(shop.live()).toEqual([]);
});

it('is replaced after a repeated press, also when deleted by hand', async () => {
  const { clock, shop, bohdans, bohdan, bohdanSees } = await linkOut();
  for (const draft of shop.drafts) draft.isDeleted = true;
  const refused = await bohdan.replaceDraft(id, bohdansForm, 'Bohdan');
  expect(refused).toMatchObject({ state: 'failed', reason: expect.stringMatching(gone) });
  await bohdan.createDraft(bohdansForm, 'Bohdan');
  await inTime(clock, 1_000, () => expect(bohdans.drafts.get(bohdansId)?.state).toBe('ready'));
  expect(shop.live()).toHaveLength(1);
  expect(bohdanSees()?.state).toBe('deleted');
});

it('is replaced twice only after a warning and a repeated press', async () => {
  const { clock, shop, bohdans, anna, bohdan, toBohdan } = await linkOut();
  await anna.replaceDraft(id, annasForm, 'Anna');
  const refused = await bohdan.replaceDraft(id, bohdansForm, 'Bohdan');
  expect(refused).toMatchObject({ state: 'failed', reason: expect.stringMatching(gone) });
  expect(shop.live()).toHaveLength(1);
  await bohdan.createDraft(bohdansForm, 'Bohdan');
  await inTime(clock, 1_000, () => expect(bohdans.drafts.get(bohdansId)?.state).toBe('ready'));
  toBohdan();
  await clock.advance(10 * settleMs);
  expect(shop.live()).toHaveLength(2);
});
