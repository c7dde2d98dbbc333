import { describe, expect, it } from 'vitest';
import { mailDocumentId } from '../../../../src/main/intake/gmail/mail-intake.ts';
import { retryWaitMs } from '../../../../src/main/intake/gmail/poll-plan.ts';
import type { GmailPoller } from '../../../../src/main/intake/gmail/poller.ts';
import { silenceText } from '../../../../src/main/notify/alerts/alert-words.ts';
import { foundSilent } from '../../../../src/main/notify/alerts/found.ts';
import type { MailWarning } from '../../../../src/shared/trainer.ts';
import { fullDisk } from '../../../support/full-disk.ts';
import { soon } from '../../../support/soon.ts';
import { gmailDesk } from './desk.ts';
import { googleError } from './fake-gmail.ts';
import { bloomdashOrder, plainMail } from './order-mails.ts';

const { state: at, poller, hastyPoller, healthOf, numbers, refuseRaw } = gmailDesk();
const minute = 60_000;

/** Polls once a minute, and looks at what is warned of at the end of each. */
async function eachMinute(
  minutes: number,
  desk: GmailPoller,
  look: (warnings: readonly MailWarning[]) => void,
): Promise<void> {
  const health = healthOf(desk);
  for (let passed = 0; passed < minutes; passed += 1) {
    await at.clock.advance(minute);
    await desk.now();
    health.check();
    look(health.warnings());
  }
}

/** Says what was warned of in these minutes. */
async function pollFor(minutes: number, desk: GmailPoller): Promise<readonly string[]> {
  const kinds = new Set<string>();
  await eachMinute(minutes, desk, (warnings) => {
    for (const { kind } of warnings) kinds.add(kind);
  });
  return [...kinds];
}

async function receive(desk: GmailPoller, number: string): Promise<void> {
  await desk.now();
  at.gmail.deliver(bloomdashOrder(number));
  await desk.now();
}

/** Says what managers would be told of in these minutes. */
async function toldWithin(minutes: number, desk: GmailPoller): Promise<readonly string[]> {
  const told = new Map<string, string>();
  await eachMinute(minutes, desk, (warnings) => {
    const now = at.clock.now();
    for (const warning of warnings) {
      const found = foundSilent(warning, now);
      if (found)
        told.set(
          found.alert,
          silenceText(warning, found.ruled.source ?? '', { language: 'en', now, timeZone: 'Europe/Kyiv' }),
        );
    }
  });
  return [...told.values()];
}

describe('a mail that cannot be fetched while others can', () => {
  it('holds up no other order though Gmail never answers it, stops no mailbox, is named, and is an order when it comes', async () => {
    const desk = hastyPoller(400);
    await receive(desk, 'BD-0');
    const stuck = at.gmail.deliver(bloomdashOrder('BD-1'));
    const next = at.gmail.deliver(bloomdashOrder('BD-2'));
    at.gmail.fail = (path, format) => (path.endsWith(stuck.id) && format === 'raw' ? 'silence' : null);
    const since = at.clock.now();
    const polled = desk.now();
    await soon(() => expect(at.ledger.documents.has(mailDocumentId(next.id))).toBe(true));
    await at.clock.advance(5_000);
    await polled;
    expect(numbers()).toContain('BD-2');
    expect(at.clock.now() - since).toBeLessThan(30_000);

    await soon(async () => {
      await desk.now();
      expect(desk.isRead()).toBe(true);
    });
    expect(await pollFor(16, desk)).toEqual(['unfetched']);
    expect(desk.status()).toMatchObject({
      state: 'failing',
      lastSuccessAt: at.clock.now(),
      problem: expect.stringMatching(
        /^The mail “.*BD-1.*” of .*bloomdash.*, 2025-03-04, cannot be fetched: /,
      ),
      fix: expect.stringContaining('Open it in Gmail'),
    });

    at.gmail.fail = () => null;
    await at.clock.advance(60 * minute);
    await desk.now();
    expect(numbers().toSorted()).toEqual(['BD-0', 'BD-1', 'BD-2']);
    expect(desk.status()).toMatchObject({ state: 'working', problem: null });
  });

  it('does not make the mailbox unread after a restart either', async () => {
    const before = poller();
    await receive(before, 'BD-0');
    refuseRaw(at.gmail.deliver(bloomdashOrder('BD-1')));
    await before.stop();

    const desk = poller();
    await desk.now();
    expect(desk.status()).toMatchObject({ state: 'failing', lastSuccessAt: at.clock.now() });
  });

  it('is not spoken of any more once a person has thrown it away, and is still owed', async () => {
    const desk = poller();
    await receive(desk, 'BD-0');
    refuseRaw(at.gmail.deliver(bloomdashOrder('BD-1'), { labelIds: ['TRASH'] }));
    await desk.now();
    expect(desk.status()).toMatchObject({ state: 'working', problem: null });
    expect(desk.status().facts).toContainEqual({ label: 'Mails to fetch', value: '1' });
  });

  it.each(['thrown into the trash', 'gone for good'])(
    'is spoken of no more at the next check, however long its next try is off, once it is %s',
    async (fate) => {
      const desk = poller();
      await receive(desk, 'BD-0');
      const refused = [bloomdashOrder('BD-1'), bloomdashOrder('BD-2')].map((mail) => at.gmail.deliver(mail));
      refuseRaw(...refused);
      for (let tries = 0; tries < 4; tries += 1) await desk.now();
      expect(await desk.check()).toMatchObject({ state: 'failing' });
      await desk.now();

      for (const { id } of refused) {
        if (fate === 'gone for good') at.gmail.remove(id);
        else at.gmail.label(id, 'TRASH');
      }
      expect(await desk.check()).toMatchObject({ state: 'working', problem: null });
    },
  );
});

describe('a mail that may be an order and cannot be fetched', () => {
  it('is told to the managers once after a quarter of an hour, by whose it is, when it came and with what helps', async () => {
    const desk = poller();
    await receive(desk, 'BD-0');
    refuseRaw(at.gmail.deliver(bloomdashOrder('BD-1')));
    await desk.now();
    expect(await toldWithin(14, desk)).toEqual([]);
    expect(await toldWithin(120, desk)).toEqual([
      expect.stringMatching(
        /^A mail from mail:bloomdash cannot be fetched\nReceived 4 Mar, \d\d:\d\d\nOpen it in Gmail, /,
      ),
    ]);
  });

  it('is also one of a stranger that announces an order, and one of which nothing can be told', async () => {
    const desk = poller();
    await receive(desk, 'BD-0');
    const announces = at.gmail.deliver(plainMail('shop@new.example', 'New order 77', 'Hi'));
    const unknown = at.gmail.deliver(bloomdashOrder('BD-1'));
    at.gmail.fail = (path, format) => {
      if (path.endsWith(announces.id) && format !== 'raw') return null;
      return [announces, unknown].some(({ id }) => path.endsWith(id))
        ? googleError(400, 'failedPrecondition')
        : null;
    };
    await desk.now();
    expect(await toldWithin(16, desk)).toHaveLength(2);
  });

  it('is none of a stranger that announces nothing, of the shop itself, in spam, or thrown away', async () => {
    const desk = poller();
    await receive(desk, 'BD-0');
    const stranger = (subject: string) => plainMail('a@friend.example', subject, 'Hi');
    refuseRaw(
      at.gmail.deliver(stranger('Hello')),
      at.gmail.deliver(stranger('New order 1'), { labelIds: ['SENT'] }),
      at.gmail.deliver(stranger('New order 2'), { labelIds: ['SPAM'] }),
      at.gmail.deliver(bloomdashOrder('BD-1'), { labelIds: ['TRASH'] }),
    );
    await desk.now();
    expect(desk.status()).toMatchObject({ problem: expect.stringContaining('“Hello”') });
    expect(await toldWithin(16, desk)).toEqual([]);
  });
});

it('names each mail when no mail can be fetched, and reads them once they can', async () => {
  const desk = poller();
  await receive(desk, 'BD-0');
  at.gmail.fail = (_, format) => (format === 'raw' ? googleError(503, 'backendError') : null);
  at.gmail.deliver(bloomdashOrder('BD-1'));
  await desk.now();
  expect(desk.status()).toMatchObject({ state: 'failing', problem: 'Gmail answered 503' });
  expect(desk.isRead()).toBe(false);
  expect(await toldWithin(30, desk)).toEqual([expect.stringContaining('cannot be fetched')]);

  at.gmail.fail = () => null;
  await at.clock.advance(10 * minute);
  await desk.now();
  expect(numbers()).toContain('BD-1');
});

it('keeps owing a mail that the disk did not take, though another that came beside it was none', async () => {
  let isFull = true;
  const { documents } = at.ledger;
  at.ledger = {
    ...at.ledger,
    documents: {
      ...documents,
      put(document) {
        if (isFull) throw fullDisk();
        return documents.put(document);
      },
    },
  };
  const desk = poller();
  await desk.now();
  at.gmail.deliver(bloomdashOrder('BD-1'));
  at.gmail.deliver(plainMail('a@friend.example', 'Hello', 'Hi'));
  await desk.now();
  await desk.now();
  expect(numbers()).toEqual([]);

  isFull = false;
  await desk.now();
  expect(numbers()).toEqual(['BD-1']);
});

it('tries a mail that fails a few times at once, then ever less', () => {
  expect([1, 5, 6, 7, 8].map(retryWaitMs)).toEqual([0, 0, minute, 2 * minute, 4 * minute]);
  expect(retryWaitMs(500)).toBe(10 * minute);
});
