import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Toast } from '../../../src/main/host.ts';
import { foundDraft } from '../../../src/main/ledger/mail-facts.ts';
import { createNewSenderToasts } from '../../../src/main/notify/new-sender-toasts.ts';
import type { Ledger, Loop } from '../../../src/main/ports.ts';
import type { AppEvent } from '../../../src/shared/app-event.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';

let clock: FakeClock;
let ledger: Ledger;
let toasts: Toast[];
let rings: AppEvent[];
let isQuiet: boolean;
let loop: Loop;

beforeEach(() => {
  clock = fakeClock();
  ledger = memoryLedger({ clock });
  toasts = [];
  rings = [];
  isQuiet = false;
  loop = createNewSenderToasts({
    ledger,
    clock,
    log: quietLog(),
    language: () => 'en',
    mayRing: () => !isQuiet,
    emit: (event) => rings.push(event),
    toast: (toast) => toasts.push(toast),
  });
  loop.start();
});
afterEach(() => loop.stop());

const find = (address: string, quiet = false, where = ledger) =>
  where.entries.append(foundDraft({ address, ...(quiet && { quiet: true }) }, clock.now()));
const settle = () => clock.advance(10_000);

it('a new sender is asked about once, by one toast and one ring', async () => {
  find('orders@gourmet.example');
  find('orders@gourmet.example');
  await settle();
  find('orders@gourmet.example');
  await settle();
  expect(toasts).toEqual([
    {
      title: 'New sender: orders@gourmet.example',
      body: 'It may have sent an order. Approve or block it.',
      orderId: null,
    },
  ]);
  expect(rings).toEqual([{ kind: 'alert-once', sound: 'question' }]);
});

it('new senders that come together are one toast', async () => {
  for (let nth = 1; nth <= 7; nth += 1) find(`a${nth}@op.pl`);
  await settle();
  expect(toasts).toMatchObject([{ title: '7 new senders', body: expect.stringMatching(/^a1@op\.pl, .*…$/) }]);
  expect(rings).toHaveLength(1);
});

it('a sender that another computer found rings here too, and one found long ago does not', async () => {
  const other = memoryLedger({ clock, deskId: 'desk-2' });
  find('old@op.pl', false, other);
  await clock.advance(3_600_000);
  find('new@op.pl', false, other);
  ledger.entries.importRemote(other.entries.list());
  await settle();
  expect(toasts.map(({ title }) => title)).toEqual(['New sender: new@op.pl']);
});

it('history rings nobody, and quiet hours leave the toast', async () => {
  find('history@op.pl', true);
  await settle();
  expect(toasts).toEqual([]);
  isQuiet = true;
  find('late@op.pl');
  await settle();
  expect(toasts).toHaveLength(1);
  expect(rings).toEqual([]);
});
