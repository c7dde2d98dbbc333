import { beforeEach, describe, expect, it } from 'vitest';
import { gmailDesk } from './desk.ts';
import { startFakeGmail } from './fake-gmail.ts';
import { bloomdashOrder } from './order-mails.ts';

const minute = 60_000;
const hour = 60 * minute;
const { state: at, poller, numbers, holdBack } = gmailDesk();

/** Mails that came so long ago. @returns their ids */
const deliver = (agoMs: number, ...names: readonly string[]): readonly string[] =>
  names.map((name) => at.gmail.deliver(bloomdashOrder(name), { at: at.clock.now() - agoMs }).id);

describe('mails that came while the desk was off, and that it is kept from fetching for over an hour then', () => {
  it('are told like those it fetched at once', async () => {
    const desk = poller();
    await desk.now();
    await at.clock.advance(60 * hour);
    const [, second] = deliver(40 * hour, 'BD-1', 'BD-2');
    const giveOut = holdBack(second);
    await desk.now();
    expect(at.rung).toEqual(['mail:bloomdash:BD-1']);

    await at.clock.advance(75 * minute);
    giveOut();
    await desk.now();

    expect(at.rung).toEqual(['mail:bloomdash:BD-1', 'mail:bloomdash:BD-2']);
  });

  it('are history where they were there before the mailbox was connected, and those of a later absence are not', async () => {
    const [first] = deliver(40 * hour, 'BD-1');
    const giveOut = holdBack(first);
    const desk = poller();
    await desk.now();

    await at.clock.advance(60 * hour);
    giveOut();
    deliver(40 * hour, 'BD-2');
    await desk.now();

    expect(numbers().toSorted()).toEqual(['BD-1', 'BD-2']);
    expect(at.rung).toEqual(['mail:bloomdash:BD-2']);
  });
});

describe('on a computer whose date is two days ahead of Google’s', () => {
  const ahead = 48 * hour;
  beforeEach(async () => {
    await at.gmail.close();
    at.gmail = await startFakeGmail(() => at.clock.now() - ahead);
    at.clock.set(ahead);
  });

  it('a mail order is told on the first day, and on the second morning', async () => {
    const desk = poller();
    await desk.now();
    deliver(ahead, 'BD-1');
    await desk.now();
    expect(at.rung).toEqual(['mail:bloomdash:BD-1']);

    await at.clock.advance(9 * hour);
    await desk.now();
    deliver(ahead, 'BD-2');
    await desk.now();
    expect(at.rung).toEqual(['mail:bloomdash:BD-1', 'mail:bloomdash:BD-2']);
  });

  it('one is told that came while the desk was off', async () => {
    const desk = poller();
    await desk.now();
    await at.clock.advance(60 * hour);
    deliver(ahead + 40 * hour, 'BD-1');
    await desk.now();
    expect(at.rung).toEqual(['mail:bloomdash:BD-1']);
  });
});

describe.each([3, 5])(
  'on a computer whose date is %i days ahead, and is put right while the app is off',
  (days) => {
    const ahead = days * 24 * hour;
    beforeEach(async () => {
      const started = at.clock.now();
      await at.gmail.close();
      at.gmail = await startFakeGmail(() => started + at.clock.uptime());
      at.clock.set(ahead);
    });

    it.each([0, 9000])(
      'mails are told that came meanwhile, history forgotten up to %i',
      async (forgotten) => {
        await poller().now();
        at.clock.set(-ahead);
        await at.clock.advance(60 * hour);
        deliver(40 * hour, 'BD-1');
        at.gmail.forgottenUpTo = forgotten;
        await poller().now();
        expect(at.rung).toEqual(['mail:bloomdash:BD-1']);
      },
    );
  },
);
