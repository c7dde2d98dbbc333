import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createGmailPoller } from '../../../src/main/intake/gmail/poller.ts';
import type { MailReader } from '../../../src/main/intake/mail/create-mail-reader.ts';
import { createMailReader } from '../../../src/main/intake/mail/create-mail-reader.ts';
import { builtInRecipes } from '../../../src/main/intake/mail/recipes/index.ts';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { dostavoMail } from '../../../src/sample-shop/mails/dostavo.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import type { FakeGmail } from './fake-gmail.ts';
import { googleError, startFakeGmail } from './fake-gmail.ts';
import { bloomdashOrder, genuine, plainMail, sampleOrder } from './order-mails.ts';

const script = new URL('../../../src/main/intake/mail/mail-worker.ts', import.meta.url);
const hour = 3_600_000;

let clock: FakeClock;
let gmail: FakeGmail;
let ledger: Ledger;
let rung: string[];
const reader: MailReader = createMailReader({ script, log: quietLog(), limitMs: 20_000 });

beforeEach(async () => {
  clock = fakeClock();
  gmail = await startFakeGmail(() => clock.now());
  ledger = memoryLedger({ clock });
  rung = [];
});
afterEach(() => gmail.close());

function poller(mailReader: MailReader = reader) {
  const recorder = createRecorder({ ledger, clock, oweNotices: (id) => rung.push(id) });
  return createGmailPoller({
    config: gmail.config,
    ledger,
    recorder,
    clock,
    log: quietLog(),
    reader: mailReader,
    recipes: () => builtInRecipes,
  });
}
const orders = () => [...ledger.orders.each()].map(({ order }) => order);
const numbers = () => orders().map((order) => order.content.number);

describe('following a mailbox', () => {
  it('brings the last two days at the first run and wakes nobody for what is older than a day', async () => {
    gmail.deliver(bloomdashOrder('BD-1'), { at: clock.now() - 60 * hour });
    gmail.deliver(bloomdashOrder('BD-2'), { at: clock.now() - 30 * hour });
    gmail.deliver(bloomdashOrder('BD-3'), { at: clock.now() - hour });

    await poller().now();

    expect(numbers().toSorted()).toEqual(['BD-2', 'BD-3']);
    expect(rung).toEqual(['mail:bloomdash:BD-3']);
  });

  it('makes twenty orders, once each, of twenty mails of one second while every third get fails', async () => {
    const desk = poller();
    await desk.now();
    let gets = 0;
    gmail.fail = (path) => {
      if (!path.includes('/messages/')) return null;
      gets += 1;
      return gets % 3 === 0 ? googleError(503, 'backendError') : null;
    };
    for (let number = 1; number <= 20; number += 1) gmail.deliver(bloomdashOrder(`BD-${number}`));

    for (let round = 0; round < 6; round += 1) await desk.now();

    expect(numbers().toSorted()).toEqual(
      Array.from({ length: 20 }, (_, index) => `BD-${index + 1}`).toSorted(),
    );
    expect(rung).toHaveLength(20);
    expect(desk.status()).toMatchObject({
      state: 'working',
      account: 'orders@flowers.example',
      problem: null,
    });
  });

  it('changes nothing when everything is listed again', async () => {
    const desk = poller();
    await desk.now();
    for (const number of ['BD-1', 'BD-2', 'BD-3']) gmail.deliver(bloomdashOrder(number));
    await desk.now();
    const before = ledger.entries.list();

    ledger.checkpoints.set(
      'gmail',
      JSON.stringify({ historyId: '1', at: clock.now() - 90 * hour, pending: [] }),
    );
    gmail.forgottenUpTo = 5;
    await desk.now();

    expect(ledger.entries.list()).toEqual(before);
    expect(rung).toHaveLength(3);
  });

  it('lists again from two days before its last success when Gmail has forgotten the history', async () => {
    const desk = poller();
    await desk.now();
    await clock.advance(5 * 24 * hour);
    gmail.deliver(bloomdashOrder('BD-1'), { at: clock.now() - 4 * 24 * hour });
    gmail.deliver(bloomdashOrder('BD-2'));
    gmail.forgottenUpTo = 5000;

    await desk.now();

    expect(numbers().toSorted()).toEqual(['BD-1', 'BD-2']);
    expect(rung).toEqual(['mail:bloomdash:BD-2']);
  });

  it('lists again when more came than Gmail tells one by one', async () => {
    const desk = poller();
    await desk.now();
    for (let count = 0; count < 401; count += 1) gmail.deliver(plainMail('a@friend.example', 'Hello', 'Hi'));
    gmail.deliver(bloomdashOrder('BD-1'));

    await desk.now();

    expect(numbers()).toEqual(['BD-1']);
    expect(desk.status()).toMatchObject({ state: 'working' });
  });

  it('takes drafts for nothing and finds a known sender in the spam folder', async () => {
    gmail.deliver(bloomdashOrder('BD-1'), { labelIds: ['SPAM', 'UNREAD'] });
    const desk = poller();
    await desk.now();
    gmail.deliver(bloomdashOrder('BD-2'), { labelIds: ['DRAFT'] });
    gmail.deliver(bloomdashOrder('BD-3'), { labelIds: ['SENT'] });
    gmail.deliver(bloomdashOrder('BD-4'), { labelIds: ['SPAM'] });
    await desk.now();

    expect(numbers().toSorted()).toEqual(['BD-1', 'BD-4']);
  });

  it('passes over a mail that is gone before it could be fetched', async () => {
    const desk = poller();
    await desk.now();
    const gone = gmail.deliver(bloomdashOrder('BD-1'));
    gmail.deliver(bloomdashOrder('BD-2'));
    gmail.fail = (path) => {
      if (path.endsWith('/history')) queueMicrotask(() => gmail.remove(gone.id));
      return null;
    };
    await desk.now();

    expect(numbers()).toEqual(['BD-2']);
    expect(desk.status().facts).toContainEqual({ label: 'Mails still to fetch', value: '0' });
  });

  it('reads after a restart what was stored before a crash', async () => {
    const desk = poller();
    await desk.now();
    gmail.deliver(bloomdashOrder('BD-1'));
    const killed = () => Promise.reject(new Error('killed'));
    const dying: MailReader = { read: killed, learn: killed, show: killed, stop: async () => {} };
    await poller(dying).now();
    expect(orders()).toEqual([]);
    expect(ledger.documents.waiting('mail', 10)).toHaveLength(1);

    gmail.fail = () => googleError(503, 'backendError');
    await poller().now();

    expect(numbers()).toEqual(['BD-1']);
  });

  it('polls by the clock until it is stopped', async () => {
    const desk = poller();
    desk.start();
    await desk.now();
    gmail.deliver(bloomdashOrder('BD-1'));
    await clock.advance(30_000);
    await desk.now();
    expect(numbers()).toEqual(['BD-1']);
    await desk.stop();
    expect(clock.waiting).toBe(0);
  });

  it('stops at once while Gmail leaves a question unanswered, and asks nothing afterwards', async () => {
    const asked = Promise.withResolvers<void>();
    gmail.fail = () => {
      asked.resolve();
      return 'silence';
    };
    const desk = poller();
    desk.start();
    await asked.promise;

    await desk.stop();
    await desk.now();

    expect(gmail.calls).toHaveLength(1);
    expect(clock.waiting).toBe(0);
  });

  it('goes on by itself after the ledger could not be asked', async () => {
    const { checkpoints } = ledger;
    let broken = false;
    ledger = {
      ...ledger,
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
    gmail.deliver(bloomdashOrder('BD-1'));

    broken = true;
    await clock.advance(30_000);
    await desk.now();
    broken = false;
    await clock.advance(30_000);
    await desk.now();

    expect(numbers()).toEqual(['BD-1']);
    await desk.stop();
  });
});

describe('what becomes an order', () => {
  const known = 'orders@bloomdash.example';
  async function receive(...mails: readonly string[]) {
    const desk = poller();
    await desk.now();
    for (const mail of mails) {
      gmail.deliver(mail);
      await desk.now();
      await clock.advance(1000);
    }
    return desk;
  }

  it('reads the mails of both services of the sample shop whole', async () => {
    await receive(bloomdashOrder('BD-1'), genuine('dostavo.example') + dostavoMail(sampleOrder('DS-77')));
    expect(orders().map(({ source, content, needsReview }) => [source, content.total, needsReview])).toEqual([
      ['mail:bloomdash', { minor: 197_000, currency: 'UAH' }, false],
      ['mail:dostavo', { minor: 197_000, currency: 'UAH' }, false],
    ]);
  });

  it('shows a mail of a known sender that cannot be read, and rings for it', async () => {
    await receive(
      genuine('bloomdash.example') + plainMail(known, 'New order', 'Please open the app to see it.'),
    );
    expect(orders()).toMatchObject([
      { source: 'mail:bloomdash', needsReview: true, content: { review: [{ code: 'unreadable' }] } },
    ]);
    expect(orders()[0]?.sourceId).toMatch(/^message:</);
    expect(rung).toHaveLength(1);
  });

  it('shows a mail of a known sender under a subject its recipe does not read', async () => {
    await receive(
      genuine('bloomdash.example') + plainMail(known, 'Order BD-1 was cancelled', 'See the app for more.'),
    );
    expect(orders()).toMatchObject([{ source: 'mail:bloomdash', needsReview: true }]);
  });

  it('takes an order whose number is longer than any id, and each word about it', async () => {
    const number = 'BD-'.padEnd(320, '7');
    const again = { note: 'Ring twice', messageId: '<again@bloomdash.example>' };
    await receive(bloomdashOrder(number), bloomdashOrder(number, again));
    expect(orders()).toMatchObject([{ content: { number, note: 'Ring twice' } }]);
    expect(rung).toHaveLength(1);
  });

  it('shows a mail that Google does not vouch for, and neither rings nor lets it speak about a genuine order', async () => {
    const forged = bloomdashOrder('BD-1', { customerName: 'Mallory Evil' }).replace('dkim=pass', 'dkim=fail');
    await receive(bloomdashOrder('BD-1'), forged);
    expect(orders()).toHaveLength(2);
    expect(
      ledger.orders.each({}) && orders().find((order) => order.sourceId === 'BD-1')?.content.customer.name,
    ).toBe('Olena Hnatiuk');
    expect(orders().find((order) => order.sourceId !== 'BD-1')?.content.review).toMatchObject([
      { code: 'unverified-sender' },
    ]);
    expect(rung).toEqual(['mail:bloomdash:BD-1']);
  });

  it('makes one order of two mails about it, the later one being the newer word', async () => {
    await receive(
      bloomdashOrder('BD-1'),
      bloomdashOrder('BD-1', { note: 'Ring twice', messageId: '<again@bloomdash.example>' }),
    );
    expect(orders()).toMatchObject([{ sourceId: 'BD-1', content: { note: 'Ring twice' } }]);
    expect(rung).toHaveLength(1);
  });

  it('keeps what is known when a later mail about the order tells less, and shows that it came', async () => {
    const less = plainMail(
      known,
      'Order BD-1 was handed over',
      'Order number: BD-1\r\nOrder total: UAH 1,970.00',
    );
    await receive(bloomdashOrder('BD-1'), genuine('bloomdash.example') + less);
    expect(orders()).toMatchObject([
      { needsReview: false, content: { customer: { name: 'Olena Hnatiuk' } } },
    ]);
    expect(orders()[0]?.notes).toMatchObject([
      { by: 'gmail', text: 'Another mail about this order: Order BD-1 was handed over' },
    ]);
  });

  it('keeps nothing of private mail', async () => {
    await receive(
      genuine('friend.example') +
        plainMail('Ann <ann@friend.example>', 'Lunch?', 'At 13:00. It was €12.50 each.'),
    );
    expect(orders()).toEqual([]);
    expect(ledger.documents.waiting('mail', 10)).toEqual([]);
  });

  it('takes a receipt for something the shop bought for no order of the shop', async () => {
    const receipt = 'Order number: A-1001\r\n1 x Printer paper   $12.00\r\nOrder total: $12.00';
    await receive(
      genuine('paper.example') + plainMail('shop@paper.example', 'Your order is confirmed', receipt),
    );
    expect(orders()).toEqual([]);
  });

  it('takes a whole announcement of a stranger, and then knows the sender', async () => {
    const order =
      'New order\r\nOrder number: 8001\r\n2 x Tulips   €10.00\r\nDelivery fee: €2.50\r\nOrder total: €12.50';
    const changed = 'We made this mail nicer. Order number: 8002. Order total: €40.00';
    await receive(
      genuine('gourmet.example') + plainMail('Gourmet <orders@gourmet.example>', 'New order 8001', order),
      genuine('gourmet.example') + plainMail('Gourmet <orders@gourmet.example>', 'New order 8002', changed),
      genuine('gourmet.example') +
        plainMail('Gourmet <orders@gourmet.example>', 'Our holidays', 'Closed on Monday.'),
    );
    expect(orders().map(({ source, sourceId, needsReview }) => [source, sourceId, needsReview])).toEqual([
      ['mail:gourmet', '8001', false],
      ['mail:gourmet', '8002', true],
    ]);
  });

  it('shows a stranger’s announcement that Google does not vouch for, and keeps nothing else in that name', async () => {
    const order =
      'New order\r\nOrder number: 8001\r\n2 x Tulips   €10.00\r\nDelivery fee: €2.50\r\nOrder total: €12.50';
    await receive(
      plainMail('orders@gourmet.example', 'New order 8001', order),
      plainMail('orders@gourmet.example', 'Your receipt', 'Order number: 8002. Order total: €40.00'),
    );
    expect(orders()).toMatchObject([
      { source: 'mail:gourmet', content: { number: '8001', review: [{ code: 'unverified-sender' }] } },
    ]);
    expect(rung).toEqual([]);
  });
});

describe('when Gmail does not do what it should', () => {
  it('says that somebody has to sign in again, and names the rule of seven days', async () => {
    gmail.token = {
      status: 400,
      body: { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' },
    };
    const status = await poller().check();
    expect(status.state).toBe('signed-out');
    expect(status.fix).toContain('7 days');
  });

  it('goes on where it was when the sign-in is back', async () => {
    const desk = poller();
    await desk.now();
    gmail.deliver(bloomdashOrder('BD-1'));
    gmail.fail = () => googleError(401, 'authError');
    gmail.token = { status: 400, body: { error: 'invalid_grant' } };
    expect(await desk.check()).toMatchObject({ state: 'signed-out' });
    gmail.fail = () => null;
    gmail.token = { status: 200, body: { access_token: 'new', expires_in: 3600 } };
    expect(await desk.check()).toMatchObject({ state: 'working' });
    expect(numbers()).toEqual(['BD-1']);
  });

  it('waits when it is asked to slow down, and says so', async () => {
    const desk = poller();
    desk.start();
    await desk.now();
    gmail.fail = () => googleError(403, 'userRateLimitExceeded');
    await clock.advance(30_000);
    await desk.now();
    expect(desk.status()).toMatchObject({ state: 'failing', problem: 'Gmail asks to slow down' });
    await desk.stop();
  });

  it('looks for other mails at the usual pace while one mail is refused, and says that one is', async () => {
    const desk = poller();
    desk.start();
    await desk.now();
    const refused = gmail.deliver(bloomdashOrder('BD-1'));
    gmail.fail = (path) => (path.endsWith(refused.id) ? googleError(400, 'failedPrecondition') : null);
    await clock.advance(30_000);
    await desk.now();
    expect(desk.status()).toMatchObject({ state: 'failing', problem: expect.stringContaining('400') });

    gmail.deliver(bloomdashOrder('BD-2'));
    const asked = gmail.calls.length;
    await clock.advance(30_000);
    await vi.waitFor(() => expect(gmail.calls.length).toBeGreaterThan(asked));
    await desk.now();
    expect(numbers()).toEqual(['BD-2']);

    gmail.fail = () => null;
    await desk.now();
    expect(desk.status()).toMatchObject({ state: 'working', problem: null });
    expect(numbers().toSorted()).toEqual(['BD-1', 'BD-2']);
    await desk.stop();
  });

  it('asks every ten minutes while the account is refused', async () => {
    const desk = poller();
    desk.start();
    await desk.now();
    gmail.fail = () => googleError(403, 'insufficientPermissions');
    await desk.now();
    const asked = gmail.calls.length;
    await clock.advance(599_000);
    expect(gmail.calls.length).toBe(asked);
    await clock.advance(1_000);
    await vi.waitFor(() => expect(gmail.calls.length).toBeGreaterThan(asked));
    await desk.stop();
  });

  it('answers a check that outlasts the app without the ledger, which is closed by then', async () => {
    gmail.holdToken = true;
    const desk = poller();
    const checked = desk.check();
    await vi.waitFor(() => expect(gmail.tokenCalls).toBe(1));
    const stopped = desk.stop();
    await clock.advance(2_000);
    await stopped;
    ledger.close();
    await gmail.close();
    expect(await checked).toMatchObject({ account: null, facts: [] });
  });

  it('names a missing permission', async () => {
    gmail.fail = () => googleError(403, 'insufficientPermissions');
    expect(await poller().check()).toMatchObject({
      state: 'failing',
      fix: expect.stringContaining('box for reading mail'),
    });
  });
});
