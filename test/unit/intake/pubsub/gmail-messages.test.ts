import { expect, it } from 'vitest';
import { gmailSubscription, gmailTopic } from '../../../../src/main/cluster/names.ts';
import { Problem } from '../../../../src/shared/problem.ts';
import { intakeShop } from './intake-shop.ts';

const minute = 60_000;
const hour = 60 * minute;
const topicName = 'projects/clay-shop/topics/orderbell-gmail';

async function open(refusal: Problem | null = null) {
  const shop = intakeShop();
  const anna = shop.join('anna');
  anna.gmail.refusal = refusal;
  anna.lead();
  await shop.clock.advance(10);
  return { ...shop, anna };
}

it('polls when Gmail publishes a mail, and acknowledges after the poll', async () => {
  const { anna, mail, clock, pubsub } = await open();
  const before = anna.polls.count;
  let end = (): void => {};
  anna.polls.wait = new Promise((resolve) => {
    end = resolve;
  });
  await mail();
  await clock.advance(5 * minute);
  expect(anna.polls.count).toBe(before + 1);
  expect(pubsub.waiting(gmailSubscription)).toBe(1);
  end();
  await clock.advance(10);
  expect(pubsub.waiting(gmailSubscription)).toBe(0);
  await anna.stop();
});

it('watches the inbox from the start, and renews it each day', async () => {
  const { anna, clock } = await open();
  const before = anna.gmail.watched.length;
  expect(new Set(anna.gmail.watched)).toEqual(new Set([topicName]));
  await clock.advance(24 * hour);
  expect(anna.gmail.watched.length).toBe(before + 1);
  await clock.advance(24 * hour);
  expect(anna.gmail.watched.length).toBe(before + 2);
  await anna.stop();
  await clock.advance(48 * hour);
  expect(anna.gmail.watched.length).toBe(before + 2);
});

it('says which grant is missing, and watches within an hour of it', async () => {
  const { anna, clock } = await open(
    new Problem('refused', 'Gmail refused: User not authorized to perform this action.'),
  );
  expect(anna.intake.problem().gmail).toMatchObject({
    kind: 'refused',
    fix: expect.stringContaining('gmail-api-push@system.gserviceaccount.com'),
  });
  anna.gmail.refusal = null;
  await clock.advance(hour);
  expect(anna.gmail.watched).toEqual([topicName]);
  expect(anna.intake.problem().gmail).toBeNull();
  await anna.stop();
});

it('says that the sign-in is of another Google project', async () => {
  const text = 'Gmail answered 400: Invalid topicName does not match projects/other-shop/topics/*';
  const { anna } = await open(new Problem('refused', text));
  expect(anna.intake.problem().gmail).toMatchObject({
    fix: expect.stringContaining('Google Cloud project clay-shop'),
  });
  await anna.stop();
});

it('leaves the fix of a sign-in that lacks a permission', async () => {
  const problem = new Problem('refused', 'Gmail refused: insufficientPermissions', {
    fix: 'Reconnect Gmail',
  });
  const { anna } = await open(problem);
  expect(anna.intake.problem().gmail).toMatchObject({ fix: 'Reconnect Gmail' });
  await anna.stop();
});

it('watches within a minute after the mailbox is signed in to again', async () => {
  const { anna, clock } = await open(
    new Problem('signed-out', 'Google no longer accepts the sign-in of this mailbox'),
  );
  expect(anna.gmail.watched).toEqual([]);
  anna.gmail.refusal = null;
  await clock.advance(minute);
  expect(anna.gmail.watched).toEqual([topicName]);
  await anna.stop();
});

it('polls and watches again after the topic was deleted', async () => {
  const { anna, pubsub, clock, mail } = await open();
  const [polls, watched] = [anna.polls.count, anna.gmail.watched.length];
  pubsub.deleteTopic(gmailTopic);
  await clock.advance(10 * minute);
  expect(anna.polls.count).toBe(polls + 1);
  expect(anna.gmail.watched.length).toBe(watched + 1);
  await mail();
  await clock.advance(10);
  expect(anna.polls.count).toBe(polls + 2);
  await anna.stop();
});
