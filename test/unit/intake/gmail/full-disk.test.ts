import { expect, it } from 'vitest';
import { fullDisk } from '../../../support/full-disk.ts';
import { gmailDesk } from './desk.ts';
import { bloomdashOrder } from './order-mails.ts';

const { state: at, poller, numbers } = gmailDesk();

it('a mail whose order the disk does not take stays as it came, holds up no other, and is an order once there is room', async () => {
  let isFull = true;
  at.onOwed = (id) => {
    if (isFull && /bd-1$/i.test(id)) throw fullDisk();
  };
  const desk = poller();
  await desk.now();
  at.gmail.deliver(bloomdashOrder('BD-1'));
  at.gmail.deliver(bloomdashOrder('BD-2'));
  await desk.now();
  expect(numbers()).toEqual(['BD-2']);
  expect(at.ledger.documents.parked()).toEqual([]);
  expect(desk.status().facts).toContainEqual({ label: 'Mails to read', value: '1' });

  isFull = false;
  await desk.now();
  expect(numbers().toSorted()).toEqual(['BD-1', 'BD-2']);
  expect(at.rung).toHaveLength(2);
});
