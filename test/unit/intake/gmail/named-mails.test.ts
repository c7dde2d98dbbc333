import { beforeEach, expect, it } from 'vitest';
import { mailDocumentId } from '../../../../src/main/intake/gmail/mail-intake.ts';
import { createNamedMails } from '../../../../src/main/intake/gmail/named-mails.ts';
import { createSenders } from '../../../../src/main/intake/gmail/senders.ts';
import type { Ledger } from '../../../../src/main/ports.ts';
import { bloomdash } from '../../../../src/sample-shop/mail-templates/bloomdash.ts';
import { fakeClock } from '../../../support/clock.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { keptReading } from '../../health/kept-reading.ts';

const clock = fakeClock('2026-11-24T10:00:00Z');
const hour = 3_600_000;
const today = { from: clock.now() - 12 * hour, to: clock.now() + 12 * hour };
const dayBefore = (days: number) => ({
  from: today.from - days * 24 * hour,
  to: today.to - days * 24 * hour,
});

let ledger: Ledger;
let asked: string[];
let looked: string[];
let found: readonly string[];
/** The mails that are orders. */
let orders: readonly string[];

beforeEach(() => {
  ledger = memoryLedger({ clock });
  asked = [];
  looked = [];
  found = [];
  orders = [];
});

const named = () =>
  createNamedMails({
    ledger,
    clock,
    senders: createSenders({ ledger, clock, recipes: () => [bloomdash] }),
    client: {
      search: async (query) => {
        asked.push(query);
        return found;
      },
      raw: async (id) => {
        looked.push(id);
        return { id, labelIds: [], internalDate: clock.now(), raw: new Uint8Array() };
      },
    },
    intake: {
      consider: async ({ id }) => ({
        kept: orders.includes(id) ? documentOf(id) : null,
        mayBecomeOrder: false,
      }),
    },
  });
const documentOf = (id: string) => ({
  id: mailDocumentId(id),
  kind: 'mail' as const,
  topic: bloomdash.match.sender,
  headers: {},
  body: new Uint8Array(),
  receivedAt: clock.now(),
});

const ids = async (...asked: Parameters<ReturnType<typeof named>['list']>) =>
  (await named().list(...asked))?.map(({ id }) => id) ?? null;

it('asks for the mails of a sender by the day, and leaves what the shop itself has written', async () => {
  found = ['a'];
  orders = ['a'];
  expect(await ids('mail:bloomdash', today)).toEqual(['mail:a']);
  expect(asked).toEqual([
    `from:(${bloomdash.match.sender}) -in:chats -in:drafts -in:sent after:${today.from / 1000} before:${today.to / 1000}`,
  ]);
});

it('names what is not on disk without bringing it there, until it is asked to', async () => {
  found = ['a'];
  orders = ['a'];
  const mails = named();
  expect(await mails.list('mail:bloomdash', today)).toMatchObject([{ id: 'mail:a', number: '' }]);
  expect(ledger.documents.has(mailDocumentId('a'))).toBe(false);
  expect(await mails.keep(mailDocumentId('a'))).toBe(true);
  expect(ledger.documents.has(mailDocumentId('a'))).toBe(true);
});

it('looks once at a mail that is no order, also after a restart', async () => {
  found = ['a'];
  expect(await ids('mail:bloomdash', today)).toEqual([]);
  expect(await ids('mail:bloomdash', today)).toEqual([]);
  expect(looked).toEqual(['a']);
});

it('does not miss what was never to be here: mails from before the first poll, or before the sender was known', async () => {
  expect(await ids('mail:bloomdash', dayBefore(5))).toBeNull();
  expect(await ids('mail:bloomdash', dayBefore(1))).toEqual([]);
  ledger.readings.put({
    ...keptReading(1),
    document: mailDocumentId('old'),
    sender: bloomdash.match.sender,
    mailedAt: dayBefore(6).from,
  });
  expect(await ids('mail:bloomdash', dayBefore(5))).toEqual([]);
  expect(await ids('mail:bloomdash', dayBefore(8))).toBeNull();
});
