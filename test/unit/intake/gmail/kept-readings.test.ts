import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGmailPoller } from '../../../../src/main/intake/gmail/poller.ts';
import { createMailReader } from '../../../../src/main/intake/mail/create-mail-reader.ts';
import { createRecorder } from '../../../../src/main/intake/recorder.ts';
import type { Ledger } from '../../../../src/main/ports.ts';
import { sampleTemplates } from '../../../../src/sample-shop/mail-templates/index.ts';
import { bloomdashMail } from '../../../../src/sample-shop/mails/bloomdash.ts';
import type { FakeClock } from '../../../support/clock.ts';
import { fakeClock } from '../../../support/clock.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { quietLog } from '../../../support/log.ts';
import type { FakeGmail } from './fake-gmail.ts';
import { startFakeGmail } from './fake-gmail.ts';
import { bloomdashOrder, sampleOrder } from './order-mails.ts';

const script = new URL('../../../../src/main/intake/mail/mail-worker.ts', import.meta.url);
const sender = 'orders@bloomdash.example';

let clock: FakeClock;
let gmail: FakeGmail;
let ledger: Ledger;
const reader = createMailReader({ script, log: quietLog(), limitMs: 20_000 });

beforeEach(async () => {
  clock = fakeClock();
  gmail = await startFakeGmail(() => clock.now());
  ledger = memoryLedger({ clock });
});
afterEach(() => gmail.close());

const poll = () =>
  createGmailPoller({
    config: gmail.config,
    ledger,
    recorder: createRecorder({ ledger, clock, enqueueNotices: () => {} }),
    clock,
    log: quietLog(),
    reader,
    recipes: () => sampleTemplates,
  }).now();
const kept = () => ledger.readings.ofSender(sender, { since: 0, limit: 10 });

describe('what is kept of a mail read', () => {
  it('tells how the reading went and how the mail is built, and nothing of who ordered what', async () => {
    const mail = gmail.deliver(bloomdashOrder('BD-1'), { at: clock.now() - 60_000 });
    await poll();
    expect(kept()).toMatchObject([
      {
        document: `mail:${mail.id}`,
        sender,
        family: 'bloomdash',
        recipe: 'bloomdash@1',
        kind: 'order',
        mailedAt: clock.now() - 60_000,
        unread: [],
        review: [],
        verified: true,
        says: 'new-order',
      },
    ]);
    expect(kept()[0]?.confidence).toBeGreaterThan(0.8);
    expect(kept()[0]?.fields).toEqual(expect.arrayContaining(['number', 'items', 'total']));
    expect(JSON.stringify(kept())).not.toMatch(/BD-1|Olena|Lypska|555|Peony|1,?240/);
  });

  it('stands with the order as well: what read it is known on every computer, whatever reads the mail later', async () => {
    gmail.deliver(bloomdashOrder('BD-7'));
    await poll();
    expect(ledger.entries.list().filter(({ kind }) => kind === 'order-received')).toMatchObject([
      { data: { readBy: 'bloomdash@1' } },
    ]);
  });

  it('marks the mail nobody vouches for', async () => {
    gmail.deliver(bloomdashMail(sampleOrder('BD-2')));
    await poll();
    expect(kept()).toMatchObject([{ verified: false }]);
  });

  it('is there once for each mail, however often the mailbox is asked', async () => {
    gmail.deliver(bloomdashOrder('BD-3'));
    await poll();
    await poll();
    expect(kept()).toHaveLength(1);
  });
});
