import { expect, it } from 'vitest';
import { gmailSubscription, gmailTopic } from '../../../../src/main/cluster/names.ts';
import { Problem } from '../../../../src/shared/problem.ts';
import { intakeShop, openIntake } from './intake-shop.ts';

const minute = 60_000;
const hour = 60 * minute;
const topicName = 'projects/clay-shop/topics/orderbell-gmail';

it('polls when Gmail publishes a mail, and acknowledges after the poll', async () => {
  const { anna, mail, clock, pubsub } = await openIntake();
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
});

it('watches the inbox from the start, and renews it each day', async () => {
  const { anna, clock } = await openIntake();
  const before = anna.gmail.watched.length;
  expect(new Set(anna.gmail.watched)).toEqual(new Set([topicName]));
  for (const days of [1, 2]) {
    await clock.advance(24 * hour);
    expect(anna.gmail.watched.length).toBe(before + days);
  }
  await anna.stop();
  await clock.advance(48 * hour);
  expect(anna.gmail.watched.length).toBe(before + 2);
});

it.each([
  [
    'a missing grant, for an hour',
    new Problem('refused', 'Gmail rejected the request: User not authorized to perform this action.'),
    'gmail-api-push@system.gserviceaccount.com',
    hour,
  ],
  [
    'a sign-in of another Google project',
    new Problem(
      'refused',
      'Gmail answered 400: Invalid topicName does not match projects/other-shop/topics/*',
    ),
    'Google Cloud project clay-shop',
    hour,
  ],
  [
    'a sign-in without a permission',
    new Problem('refused', 'Gmail rejected the request: insufficientPermissions', { fix: 'Reconnect Gmail' }),
    'Reconnect Gmail',
    hour,
  ],
  [
    'a mailbox that is signed out, for a minute',
    new Problem('signed-out', 'Google no longer accepts the sign-in', { fix: 'Reconnect Gmail' }),
    'Reconnect Gmail',
    minute,
  ],
])('names the fix of %s, and watches once it is repaired', async (_, refusal, fix, withinMs) => {
  const { clock, join } = intakeShop();
  const anna = join('anna');
  anna.gmail.refusal = refusal;
  anna.lead();
  await clock.advance(10);
  expect(anna.intake.problem().gmail).toMatchObject({
    kind: refusal.kind,
    fix: expect.stringContaining(fix),
  });
  expect(anna.gmail.watched).toEqual([]);
  anna.gmail.refusal = null;
  await clock.advance(withinMs);
  expect(anna.gmail.watched).toEqual([topicName]);
  expect(anna.intake.problem().gmail).toBeNull();
});

it('polls and watches again after the topic was deleted', async () => {
  const { anna, pubsub, clock, mail } = await openIntake();
  const [polls, watched] = [anna.polls.count, anna.gmail.watched.length];
  pubsub.deleteTopic(gmailTopic);
  await clock.advance(10 * minute);
  expect(anna.polls.count).toBe(polls + 1);
  expect(anna.gmail.watched.length).toBe(watched + 1);
  await mail();
  await clock.advance(10);
  expect(anna.polls.count).toBe(polls + 2);
});
