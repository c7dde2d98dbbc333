import { describe, expect, it } from 'vitest';
import { noteRestoring } from '../../../../src/main/restoring.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { gmailDesk } from './desk.ts';
import { bloomdashOrder, genuine, plainMail } from './order-mails.ts';

const hour = 3_600_000;
const day = 24 * hour;
const { state: at, numbers, poller, receive, setStatus } = gmailDesk();

const deliver = (number: string, agoMs: number) =>
  at.gmail.deliver(bloomdashOrder(number), { at: at.clock.now() - agoMs });

const spam = (number: string, agoMs: number) =>
  at.gmail.deliver(bloomdashOrder(number), { at: at.clock.now() - agoMs, labelIds: ['SPAM'] });

/** A desk that never listened takes over from the one that brought BD-1, and has listened alone until then. */
async function takeOver({
  afterMs,
  filling = false,
}: {
  readonly afterMs: number;
  readonly filling?: boolean;
}) {
  await receive(bloomdashOrder('BD-1'));
  setStatus('mail:bloomdash:BD-1', 'handed-over');
  const rows = at.ledger.entries.list();
  await at.clock.advance(afterMs);
  at.ledger = memoryLedger({ clock: at.clock, deskId: 'desk-2' });
  const fill = () => at.ledger.entries.importRemote(rows);
  if (filling) noteRestoring(at.ledger, true);
  else fill();
  at.rung = [];
  return { fill, desk: poller() };
}

const rung = () => at.rung.map((id) => id.replace('mail:bloomdash:', '')).toSorted();

describe('a desk that listens to Gmail for the first time, after days in which nobody did', () => {
  it('brings all that came since the last mail order of the others, and rings for it', async () => {
    const { desk } = await takeOver({ afterMs: 62 * hour });
    deliver('BD-2', 60 * hour);
    deliver('BD-3', 36 * hour);
    deliver('BD-4', hour);
    await desk.now();
    expect(numbers().toSorted()).toEqual(['BD-1', 'BD-2', 'BD-3', 'BD-4']);
    expect(rung()).toEqual(['BD-2', 'BD-3', 'BD-4']);
  });

  it('looks no further back than two months', async () => {
    const { desk } = await takeOver({ afterMs: 90 * day });
    deliver('BD-2', 61 * day);
    deliver('BD-3', 59 * day);
    await desk.now();
    expect(numbers().toSorted()).toEqual(['BD-1', 'BD-3']);
    expect(rung()).toEqual(['BD-3']);
  });

  it('takes a word on an order that was done with a day before for one on it, weeks later too', async () => {
    const { desk } = await takeOver({ afterMs: 20 * day });
    const courier = plainMail('orders@bloomdash.example', 'The courier is on the way', 'BD-1 leaves now.');
    at.gmail.deliver(genuine('bloomdash.example') + courier, { at: at.clock.now() - 19 * day });
    await desk.now();
    expect(numbers()).toEqual(['BD-1']);
    expect(rung()).toEqual([]);
  });

  it('passes nothing over while its ledger is being filled', async () => {
    const { desk, fill } = await takeOver({ afterMs: 62 * hour, filling: true });
    deliver('BD-2', 60 * hour);
    deliver('BD-3', 36 * hour);
    deliver('BD-4', hour);
    await desk.now();
    expect(rung()).toEqual(['BD-4']);
    deliver('BD-5', 0);
    await desk.now();
    expect(rung()).toEqual(['BD-4', 'BD-5']);

    fill();
    noteRestoring(at.ledger, false);
    await desk.now();
    expect(rung()).toEqual(['BD-2', 'BD-3', 'BD-4', 'BD-5']);
    const asked = at.gmail.calls.length;
    await desk.now();
    expect(at.gmail.calls.slice(asked)).toEqual(['/gmail/v1/users/me/history']);
  });

  it('passes nothing over of the days it was closed in while its ledger is being filled, spam neither', async () => {
    const { desk } = await takeOver({ afterMs: 62 * hour, filling: true });
    deliver('BD-2', hour);
    spam('BD-3', hour);
    await desk.now();
    expect(rung()).toEqual(['BD-2', 'BD-3']);

    await at.clock.advance(5 * day);
    deliver('BD-4', 4 * day);
    spam('BD-5', 4 * day);
    at.gmail.forgottenUpTo = 5000;
    await poller().now();
    expect(rung()).toEqual(['BD-2', 'BD-3', 'BD-4', 'BD-5']);
  });

  it('leaves in spam what it cannot tell yet to be news while its ledger is being filled', async () => {
    const { desk, fill } = await takeOver({ afterMs: 62 * hour, filling: true });
    spam('BD-2', 36 * hour);
    await desk.now();
    expect(numbers()).toEqual([]);
    fill();
    noteRestoring(at.ledger, false);
    await poller().now();
    expect(rung()).toEqual(['BD-2']);
  });

  it('brings two days as a shop’s first desk does where the filled ledger has no mail orders', async () => {
    const { desk } = await takeOver({ afterMs: 62 * hour, filling: true });
    deliver('BD-2', 36 * hour);
    await desk.now();
    expect(numbers()).toEqual([]);
    noteRestoring(at.ledger, false);
    await desk.now();
    expect(numbers().toSorted()).toEqual(['BD-2']);
    expect(rung()).toEqual([]);
  });
});
