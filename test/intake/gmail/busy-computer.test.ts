import { describe, expect, it } from 'vitest';
import type { MailReader } from '../../../src/main/intake/mail/create-mail-reader.ts';
import { createMailReader } from '../../../src/main/intake/mail/create-mail-reader.ts';
import { unreadable } from '../../../src/main/intake/mail/read-mail.ts';
import { quietLog } from '../../support/log.ts';
import { gmailDesk } from './desk.ts';
import { bloomdashOrder } from './order-mails.ts';

const { state: at, poller, orders, numbers } = gmailDesk();
const script = new URL('../../../src/main/intake/mail/mail-worker.ts', import.meta.url);

/** A reader that has no time for the mails `isStarved` names. */
function readerFor(isStarved: (raw: string) => boolean): MailReader {
  const real = createMailReader({ script, log: quietLog(), limitMs: 20_000 });
  return {
    ...real,
    async read(raw, recipes) {
      const read = await real.read(raw, recipes);
      if (!isStarved(Buffer.from(raw).toString('utf8'))) return read;
      const why = 'this computer was too busy to read it';
      return { ...read, pieces: [], reading: unreadable('reader-stopped', why), starved: true };
    },
  };
}

describe('a mail that the reader had no time for', () => {
  it('is read once the computer is calm, as if nothing had been, and holds up no other', async () => {
    let isBusy = true;
    const desk = poller(readerFor((raw) => isBusy && raw.includes('BD-1')));
    await desk.now();
    at.gmail.deliver(bloomdashOrder('BD-1'));
    at.gmail.deliver(bloomdashOrder('BD-2'));
    await desk.now();
    expect(numbers()).toEqual(['BD-2']);
    expect(desk.status().facts).toContainEqual({ label: 'Mails still to read', value: '1' });

    isBusy = false;
    await desk.now();
    expect(orders().map(({ content, needsReview }) => [content.number, needsReview])).toEqual(
      expect.arrayContaining([
        ['BD-1', false],
        ['BD-2', false],
      ]),
    );
    expect(at.rung).toHaveLength(2);
  });

  it('is an order for review, and rings once, when the computer never comes to rest', async () => {
    const desk = poller(readerFor((raw) => raw.includes('BD-1')));
    await desk.now();
    at.gmail.deliver(bloomdashOrder('BD-1'));
    for (let polls = 0; polls < 10; polls += 1) await desk.now();
    expect(orders()).toMatchObject([{ source: 'mail:bloomdash', needsReview: true }]);
    expect(at.rung).toHaveLength(1);
    expect(at.ledger.documents.parked()).toEqual([]);
  });

  it('stays to be fetched when nobody can say whether it is an order, and is one when it was', async () => {
    let isBusy = true;
    const desk = poller(readerFor((raw) => isBusy && raw.includes('BD-1')));
    await desk.now();
    const strange = bloomdashOrder('BD-1').replaceAll('bloomdash.example', 'petals.example');
    at.gmail.deliver(strange);
    at.gmail.deliver(bloomdashOrder('BD-2'));
    await desk.now();
    expect(numbers()).toEqual(['BD-2']);
    expect(desk.status()).toMatchObject({
      state: 'failing',
      problem: 'This computer is too busy to read a mail',
    });

    isBusy = false;
    await desk.now();
    expect(orders()).toHaveLength(2);
    expect(desk.status()).toMatchObject({ state: 'working', problem: null });
  });
});
