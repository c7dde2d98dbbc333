import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGmailPoller } from '../../../../src/main/intake/gmail/poller.ts';
import { createMailReader } from '../../../../src/main/intake/mail/create-mail-reader.ts';
import { createRecorder } from '../../../../src/main/intake/recorder.ts';
import type { Ledger } from '../../../../src/main/ports.ts';
import { sampleTemplates } from '../../../../src/sample-shop/mail-templates/index.ts';
import { mailBombs } from '../../../guarantees/exploits/mail-bombs.ts';
import { fakeClock } from '../../../support/clock.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { quietLog } from '../../../support/log.ts';
import type { FakeGmail } from './fake-gmail.ts';
import { startFakeGmail } from './fake-gmail.ts';
import { bloomdashOrder, genuine } from './order-mails.ts';

const script = new URL('../../../../src/main/intake/mail/mail-worker.ts', import.meta.url);
const reader = createMailReader({ script, log: quietLog() });
const clock = fakeClock();
let gmail: FakeGmail;
let ledger: Ledger;

beforeEach(async () => {
  gmail = await startFakeGmail(() => clock.now());
  ledger = memoryLedger({ clock });
});
afterEach(() => gmail.close());
afterAll(() => reader.stop());

const bombOf = (name: string): string => {
  const bomb = mailBombs.find((each) => each.name === name);
  if (!bomb) throw new Error(`there is no bomb of ${name}`);
  return genuine('bloomdash.example') + Buffer.from(bomb.raw()).toString('utf8');
};

describe('a mail bomb in the shop’s mailbox', () => {
  it.each([
    '3,000 unclosed <font><p>',
    '100,000 nested <div>',
    'MIME parts nested 10,000 deep',
    'a header of 10 MB',
    '20 MB of base64',
    'a mail of 36 MB, more than Gmail takes',
  ])(
    'of %s is an order for review with its mail beside it, and the next order is read',
    async (name) => {
      const rung: string[] = [];
      const desk = createGmailPoller({
        config: gmail.config,
        ledger,
        recorder: createRecorder({ ledger, clock, enqueueNotices: (id) => rung.push(id) }),
        clock,
        log: quietLog(),
        reader,
        recipes: () => sampleTemplates,
      });
      await desk.now();
      const { id } = gmail.deliver(bombOf(name));
      gmail.deliver(bloomdashOrder('BD-1'));
      await desk.now();

      const orders = [...ledger.orders.each()].map(({ order }) => order);
      const bombed = orders.find(({ sourceId }) => sourceId !== 'BD-1');
      expect(bombed).toMatchObject({ source: 'mail:bloomdash', needsReview: true });
      expect(bombed?.content.review?.length).toBeGreaterThan(0);
      expect(ledger.documents.ofTopic('mail', 'orders@bloomdash.example', 5)).toContainEqual(
        expect.objectContaining({ id: `mail:${id}`, orderIds: [bombed?.id] }),
      );
      expect(orders.find(({ sourceId }) => sourceId === 'BD-1')).toMatchObject({ needsReview: false });
      expect(rung).toContain('mail:bloomdash:BD-1');
      expect(desk.status()).toMatchObject({ state: 'working', problem: null });
    },
    30_000,
  );
});
