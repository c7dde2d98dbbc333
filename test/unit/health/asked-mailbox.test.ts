import { expect, it, onTestFinished } from 'vitest';
import { createCompleteness } from '../../../src/main/health/completeness/create-completeness.ts';
import { gatherFacts } from '../../../src/main/health/completeness/gather.ts';
import { notConnected } from '../../../src/main/health/not-connected.ts';
import { createSenders } from '../../../src/main/intake/gmail/senders.ts';
import { bloomdash } from '../../../src/sample-shop/mail-templates/bloomdash.ts';
import { documentIdSchema } from '../../../src/shared/ids.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { fact, incomingOrder, received } from '../../support/orders.ts';
import { gmailDesk } from '../intake/gmail/desk.ts';
import { bloomdashOrder } from '../intake/gmail/order-mails.ts';
import { gathering } from './batching.ts';

const { state: at, poller, numbers } = gmailDesk();

/** A computer that is signed in to a mailbox with an order mail that it has not stored. */
function computer(listens: boolean) {
  const { ledger, clock } = at;
  const gmail = poller();
  const completeness = createCompleteness({
    ledger,
    clock,
    log: quietLog(),
    timeZone: () => 'Europe/Kyiv',
    reconciliation: null,
    gmail,
    listens,
    selling: { paidElsewhere: () => [] },
    warehouse: notConnected('bigquery'),
    notices: notConnected('manychat'),
    relay: { nudge: () => {} },
    understander: { drain: () => {} },
    senders: createSenders({ ledger, clock, recipes: () => [bloomdash] }),
    config: { bigquery: null, gmail: null, manychat: null, telegram: null, managers: [] },
    onAsked: () => {},
  });
  onTestFinished(async () => {
    await completeness.stop();
    await gmail.stop();
  });
  at.gmail.deliver(bloomdashOrder('BD-1'));
  return completeness;
}
const fetched = () => at.gmail.calls.filter((path) => /\/messages\/./.test(path));

it('asks a mailbox that another computer reads for nothing, and misses nothing of it', async () => {
  const completeness = computer(false);
  completeness.start();
  await at.clock.advance(10_000);
  await completeness.ask({});
  await at.clock.advance(120_000);

  const { differences, days, proven } = completeness.view();
  expect(at.gmail.calls).toEqual([]);
  expect([differences, days.flatMap(({ sources }) => sources), proven]).toEqual([[], [], []]);
});

it('reads what is stored here without asking a mailbox that another computer reads, whatever is tried again', async () => {
  const completeness = computer(false);
  const { ledger, clock } = at;
  const store = (number: string) => {
    const id = documentIdSchema.parse(`mail:${number}`);
    const body = Buffer.from(bloomdashOrder(number));
    const headers = { 'internal-date': String(clock.now()) };
    ledger.documents.put({
      id,
      kind: 'mail',
      topic: 'orders@bloomdash.example',
      headers,
      body,
      receivedAt: clock.now(),
    });
    return id;
  };
  store('BD-2');
  await completeness.hurry();
  expect(numbers()).toEqual(['BD-2']);

  const parked = store('BD-3');
  ledger.documents.settle(parked, 'parked', { reason: 'the disk was full' });
  await completeness.readAgain(parked);
  expect(numbers()).toEqual(['BD-2', 'BD-3']);

  await expect(completeness.fetch('mail:bloomdash', 'mail:1')).rejects.toThrow(
    'Another computer is the leader',
  );
  expect(at.gmail.calls).toEqual([]);
});

it('asks the mailbox that this computer reads, and brings what is there', async () => {
  const completeness = computer(true);
  await completeness.ask({});

  expect(fetched()).toHaveLength(1);
  const counts = completeness.view().days[0]?.sources.find(({ source }) => source === 'mail:bloomdash');
  expect(counts).toMatchObject({ atSource: 1, inLedger: 1 });
});

it('takes a mail as read that another computer has read, whether it changed an order or was only laid beside one', () => {
  const clock = fakeClock();
  const ledger = memoryLedger({ clock });
  const order = incomingOrder({ source: 'mail:bloomdash', sourceId: 'BD-1' });
  const orderId = 'mail:bloomdash:BD-1';
  const told = [
    received(order),
    fact({
      id: 'updated',
      kind: 'order-updated',
      orderId,
      by: 'gmail',
      data: { order: { ...order, version: 2 }, documentId: 'mail:changed' },
    }),
    fact({
      id: 'mail-note:mail:noted',
      kind: 'note-added',
      orderId,
      by: 'gmail',
      data: { text: 'Another mail' },
    }),
  ];
  ledger.entries.importRemote(
    told.map((each, index) => ({ ...each, desk: 'desk-2', seq: index + 1, recordedAt: 0 })),
  );

  const { isRead } = gatherFacts(gathering(ledger, clock, {}), 1);
  const mails = ['mail:changed', 'mail:noted', 'mail:unknown'].map((id) => documentIdSchema.parse(id));
  expect(mails.map(isRead)).toEqual([true, true, false]);
});
