import { describe, expect, it } from 'vitest';
import type { MailReader } from '../../../../src/main/intake/mail/create-mail-reader.ts';
import { gmailDesk } from './desk.ts';
import { googleError, startFakeGmail } from './fake-gmail.ts';
import { bloomdashOrder, plainMail } from './order-mails.ts';

const hour = 3_600_000;
const { state: at, poller, orders, numbers } = gmailDesk();

describe('following a mailbox', () => {
  it('brings the last two days at the first run and wakes nobody for what is older than a day', async () => {
    at.gmail.deliver(bloomdashOrder('BD-1'), { at: at.clock.now() - 60 * hour });
    at.gmail.deliver(bloomdashOrder('BD-2'), { at: at.clock.now() - 30 * hour });
    at.gmail.deliver(bloomdashOrder('BD-3'), { at: at.clock.now() - hour });

    await poller().now();

    expect(numbers().toSorted()).toEqual(['BD-2', 'BD-3']);
    expect(at.rung).toEqual(['mail:bloomdash:BD-3']);
  });

  it('makes twenty orders, once each, of twenty mails of one second while every third get fails', async () => {
    const desk = poller();
    await desk.now();
    let gets = 0;
    at.gmail.fail = (path) => {
      if (!path.includes('/messages/')) return null;
      gets += 1;
      return gets % 3 === 0 ? googleError(503, 'backendError') : null;
    };
    for (let number = 1; number <= 20; number += 1) at.gmail.deliver(bloomdashOrder(`BD-${number}`));

    for (let round = 0; round < 6; round += 1) await desk.now();

    expect(numbers().toSorted()).toEqual(
      Array.from({ length: 20 }, (_, index) => `BD-${index + 1}`).toSorted(),
    );
    expect(at.rung).toHaveLength(20);
    expect(desk.status()).toMatchObject({
      state: 'working',
      account: 'orders@flowers.example',
      problem: null,
    });
  });

  it('changes nothing when everything is listed again', async () => {
    const desk = poller();
    await desk.now();
    for (const number of ['BD-1', 'BD-2', 'BD-3']) at.gmail.deliver(bloomdashOrder(number));
    await desk.now();
    const before = at.ledger.entries.list();

    at.ledger.checkpoints.set(
      'gmail',
      JSON.stringify({ historyId: '1', at: at.clock.now() - 90 * hour, pending: [] }),
    );
    at.gmail.forgottenUpTo = 5;
    await desk.now();

    expect(at.ledger.entries.list()).toEqual(before);
    expect(at.rung).toHaveLength(3);
  });

  it('lists another mailbox that is signed in to from two days before the last success in the one before', async () => {
    await poller().now();
    await at.gmail.close();
    await at.clock.advance(4 * 24 * hour);
    at.gmail = await startFakeGmail(() => at.clock.now(), 'sales@flowers.example');
    at.gmail.deliver(bloomdashOrder('BD-1'), { at: at.clock.now() - 3 * 24 * hour });
    at.gmail.deliver(bloomdashOrder('BD-2'), { at: at.clock.now() - hour });

    // as far as the first mailbox was followed, the second has told of everything
    at.ledger.checkpoints.set(
      'gmail',
      at.ledger.checkpoints.get('gmail')?.replace(/"historyId":"\d+"/, '"historyId":"9000"') ?? '',
    );
    await poller().now();

    expect(numbers().toSorted()).toEqual(['BD-1', 'BD-2']);
  });

  it('goes on in a mailbox where it was left, and rings, after another was signed in to by mistake', async () => {
    const own = at.gmail;
    const right = poller();
    await right.now();
    own.deliver(bloomdashOrder('BD-1'));
    own.fail = (path) => (path.includes('/messages/') ? googleError(503, 'backendError') : null);
    await right.now(); // known to be there, and not yet fetched
    own.fail = () => null;

    const mistaken = await startFakeGmail(() => at.clock.now(), 'sales@flowers.example');
    at.gmail = mistaken;
    const wrong = poller();
    await wrong.now();
    await at.clock.advance(hour);
    own.deliver(bloomdashOrder('BD-2'));
    for (let day = 1; day <= 4; day += 1) {
      await at.clock.advance(24 * hour);
      await wrong.now();
    }
    expect(numbers()).toEqual([]);
    at.gmail = own;
    await mistaken.close();
    await poller().now();

    expect(numbers().toSorted()).toEqual(['BD-1', 'BD-2']);
    expect(at.rung).toContain('mail:bloomdash:BD-2');
  });

  it('lists again from two days before its last success when Gmail has forgotten the history', async () => {
    const desk = poller();
    await desk.now();
    await at.clock.advance(5 * 24 * hour);
    at.gmail.deliver(bloomdashOrder('BD-1'), { at: at.clock.now() - 4 * 24 * hour });
    at.gmail.deliver(bloomdashOrder('BD-2'));
    at.gmail.forgottenUpTo = 5000;

    await desk.now();

    expect(numbers().toSorted()).toEqual(['BD-1', 'BD-2']);
    // both came while nobody looked, so nobody knows of either
    expect(at.rung.toSorted()).toEqual(['mail:bloomdash:BD-1', 'mail:bloomdash:BD-2']);
  });

  it('lists again when more came than Gmail tells one by one', async () => {
    const desk = poller();
    await desk.now();
    for (let count = 0; count < 401; count += 1)
      at.gmail.deliver(plainMail('a@friend.example', 'Hello', 'Hi'));
    at.gmail.deliver(bloomdashOrder('BD-1'));

    await desk.now();

    expect(numbers()).toEqual(['BD-1']);
    expect(desk.status()).toMatchObject({ state: 'working' });
  });

  it('takes what the shop writes itself for nothing and finds a known sender in the spam folder', async () => {
    at.gmail.deliver(bloomdashOrder('BD-1'), { labelIds: ['SPAM', 'UNREAD'] });
    const desk = poller();
    await desk.now();
    at.gmail.deliver(bloomdashOrder('BD-2'), { labelIds: ['DRAFT'] });
    at.gmail.deliver(bloomdashOrder('BD-3'), { labelIds: ['SENT'] });
    at.gmail.deliver(bloomdashOrder('BD-4'), { labelIds: ['SCHEDULED'] });
    at.gmail.deliver(bloomdashOrder('BD-5'), { labelIds: ['SPAM'] });
    await desk.now();

    expect(numbers().toSorted()).toEqual(['BD-1', 'BD-5']);
  });

  it('passes over a mail that is gone before it could be fetched', async () => {
    const desk = poller();
    await desk.now();
    const gone = at.gmail.deliver(bloomdashOrder('BD-1'));
    at.gmail.deliver(bloomdashOrder('BD-2'));
    at.gmail.fail = (path) => {
      if (path.endsWith('/history')) queueMicrotask(() => at.gmail.remove(gone.id));
      return null;
    };
    await desk.now();

    expect(numbers()).toEqual(['BD-2']);
    expect(desk.status().facts).toContainEqual({ label: 'Mails to fetch', value: '0' });
  });

  it('reads after a restart what was stored before a crash', async () => {
    const desk = poller();
    await desk.now();
    at.gmail.deliver(bloomdashOrder('BD-1'));
    const killed = () => Promise.reject(new Error('killed'));
    const dying: MailReader = { read: killed, learn: killed, show: killed, stop: async () => {} };
    await poller(dying).now();
    expect(orders()).toEqual([]);
    expect(at.ledger.documents.waiting('mail', 10)).toHaveLength(1);

    at.gmail.fail = () => googleError(503, 'backendError');
    await poller().now();

    expect(numbers()).toEqual(['BD-1']);
  });

  it('polls by the clock until it is stopped', async () => {
    const desk = poller();
    desk.start();
    await desk.now();
    at.gmail.deliver(bloomdashOrder('BD-1'));
    await at.clock.advance(30_000);
    await desk.now();
    expect(numbers()).toEqual(['BD-1']);
    await desk.stop();
    await at.clock.advance(100); // the ledger's own timer
    expect(at.clock.waiting).toBe(0);
  });

  it('stops at once while Gmail leaves a question unanswered, and asks nothing afterwards', async () => {
    const asked = Promise.withResolvers<void>();
    at.gmail.fail = () => {
      asked.resolve();
      return 'silence';
    };
    const desk = poller();
    desk.start();
    await asked.promise;

    await desk.stop();
    await desk.now();

    expect(at.gmail.calls).toHaveLength(1);
    expect(at.clock.waiting).toBe(0);
  });

  it('goes on by itself after the ledger could not be asked', async () => {
    const { checkpoints } = at.ledger;
    let broken = false;
    at.ledger = {
      ...at.ledger,
      checkpoints: {
        ...checkpoints,
        get(name) {
          if (broken) throw new Error('disk I/O error');
          return checkpoints.get(name);
        },
      },
    };
    const desk = poller();
    desk.start();
    await desk.now();
    at.gmail.deliver(bloomdashOrder('BD-1'));

    broken = true;
    await at.clock.advance(30_000);
    await desk.now();
    broken = false;
    await at.clock.advance(30_000);
    await desk.now();

    expect(numbers()).toEqual(['BD-1']);
    await desk.stop();
  });
});
