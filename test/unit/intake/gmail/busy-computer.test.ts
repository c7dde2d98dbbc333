import { describe, expect, it } from 'vitest';
import { gmailDesk } from './desk.ts';
import { bloomdashOrder } from './order-mails.ts';
import { starvedReader } from './starved-reader.ts';

const { state: at, poller, orders, numbers, asked } = gmailDesk();
describe('a mail that the reader had no time for', () => {
  it('is read once the computer is calm, as if nothing had been, and holds up no other', async () => {
    let isBusy = true;
    const desk = poller(starvedReader((raw) => isBusy && raw.includes('BD-1')));
    await desk.now();
    at.gmail.deliver(bloomdashOrder('BD-1'));
    at.gmail.deliver(bloomdashOrder('BD-2'));
    await desk.now();
    expect(numbers()).toEqual(['BD-2']);
    expect(desk.status().facts).toContainEqual({ label: 'Mails to read', value: '1' });

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
    const desk = poller(starvedReader((raw) => raw.includes('BD-1')));
    await desk.now();
    at.gmail.deliver(bloomdashOrder('BD-1'));
    for (let polls = 0; polls < 10; polls += 1) await desk.now();
    expect(orders()).toMatchObject([{ source: 'mail:bloomdash', needsReview: true }]);
    expect(at.rung).toHaveLength(1);
    expect(at.ledger.documents.parked()).toEqual([]);
  });

  it('stays to be fetched when nobody can say whether it may be an order', async () => {
    let isBusy = true;
    const desk = poller(starvedReader((raw) => isBusy && raw.includes('BD-1')));
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
    expect(asked()).toEqual(['orders@petals.example']);
    expect(desk.status()).toMatchObject({ state: 'working', problem: null });
  });
});
