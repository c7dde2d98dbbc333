import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createNoticeHandlers } from '../../../src/main/ipc/notice-handlers.ts';
import type { Manychat } from '../../../src/main/manychat/client.ts';
import { cancelledAlert } from '../../../src/main/notify/alerts/found.ts';
import { closeSent } from '../../../src/main/notify/parked.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { Problem } from '../../../src/shared/problem.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import type { BellDesk } from '../notify/alert-rules/bell-desk.ts';
import { managersOf, startBellDesk } from '../notify/alert-rules/bell-desk.ts';
import { fakeMailer } from '../notify/email/fake-mailer.ts';

let clock: FakeClock;
let ledger: Ledger;
let computer: BellDesk;
/** A manager whose messages ManyChat never answers. */
let lost: Set<string>;
let sent: string[];

beforeEach(() => {
  clock = fakeClock('2025-03-04T10:00:00Z');
  ledger = memoryLedger({ clock });
  [lost, sent] = [new Set(), []];
  const manychat: Manychat = {
    page: async () => ({ id: '1', name: 'Kvitka', isPro: true }),
    contact: async (id) => ({
      name: '',
      lastInteraction: clock.now(),
      ...(id === '7' && { chatUrl: 'https://app.manychat.com/fb1/chat/7' }),
    }),
    send: async (id) => {
      sent.push(id);
      if (lost.has(id)) throw new Problem('unknown-outcome', 'the answer was lost');
    },
  };
  computer = startBellDesk({ ledger, clock, managers: managersOf('Anna', 'Taras'), manychat });
});
afterEach(async () => {
  await computer.stop();
  ledger.close();
});

const handlers = () => createNoticeHandlers(computer.log);
const list = async (filter: object = {}) =>
  handlers()['notifications.list']({ view: 'all', text: '', offset: 0, limit: 50, ...filter });

describe('a notification with an unknown outcome', () => {
  it('is marked as sent by a person, and never sent again', async () => {
    lost.add('8');
    const id = computer.order('1');
    await clock.advance(1_000);
    expect((await list({ view: 'unknown' })).rows).toMatchObject([
      { manager: 'Taras', messageId: expect.stringMatching(/^m/) },
    ]);
    await handlers()['notifications.arrived']({
      about: { order: id },
      manager: 'Taras',
      channel: 'messenger',
    });
    expect(ledger.outbox.parked()).toEqual([]);
    const [row] = (await list({ manager: 'Taras' })).rows;
    expect(row).toMatchObject({ state: 'sent', reason: 'Seen in the chat by Anna', messageId: null });
    expect(ledger.entries.list().at(-1)).toMatchObject({ kind: 'notified', by: 'Anna' });
    await clock.advance(600_000);
    expect(sent.filter((one) => one === '8')).toHaveLength(1);
    expect(ledger.verify()).toEqual([]);
  });

  it('by e-mail is marked as seen after a look into sent mails', async () => {
    const mailer = fakeMailer();
    const anna = { name: 'Anna', subscriberId: null, email: 'anna@kvitka.example' };
    await computer.stop();
    computer = startBellDesk({ ledger, clock, managers: [anna], manychat: null, mailer });
    const vanished = { taken: false, error: new Problem('unknown-outcome', 'the answer was lost') };
    mailer.answers = [vanished, vanished];
    const order = computer.order('1');
    const other = computer.order('2');
    computer.take(other, 'Anna');
    computer.cancelled('2');
    await clock.advance(720_000);
    const { 'notifications.arrived': arrived } = handlers();
    await arrived({ about: { order }, manager: 'Anna', channel: 'email' });
    await arrived({ about: { alert: cancelledAlert(other) }, manager: 'Anna', channel: 'email' });
    const reason = 'Seen in the sent mails by Anna';
    expect((await list({ view: 'sent' })).rows).toMatchObject([{ reason }, { reason }]);
  });

  it('is settled once, and a second try changes nothing', async () => {
    const id = computer.order('1');
    await clock.advance(1_000);
    const before = ledger.entries.list().length;
    const settle = () =>
      handlers()['notifications.arrived']({ about: { order: id }, manager: 'Taras', channel: 'messenger' });
    expect(settle).toThrow(expect.objectContaining({ kind: 'refused' }));
    expect(ledger.entries.list()).toHaveLength(before);
  });

  it('links to the chat when ManyChat has named it', async () => {
    const id = computer.order('1');
    await clock.advance(1_000);
    const chats = { Anna: 'https://app.manychat.com/fb1/chat/7' };
    expect((await list()).chats).toEqual(chats);
    expect(await handlers()['notifications.ofOrder']({ id })).toMatchObject({
      chats,
      rows: [{ state: 'sent' }, { state: 'sent' }],
    });
  });
});

describe('the log', () => {
  it('is exported as it is filtered, with a head', async () => {
    lost.add('8');
    computer.order('1');
    await clock.advance(1_000);
    const { fileName, text, left } = await handlers()['notifications.export']({ view: 'unknown', text: '' });
    expect([fileName, left]).toEqual(['notices-2025-03-04.csv', 0]);
    expect(text.split('\r\n')).toEqual([
      expect.stringMatching(/^queuedAt,/),
      expect.stringContaining(',unknown,'),
      '',
    ]);
  });

  it('sums up one’s own shift, or the shop’s day off duty', async () => {
    computer.order('1');
    await clock.advance(60_000);
    expect(await handlers()['notifications.shift'](undefined)).toMatchObject({
      since: 'day',
      digest: { from: Date.parse('2025-03-03T22:00:00Z'), orders: 1, notices: { sent: 2 }, untaken: 1 },
      text: expect.stringMatching(/^Today/),
    });
    computer.book.setDuty({ manager: 'Anna', on: true, via: 'app' });
    await clock.advance(60_000);
    expect(await handlers()['notifications.shift'](undefined)).toMatchObject({
      since: 'shift',
      digest: { from: clock.now() - 60_000, orders: 0 },
      text: expect.stringMatching(/^Shift of Anna/),
    });
  });
});

it('ends a message parked elsewhere once a person confirms it', async () => {
  lost.add('8');
  const id = computer.order('1');
  await clock.advance(1_000);
  const other = memoryLedger({ clock, deskId: 'desk-2' });
  const rows = () => ledger.entries.list().filter(({ desk: from }) => from === ledger.deskId);
  other.entries.importRemote(rows());
  const there = startBellDesk({
    ledger: other,
    clock,
    managers: managersOf('Anna', 'Taras'),
    manychat: { page: async () => ({ id: '1', name: '', isPro: true }), contact: never, send: never },
    person: 'Taras',
    listens: () => false,
  });
  await createNoticeHandlers(there.log)['notifications.arrived']({
    about: { order: id },
    manager: 'Taras',
    channel: 'messenger',
  });
  ledger.entries.importRemote(other.entries.list().filter(({ desk: from }) => from === other.deskId));
  expect(closeSent(ledger)).toBe(1);
  expect(ledger.outbox.parked()).toEqual([]);
  expect((await list({ manager: 'Taras' })).rows).toMatchObject([
    { state: 'sent', reason: 'Seen in the chat by Taras' },
  ]);
  await there.stop();
  other.close();
});

const never = (): never => {
  throw new Error('nobody is written to from there');
};

describe('notifications of other occasions', () => {
  it('is listed by its occasion and state, and found by its words', async () => {
    const id = computer.order('1');
    computer.take(id, 'Taras');
    await clock.advance(1_000);
    computer.cancelled('1');
    await clock.advance(1_000);
    const about = {
      occasion: 'cancelled',
      manager: 'Taras',
      title: 'Cancelled at the source: #1 · shopify',
    };
    const found = await list({ text: 'cancelled at' });
    expect(found.rows).toMatchObject([{ ...about, state: 'sent', alert: `cancelled:${id}`, order: { id } }]);
    expect(ledger.verify()).toEqual([]);
  });

  it('is settled by a person, and never sent again', async () => {
    lost = new Set(['8']);
    const id = computer.order('1');
    computer.take(id, 'Taras');
    await clock.advance(1_000);
    computer.cancelled('1');
    await clock.advance(1_000);
    const [row] = (await list({ view: 'unknown', text: 'cancelled' })).rows;
    expect(row).toMatchObject({ occasion: 'cancelled', messageId: expect.stringMatching(/^m/) });
    const alert = row?.alert;
    if (!alert) throw new Error('it is about an alert');
    const before = sent.length;
    await handlers()['notifications.arrived']({ about: { alert }, manager: 'Taras', channel: 'messenger' });
    await clock.advance(600_000);
    expect(sent).toHaveLength(before);
    expect((await list({ text: 'cancelled' })).rows).toMatchObject([
      { state: 'sent', reason: 'Seen in the chat by Anna', messageId: null },
    ]);
    expect(ledger.outbox.parked().filter(({ kind }) => kind === 'notify.alert')).toEqual([]);
    expect(ledger.verify()).toEqual([]);
  });
});
