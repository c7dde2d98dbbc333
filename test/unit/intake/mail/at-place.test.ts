import { afterAll, expect, it } from 'vitest';
import { createMailReader } from '../../../../src/main/intake/mail/create-mail-reader.ts';
import type { ShopPlace } from '../../../../src/shared/shop-place.ts';
import { quietLog } from '../../../support/log.ts';

const script = new URL('../../../../src/main/intake/mail/mail-worker.ts', import.meta.url);
let place: ShopPlace = { country: 'UA', timeZone: 'Europe/Kyiv' };
const reader = createMailReader({ script, log: quietLog(), limitMs: 20_000, place: () => place });
afterAll(() => reader.stop());

/** Written at half past eleven in the evening in Kyiv. */
const mail = (phone: string, wanted: string): Uint8Array =>
  new TextEncoder().encode(
    [
      'From: orders@kioskly.example',
      'To: shop@petal.example',
      'Subject: New order K-77',
      'Date: Tue, 24 Nov 2026 21:30:00 +0000',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'Order number: K-77',
      'Customer: Olena Hnatiuk',
      `Phone: ${phone}`,
      `Delivery time: ${wanted}`,
      '',
      'Item          Qty    Amount',
      'Tin mug       1      UAH 240.00',
      '',
      'Total: UAH 240.00',
    ].join('\r\n'),
  );

async function orderAt(where: ShopPlace, phone = '067 555 01 43', wanted = 'tomorrow, 10:00–12:00') {
  place = where;
  const { reading } = await reader.read(mail(phone, wanted), []);
  return reading.orders[0];
}

it('stores the day that a mail calls tomorrow, by the shop’s calendar', async () => {
  const kyiv = await orderAt({ country: 'UA', timeZone: 'Europe/Kyiv' });
  expect(kyiv?.wanted).toEqual({ date: '2026-11-25', from: '10:00', to: '12:00' });
  const tokyo = await orderAt({ country: 'JP', timeZone: 'Asia/Tokyo' });
  expect(tokyo?.wanted?.date).toBe('2026-11-26');
});

it('stores no day where a mail names none', async () => {
  const order = await orderAt({ country: 'UA', timeZone: 'Europe/Kyiv' }, '067 555 01 43', 'by courier');
  expect(order?.wanted).toBeUndefined();
});

it('reads a phone by the country of the shop, and guesses no other', async () => {
  const phoneAt = async (country: string | null, phone: string) =>
    (await orderAt({ country, timeZone: 'Europe/Kyiv' }, phone))?.customer.phone;
  expect(await phoneAt('UA', '067 555 01 43')).toBe('+380675550143');
  expect(await phoneAt('UA', '0171 1234567')).toBe('0171 1234567');
  expect(await phoneAt('DE', '0171 1234567')).toBe('+491711234567');
  expect(await phoneAt(null, '067 555 01 43')).toBe('067 555 01 43');
});
