import { describe, expect, it } from 'vitest';
import { gmailDesk } from './desk.ts';
import { googleError } from './fake-gmail.ts';
import { bloomdashOrder } from './order-mails.ts';

const minute = 60_000;
const hour = 60 * minute;
const { state: at, poller, numbers } = gmailDesk();

/** Mails that came so long ago. @returns their ids */
const deliver = (agoMs: number, ...names: readonly string[]): readonly string[] =>
  names.map((name) => at.gmail.deliver(bloomdashOrder(name), { at: at.clock.now() - agoMs }).id);

/** Gmail does not give one mail out, until the function that is returned is called. */
function holdBack(id: string | undefined): () => void {
  at.gmail.fail = (path) => (path.endsWith(`/${id}`) ? googleError(503, 'backendError') : null);
  return () => {
    at.gmail.fail = () => null;
  };
}

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
